"""督办规则: the office's own tables, what is in force, what was, and a new one from a day on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.forms.tables import (
    LADDER,
    LadderForm,
    RhythmForm,
    RoutingForm,
    TableForm,
    readable_rows,
    rule_in_words,
)
from zhongshu.apps.supervision.models import LadderTable, RhythmTable, RoutingTable, SupervisedMatter
from zhongshu.apps.supervision.queries.matters import keeps_tables
from zhongshu.apps.supervision.queries.tables import history
from zhongshu.apps.supervision.views.door import workers_only


def _present(request: StaffRequest, kind: Any) -> Any:
    """The table in force today, or None."""
    return history(kind, request.person.organ).filter(effective_on__lte=timezone.localdate()).first()


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET: the tables in force and the former and coming ones."""
    workers_only(request)
    routing, rhythm, ladder = (_present(request, kind) for kind in (RoutingTable, RhythmTable, LadderTable))
    rules = [rule_in_words(*row) for row in readable_rows(routing)]
    context = {
        "routing": routing, "rules": rules, "rhythm": rhythm, "ladder": ladder, "keeps": keeps_tables(request.person),
        "otherwise": SupervisedMatter.Track(routing.content["otherwise"]["track"]).label if routing else "",
        "grid": rhythm_grid(rhythm), "importances": [one.label for one in SupervisedMatter.Importance],
        "thresholds": [(LadderTable.label_of(name), _shown(ladder, name)) for name in LADDER] if ladder else [],
        "histories": [
            ("归口表", history(RoutingTable, request.person.organ)), ("反馈频次表", history(RhythmTable, request.person.organ)),
            ("催办阶梯", history(LadderTable, request.person.organ)),
        ],
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "supervision/rules.html", context)


def rhythm_grid(table: RhythmTable | None) -> list[tuple[str, list[int]]]:
    """Rows by urgency, a number for each importance."""
    if table is None:
        return []
    return [
        (str(urgency.label), [table.days[f"{urgency}:{importance}"] for importance in SupervisedMatter.Importance])
        for urgency in SupervisedMatter.Urgency
    ]


def _shown(ladder: LadderTable, name: str) -> str:
    value = getattr(ladder, name)
    return {1: "提醒", 2: "催办函", 3: "督办单"}.get(value, str(value)) if name == "superior_from" else str(value)


def _keeper(request: StaffRequest) -> None:
    if not keeps_tables(request.person):
        raise PermissionDenied


def _page(request: StaffRequest, form: TableForm, title: str, template: str) -> HttpResponse:
    context = {"form": form, "title": title, "importances": [one.label for one in SupervisedMatter.Importance]}
    return render(request, f"supervision/{template}.html", context, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "POST"])
def routing(request: StaffRequest) -> HttpResponse:
    """GET: the rules in force; POST: new ones from a day on."""
    _keeper(request)
    form = RoutingForm(request.POST or None, present=_present(request, RoutingTable))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.set_routing(
            actor=request.person, effective_on=given["effective_on"], note=given["note"], content=form.content()
        )
        messages.success(request, f"归口表自{given['effective_on']:%Y年%-m月%-d日}起施行。")
        return redirect("supervision:rules")
    return _page(request, form, "修订归口表", "set_routing")


@staff
@require_http_methods(["GET", "POST"])
def rhythm(request: StaffRequest) -> HttpResponse:
    """GET: the rhythm in force; POST: a new one from a day on."""
    _keeper(request)
    form = RhythmForm(request.POST or None, present=_present(request, RhythmTable))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.set_rhythm(
            actor=request.person, effective_on=given["effective_on"], note=given["note"], days=form.days()
        )
        messages.success(request, f"反馈频次表自{given['effective_on']:%Y年%-m月%-d日}起施行，未销号事项随之重算。")
        return redirect("supervision:rules")
    return _page(request, form, "修订反馈频次表", "set_rhythm")


@staff
@require_http_methods(["GET", "POST"])
def ladder(request: StaffRequest) -> HttpResponse:
    """GET: the thresholds in force; POST: new ones from a day on."""
    _keeper(request)
    form = LadderForm(request.POST or None, present=_present(request, LadderTable))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        numbers = {name: given[name] for name in LADDER}
        actions.set_ladder(actor=request.person, effective_on=given["effective_on"], note=given["note"], **numbers)
        messages.success(request, f"催办阶梯自{given['effective_on']:%Y年%-m月%-d日}起施行，未销号事项随之重算。")
        return redirect("supervision:rules")
    return _page(request, form, "修订催办阶梯", "set_ladder")
