"""Meetings: the list, planning one, the picture of the whole."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.meetings.actions import planning
from zhongshu.apps.meetings.catalogue import SMALL, templates_for, title_of
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.forms.meetings import MeetingFilter, PlanForm, SmallForm
from zhongshu.apps.meetings.lamps import Lamps
from zhongshu.apps.meetings.models import Meeting, MeetingTask, Participant
from zhongshu.apps.meetings.queries import visible_to
from zhongshu.apps.meetings.queries.meetings import chairs, hosted_by, hosts
from zhongshu.apps.meetings.queries.pending import pending_of
from zhongshu.apps.meetings.views.door import meeting_of, workers_only
from zhongshu.apps.meetings.views.invitee import invitee_page
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.meeting.agenda import timeline
from zhongshu.lib.meeting.kinds import KINDS
from zhongshu.lib.meeting.tasks import PHASES, TASKS
from zhongshu.lib.meeting.template import Template

SORTS = {"name": "name", "when": "starts_at", "place": "place", "state": "state"}
HEADINGS = (
    "会议",
    "类别",
    "开始",
    "结束",
    "地点",
    "主持人",
    "承办单位",
    "会务负责人",
    "状态",
    "参会人数",
    "未办任务",
    "逾期任务",
)
MOST = 20_000


def _counted(request: StaffRequest) -> tuple[MeetingFilter, Any]:
    workers_only(request)
    filters = MeetingFilter(request.GET)
    open_task = Q(tasks__state=MeetingTask.State.OPEN)
    late = open_task & Q(tasks__due_on__lt=timezone.localdate())
    rows = filters.apply(visible_to(request.person)).annotate(
        left=Count("tasks", filter=open_task, distinct=True), late=Count("tasks", filter=late, distinct=True)
    )
    return filters, rows


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET ?q= &when= &kind= &state=: meetings one may know of, 50 a page."""
    filters, found = _counted(request)
    rows, lamps = listing(request, found, sorts=SORTS, default="-when"), Lamps()
    own = set(hosted_by(request.person).filter(pk__in=[row.pk for row in rows.rows]).values_list("pk", flat=True))
    context = {
        "rows": rows, "filters": filters, "export": reverse("meetings:export"),
        "shown": [(row, lamps.meeting(row, row.late, row.left), row.pk in own) for row in rows.rows],
    }  # fmt: skip
    return render(request, "meetings/list.html", context)


@staff
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """GET: the same list as a workbook."""
    _, found = _counted(request)
    rows = found.annotate(people=Count("participants", distinct=True)).order_by("-starts_at")[:MOST]
    lines = (
        (
            row.name, row.get_kind_display(), row.starts_at, row.ends_at, row.place, row.chair and row.chair.name,
            row.host_unit.name, row.officer.name, row.get_state_display(), row.people, row.left, row.late,
        )
        for row in rows
    )  # fmt: skip
    return workbook("会议", HEADINGS, lines)


@staff
@require_GET
def new(request: StaffRequest) -> HttpResponse:
    """GET: which kind of meeting?"""
    workers_only(request)
    found = templates_for(request.person.organ)
    kinds = [
        (name, [row for key, row in found.items() if row.kind == kind and key != SMALL]) for kind, name in KINDS.items()
    ]
    return render(request, "meetings/new.html", {"kinds": kinds, "form": SmallForm()})


@staff
@require_http_methods(["POST"])
def small(request: StaffRequest) -> HttpResponse:
    """POST: 碰头会, from three fields."""
    workers_only(request)
    form = SmallForm(request.POST)
    if not form.is_valid():
        return render(request, "meetings/new.html", {"kinds": [], "form": form}, status=422)
    meeting = planning.plan_small(actor=request.person, **form.cleaned_data)
    messages.success(request, "已通知参加人员。")
    return redirect(meeting)


@staff
@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest, template: str) -> HttpResponse:
    """GET: the form with the template's proposals; POST: plan the meeting."""
    workers_only(request)
    found = templates_for(request.person.organ).get(template)
    if found is None:
        raise Http404
    form = PlanForm(
        request.POST or None, organ=request.person.organ, template=found, initial={"officer": request.person.pk}
    )
    dropped = {key: request.POST.get(f"why_{key}", "").strip() for key in request.POST.getlist("skip") if key in TASKS}
    if request.method == "POST" and form.is_valid():
        meeting = planning.plan_meeting(actor=request.person, plan=form.plan(), dropped=dropped)
        messages.success(request, f"已立会，生成 {len(TASKS) - len(dropped)} 项任务。")
        return redirect(meeting)
    chosen = dropped if request.method == "POST" else planning.proposed_drops(found)
    context = {"form": form, "template": found, "tasks": _task_rows(found, chosen)}
    return render(request, "meetings/plan.html", context, status=422 if form.errors else 200)


def _task_rows(template: Template, chosen: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "key": rule.key, "name": TASKS[rule.key], "skip": rule.key in chosen,
            "why": chosen.get(rule.key, rule.drop), "days": rule.days,
        }
        for rule in template.tasks
    ]  # fmt: skip


@staff
@require_GET
def meeting(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one picture of the whole for those who prepare it; for those invited, what concerns them."""
    found = meeting_of(request, pk)
    if not hosts(request.person, found) and not chairs(request.person, found):
        return invitee_page(request, found)
    lamps, facts = Lamps(), facts_of(found)
    tasks = list(found.tasks.select_related("holder").annotate(
        checked=Count("checks", filter=Q(checks__done_at__isnull=False)), checks_all=Count("checks")
    ))  # fmt: skip
    phases = [
        (name, [(task, lamps.of(task)) for task in tasks if task.phase == phase]) for phase, name in PHASES.items()
    ]
    sheets = {row.kind: row for row in found.sheets.defer("content").order_by("version").select_related("issued_by")}
    context = {
        "meeting": found, "steps": _steps(found), "hosts": hosts(request.person, found),
        "title": title_of(found.organ_id, found.template), "phases": phases if tasks else [],
        "pending": pending_of(found, request.person, facts),
        "agenda": timeline(facts.starts_at, facts.entries), "figures": _figures(found),
        "rostrum": [row for row in facts.seated if row.rostrum],
        "papers": found.papers.select_related("holder", "file"),
        "sheets": list(sheets.values()), "changes": found.changes.exclude(told=[], reason="").select_related("by")[:10],
        "may_open": found.notified_at is not None and found.coming and found.days[0] <= lamps.today,
        "agreed": found.agreed_items.count(),
        "loose": found.agreed_items.filter(matter__isnull=True, excuse="").count(),
        "leaves": found.participants.filter(state=Participant.State.LEAVE_ASKED),
        "chairs": chairs(request.person, found),
    }  # fmt: skip
    return render(request, "meetings/meeting.html", context)


def _figures(found: Meeting) -> dict[str, int]:
    """How many are invited, come, send somebody, stay away, have not answered."""
    rows = found.participants.exclude(role=Participant.Role.STAFF).values_list("state").annotate(n=Count("pk"))
    counts = dict(rows.order_by())
    return {"all": sum(counts.values()), **{state: counts.get(state, 0) for state in Participant.State.values}}


def _steps(found: Meeting) -> list[dict[str, Any]]:
    """立会 → 发通知 → 就绪 → 开会 → 散会 → 办结."""
    state = Meeting.State
    walk = [
        ("立会", found.created_at), ("发通知", found.notified_at), ("准备就绪", None), ("开会", found.opened_at),
        ("散会", found.ended_at), ("办结", found.closed_at),
    ]  # fmt: skip
    order = [state.PLANNED, state.NOTIFIED, state.READY, state.OPEN, state.ENDED, state.CLOSED]
    at = order.index(state(found.state)) + 1 if found.state in order else 1
    return [
        {
            "name": name,
            "state": "done" if n < at else "current" if n == at and found.state in order else "waiting",
            "at": when if n < at else None,
        }
        for n, (name, when) in enumerate(walk)
    ]
