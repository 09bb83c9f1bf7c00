"""Addresses of outgoing papers."""

from django.urls import path

from zhongshu.apps.outgoing.urls_registers import registers
from zhongshu.apps.outgoing.views import (
    downloads,
    drafting,
    gates,
    importing,
    lists,
    opinions,
    papers,
    signing,
    versions,
)

app_name = "outgoing"

urlpatterns = [
    *registers,
    path("", lists.index, name="list"),
    path("export/", lists.export, name="export"),
    path("new/", drafting.choose_kind, name="new"),
    path("new/<str:kind>/", drafting.create, name="create"),
    path("<int:pk>/", papers.paper, name="paper"),
    path("<int:pk>/pages/<int:number>/", papers.page, name="page"),
    path("<int:pk>/file/", papers.file, name="file"),
    path("<int:pk>/docx/", downloads.docx, name="docx"),
    path("<int:pk>/ofd/", downloads.ofd, name="ofd"),
    path("<int:pk>/void/", papers.void, name="void"),
    path("<int:pk>/share/", papers.share, name="share"),
    path("<int:pk>/edit/", drafting.edit, name="edit"),
    path("<int:pk>/autosave/", drafting.autosave, name="autosave"),
    path("<int:pk>/autosave/discard/", drafting.discard, name="discard"),
    path("<int:pk>/proofread/", drafting.proofread, name="proofread"),
    path("<int:pk>/proofread/decide/", drafting.decide, name="decide_live"),
    path("<int:pk>/import/", importing.upload, name="import"),
    path("<int:pk>/import/<int:imported>/", importing.confirm, name="confirm_import"),
    path("<int:pk>/import/<int:imported>/keep/", importing.keep, name="keep_import"),
    path("<int:pk>/import/<int:imported>/original/", importing.original, name="import_original"),
    path("<int:pk>/import/<int:imported>/pages/", importing.pages, name="import_pages"),
    path("<int:pk>/import/<int:imported>/pages/<int:number>/", importing.page, name="import_page"),
    path("<int:pk>/versions/", versions.index, name="versions"),
    path("<int:pk>/versions/compare/", versions.compare, name="compare"),
    path("<int:pk>/versions/compare/file/", versions.revisions, name="revisions_file"),
    path("<int:pk>/versions/clean/", versions.clean, name="clean_copy"),
    path("<int:pk>/versions/<int:no>/", versions.version, name="version"),
    path("<int:pk>/versions/<int:no>/clean/", versions.clean_file, name="clean_file"),
    path("<int:pk>/versions/<int:no>/restore/", versions.restore, name="restore"),
    path("<int:pk>/gates/", gates.record, name="gates"),
    path("<int:pk>/gates/decide/", gates.decide, name="decide"),
    path("<int:pk>/gates/sign/", gates.sign, name="sign_gate"),
    path("<int:pk>/gates/opinion/", opinions.opinion, name="opinion"),
    path("<int:pk>/routing/", gates.routing, name="routing"),
    path("<int:pk>/routing/override/", gates.override, name="override_breach"),
    path("<int:pk>/sign-off/", signing.sign_off, name="sign_off"),
    path("<int:pk>/recheck/", signing.recheck, name="recheck"),
    path("<int:pk>/disagreements/<int:row>/settle/", signing.settle, name="settle"),
    path("<int:pk>/disagreements/<int:row>/escalate/", signing.escalate, name="escalate"),
]
