"""Agenda items: the list, proposing, the item's page with every step."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.files.responses import serve
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions import deciding
from zhongshu.apps.meetings.actions import items as actions
from zhongshu.apps.meetings.catalogue import templates_for, title_of
from zhongshu.apps.meetings.forms.items import (
    ApproveForm,
    CountersignForm,
    DecisionForm,
    ItemForm,
    PapersForm,
    ReasonForm,
    VetForm,
)
from zhongshu.apps.meetings.models import AgendaItem, Meeting
from zhongshu.apps.meetings.queries import items_visible_to, visible_to
from zhongshu.apps.meetings.queries.items import meeting_of, proposes, vets
from zhongshu.apps.meetings.queries.meetings import hosts
from zhongshu.apps.meetings.views.door import item_of, step_page, workers_only
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Organ
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.meeting.template import Template

SORTS = {"title": "title", "state": "state", "unit": "unit", "at": "proposed_at"}


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET ?state=: items one may know of."""
    workers_only(request)
    items, state = items_visible_to(request.person), request.GET.get("state", "")
    counts = {value: items.filter(state=value).count() for value in AgendaItem.State.values}
    found = items.filter(state=state) if state in AgendaItem.State.values else items
    rows = listing(request, found, sorts=SORTS, default="-at")
    context = {
        "rows": rows, "state": state, "tabs": [(value, label, counts[value]) for value, label in AgendaItem.State.choices],
    }  # fmt: skip
    return render(request, "meetings/items.html", context)


def forum_organs(request: StaffRequest) -> list[Organ]:
    """Organs whose meetings the person's unit may put items to: the own one, and the office of the superior."""
    own = request.person.organ
    found = [own]
    superior = own.superior
    if superior is not None:
        found += [superior, *org.organs().filter(office_of=superior)]
    return found


def _forums(organ: Organ) -> Mapping[str, Template]:
    return {key: row for key, row in templates_for(organ).items() if row.takes_items}


@staff
@require_http_methods(["GET", "POST"])
def propose(request: StaffRequest) -> HttpResponse:
    """GET ?organ=: the form; POST: propose an item."""
    workers_only(request)
    organs = forum_organs(request)
    # An organ without staff of its own meets through its office.
    staffed = [organ for organ in organs if organ.people.exists()] or organs
    number = request.GET.get("organ", "")
    organ = next((row for row in staffed if str(row.pk) == number), staffed[-1])
    form = ItemForm(request.POST or None, request.FILES or None, forums=_forums(organ))
    if request.method == "POST" and form.is_valid():
        item = actions.propose_item(actor=request.person, organ=organ, facts=form.facts(), papers=form.papers())
        messages.success(request, "议题已提请，等待审核。")
        return redirect(item)
    return step_page(
        request, form, title="提请议题", act="提请", back=reverse("meetings:items"), organs=staffed, organ=organ,
    )  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: correct it, or hand it in again."""
    item = item_of(request, pk)
    guards.proposing_side(request.person, item)
    initial = {
        name: getattr(item, name)
        for name in ("title", "forum", "summary", "reporter_name", "reporter_post", "minutes", "major", "needs_legal")
    }
    initial |= {
        "reporter": item.reporter.name if item.reporter else "", "attending": [row.unit_id for row in item.attending.all()],
        "countersign": [row.unit_id for row in item.countersigns.all()],
    }  # fmt: skip
    form = ItemForm(request.POST or None, request.FILES or None, forums=_forums(item.organ), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.edit_item(actor=request.person, item=item, facts=form.facts(), papers=form.papers())
        messages.success(request, "已保存。")
        return redirect(item)
    return step_page(request, form, title="修改议题", act="保存并提请", back=item.get_absolute_url(), item=item)


@staff
@require_GET
def item(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what it is, where it stands, what I can do now, papers, countersigns, the decision."""
    found, person = item_of(request, pk), request.person
    meeting = meeting_of(found)
    units = {unit.pk for unit in org.units_of(person)}
    context = {
        "item": found, "steps": _steps(found), "offers": _offers(request, found, meeting),
        "meeting": visible_to(person).filter(pk=meeting.pk).first() if meeting else None,
        "forum": title_of(found.organ_id, found.forum),
        "papers": found.papers.select_related("file", "by"), "attending": found.attending.all(),
        "countersigns": [
            (row, row.unit_id in units and found.state in ("proposed", "returned"))
            for row in found.countersigns.select_related("unit__organ", "by")
        ],
        "missing": guards.missing_for_vetting(found) if found.state in ("proposed", "returned", "vetted") else [],
        "agreed": found.agreed_items.select_related("matter", "unit", "person") if meeting and hosts(person, meeting) else [],
        "carried_to": items_visible_to(person).filter(carried_from=found).first(),
        "carried_from": items_visible_to(person).filter(pk=found.carried_from_id or 0).first(),
    }  # fmt: skip
    return render(request, "meetings/item.html", context)


def _offers(request: StaffRequest, found: AgendaItem, meeting: Meeting | None) -> list[tuple[str, str, bool]]:
    """(label, step, main): what the person may do now, by the same guards as the actions."""
    person, state = request.person, AgendaItem.State
    offers: list[tuple[str, str, bool]] = []
    if proposes(person, found) and found.state in (state.PROPOSED, state.RETURNED):
        offers.append(
            ("修改" if found.state == state.PROPOSED else "补正后重新提请", "edit", found.state == state.RETURNED)
        )
    if proposes(person, found) and found.state not in (state.DECIDED, state.CARRIED, state.WITHDRAWN):
        offers.append(("补充材料", "papers", False))
    if vets(person, found) and found.state == state.PROPOSED:
        offers.append(("审核", "vet", True))
    if found.state == state.VETTED and (guards.approves(person, found) or vets(person, found)):
        offers.append(("审定" if guards.approves(person, found) else "代录审定意见", "approve", True))
    if meeting and hosts(person, meeting) and found.state == state.SCHEDULED:
        offers += [("记录会议决定", "decide", True), ("转下次会议", "carry", False)]
    if proposes(person, found) and found.state in guards.STEPS["withdraw"]:
        offers.append(("撤回", "withdraw", False))
    return offers


def _steps(found: AgendaItem) -> list[dict[str, Any]]:
    state = AgendaItem.State
    order = [state.PROPOSED, state.VETTED, state.APPROVED, state.SCHEDULED, state.DECIDED]
    walk = [
        ("提请", found.proposed_by, found.proposed_at), ("审核", found.vetted_by, found.vetted_at),
        ("审定", found.approved_by, found.approved_at), ("列入议程", None, None), ("议定", found.decided_by, found.decided_at),
    ]  # fmt: skip
    now = {state.RETURNED: 0, state.CARRIED: 3, state.WITHDRAWN: 0}
    value = state(found.state)
    at = now[value] if value in now else order.index(value) + 1
    return [
        {
            "name": name, "people": str(who) if who and n < at else "", "at": when if n < at else None,
            "state": "done" if n < at else ("returned" if value == state.RETURNED else "current") if n == at else "waiting",
        }
        for n, (name, who, when) in enumerate(walk)
    ]  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def step(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """GET: the form of a step; POST: take it."""
    found = item_of(request, pk)
    kinds: dict[str, tuple[Any, str, str]] = {
        "papers": (PapersForm, "补充材料", "提交"), "vet": (VetForm, "审核议题", "提交审核意见"),
        "approve": (ApproveForm, "审定议题", "提交意见"), "decide": (DecisionForm, "记录会议决定", "保存并送回提请单位"),
        "carry": (ReasonForm, "转下次会议", "转下次会议"), "withdraw": (ReasonForm, "撤回议题", "撤回"),
    }  # fmt: skip
    if name not in kinds:
        raise Http404
    kind, title, act = kinds[name]
    form = kind(request.POST or None, request.FILES or None) if request.method == "POST" else kind()
    if request.method == "POST" and form.is_valid():
        _take(request, found, name, form.cleaned_data)
        messages.success(request, "已办理。")
        return redirect(found)
    missing = guards.missing_for_vetting(found) if name == "vet" else []
    note = f"还缺：{'；'.join(missing)}。补齐前不能通过审核。" if missing else ""
    if name == "approve" and not guards.approves(request.person, found):
        note = "您在代录领导的意见，请写原话，记录中会注明由您代录。"
    return step_page(request, form, title=title, act=act, back=found.get_absolute_url(), item=found, note=note)


def _take(request: StaffRequest, found: AgendaItem, name: str, given: dict[str, Any]) -> None:
    person = request.person
    match name:
        case "papers":
            files = [(given["kind"], *file) for file in given["attached"]]
            actions.add_item_papers(actor=person, item=found, papers=files)
        case "vet":
            actions.vet_item(actor=person, item=found, **given)
        case "approve":
            actions.approve_item(actor=person, item=found, **given, transcribed=not guards.approves(person, found))
        case "decide":
            deciding.record_decision(actor=person, item=found, **given)
        case "carry":
            deciding.carry_over(actor=person, item=found, **given)
        case "withdraw":
            actions.withdraw_item(actor=person, item=found, **given)


@staff
@require_http_methods(["GET", "POST"])
def countersign(request: StaffRequest, pk: int, row: int) -> HttpResponse:
    """GET, POST: the unit concerned agrees or not."""
    found = item_of(request, pk)
    asked = get_object_or_404(found.countersigns.select_related("unit", "item"), pk=row)
    form = CountersignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_countersign(actor=request.person, row=asked, **form.cleaned_data)
        messages.success(request, "会签意见已提交。")
        return redirect(found)
    return step_page(request, form, title=f"{asked.unit}会签", act="提交", back=found.get_absolute_url(), item=found)


@staff
@require_GET
def paper(request: StaffRequest, pk: int, row: int) -> HttpResponseBase:
    """GET: a paper of an item."""
    kept = get_object_or_404(item_of(request, pk).papers.select_related("file"), pk=row)
    return serve(kept.file, inline="inline" in request.GET)
