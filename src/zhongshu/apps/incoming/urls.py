"""Addresses of incoming papers."""

from django.urls import path

from zhongshu.apps.incoming.views import circulation, handling, instructing, lists, papers, receiving, registers

app_name = "incoming"

urlpatterns = [
    path("", lists.index, name="list"),
    path("export/", lists.export, name="export"),
    path("print/", lists.typeset, name="print"),
    path("receive/", receiving.receive, name="receive"),
    path("keep/", receiving.keep, name="keep"),
    path("from-delivery/<int:pk>/", receiving.from_delivery, name="from_delivery"),
    path("book/", registers.book, name="book"),
    path("book/export/", registers.book_export, name="book_export"),
    path("book/print/", registers.book_print, name="book_print"),
    path("figures/", registers.figures, name="figures"),
    path("duties/", registers.duties, name="duties"),
    path("duties/<int:pk>/", registers.duty, name="duty"),
    path("my-instructions/", instructing.mine, name="my_instructions"),
    path("<int:pk>/", papers.paper, name="paper"),
    path("<int:pk>/file/", papers.file, name="file"),
    path("<int:pk>/slip/", papers.slip, name="slip"),
    path("<int:pk>/register/", receiving.register, name="register"),
    path("<int:pk>/attach/", receiving.attach, name="attach"),
    path("<int:pk>/check/", handling.check, name="check"),
    path("<int:pk>/send-back/", handling.send_back, name="send_back"),
    path("<int:pk>/propose/", handling.propose, name="propose"),
    path("<int:pk>/assign/", handling.assign, name="assign"),
    path("<int:pk>/complete/", handling.complete, name="complete"),
    path("<int:pk>/reply/", handling.reply, name="reply"),
    path("<int:pk>/correct/", receiving.correct, name="correct"),
    path("<int:pk>/link-reply/", handling.link_reply, name="link_reply"),
    path("<int:pk>/excuse/", handling.excuse, name="excuse"),
    path("<int:pk>/instruct/", instructing.instruct, name="instruct"),
    path("<int:pk>/transcribe/", instructing.transcribe, name="transcribe"),
    path("<int:pk>/circulation/", circulation.index, name="circulation"),
]
