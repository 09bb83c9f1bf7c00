"""Addresses of supervision."""

from django.urls import path

from zhongshu.apps.supervision.views import (
    deciding,
    figures,
    imports,
    ledger,
    matter,
    mine,
    opening,
    reporting,
    tables,
    urging,
)

app_name = "supervision"

urlpatterns = [
    path("", ledger.index, name="list"),
    path("export/", ledger.export, name="export"),
    path("print/", ledger.typeset, name="print"),
    path("brief/", urging.brief, name="brief"),
    path("mine/", mine.mine, name="mine"),
    path("desk/", mine.desk, name="desk"),
    path("ordered/", mine.ordered, name="ordered"),
    path("unowned/", mine.unowned, name="unowned"),
    path("figures/", figures.index, name="figures"),
    path("open/", opening.open_matter, name="open"),
    path("people/", opening.people, name="people"),
    path("rules/", tables.index, name="rules"),
    path("rules/routing/", tables.routing, name="set_routing"),
    path("rules/rhythm/", tables.rhythm, name="set_rhythm"),
    path("rules/ladder/", tables.ladder, name="set_ladder"),
    path("imports/", imports.index, name="imports"),
    path("imports/<int:pk>/", imports.ledger, name="import"),
    path("imports/<int:pk>/rejected/", imports.rejected, name="rejected"),
    path("<int:pk>/", matter.matter, name="matter"),
    path("<int:pk>/evidence/<int:row>/", matter.evidence, name="evidence"),
    path("<int:pk>/explanations/<int:row>/file/", matter.explanation_file, name="explanation_file"),
    path("<int:pk>/split/", opening.split, name="split"),
    path("<int:pk>/reassign/", opening.reassign, name="reassign"),
    path("<int:pk>/report/", reporting.report, name="report"),
    path("<int:pk>/check/", reporting.check, name="check"),
    path("<int:pk>/extend/", deciding.ask_extension, name="ask_extension"),
    path("<int:pk>/propose/", deciding.propose_closing, name="propose_closing"),
    path("<int:pk>/close/", deciding.close, name="close"),
    path("<int:pk>/withdraw/", deciding.withdraw, name="withdraw"),
    path("<int:pk>/reopen/", deciding.reopen, name="reopen"),
    path("<int:pk>/rung/", urging.decide_rung, name="decide_rung"),
    path("<int:pk>/explain/", urging.demand_explanation, name="demand_explanation"),
    path("reports/<int:pk>/verify/", reporting.verify, name="verify"),
    path("extensions/<int:pk>/", deciding.decide_extension, name="decide_extension"),
    path("closings/<int:pk>/", deciding.answer_closing, name="answer_closing"),
    path("urgings/<int:pk>/draft/", urging.draft, name="draft_urging"),
    path("explanations/<int:pk>/give/", urging.give_explanation, name="give_explanation"),
    path("explanations/<int:pk>/review/", urging.review_explanation, name="review_explanation"),
]
