"""A task of a meeting: its checklist, its evidence, done or dropped; the meeting's papers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.files.responses import serve
from zhongshu.apps.meetings.actions import tasks as actions
from zhongshu.apps.meetings.forms.tasks import (
    AssignForm,
    CheckForm,
    DropForm,
    EvidenceForm,
    FileForm,
    FinishForm,
    PaperForm,
)
from zhongshu.apps.meetings.lamps import Lamps
from zhongshu.apps.meetings.models import MeetingPaper, MeetingTask
from zhongshu.apps.meetings.queries import visible_to
from zhongshu.apps.meetings.queries.meetings import acts_for, chairs, hosts
from zhongshu.apps.meetings.views.door import hosted, hosted_part, part_of, step_page, workers_only
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff


def _task(request: StaffRequest, pk: int) -> MeetingTask:
    """A task for its holder and those who prepare the meeting."""
    task = part_of(request, MeetingTask, pk)
    if not (
        acts_for(request.person, task.holder_id)
        or hosts(request.person, task.meeting)
        or chairs(request.person, task.meeting)
    ):
        raise Http404
    return task


@staff
@require_GET
def task(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what is to be done, what is checked, what shows it."""
    found = _task(request, pk)
    works = acts_for(request.person, found.holder_id) or hosts(request.person, found.meeting)
    context = {
        "task": found, "meeting": found.meeting, "lamp": Lamps().of(found), "works": works,
        "hosts": hosts(request.person, found.meeting), "checks": found.checks.select_related("done_by"),
        "evidence": found.evidence.select_related("file", "by"), "check_form": CheckForm(), "finish": FinishForm(),
        "evidence_form": EvidenceForm(), "drop": DropForm(),
        "assign": AssignForm(organ=found.meeting.organ, task=found),
    }  # fmt: skip
    return render(request, "meetings/task.html", context)


@staff
@require_POST
def tick(request: StaffRequest, pk: int, check: int) -> HttpResponse:
    """POST done=on or nothing: a line of the checklist."""
    found = _task(request, pk)
    actions.tick(
        actor=request.person, check=get_object_or_404(found.checks, pk=check), done=bool(request.POST.get("done"))
    )
    return redirect("meetings:task", pk)


@staff
@require_POST
def work(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """POST: check, evidence, finish, reopen, drop or assign."""
    found, person = _task(request, pk), request.person
    forms = {
        "check": CheckForm(request.POST), "evidence": EvidenceForm(request.POST, request.FILES),
        "finish": FinishForm(request.POST), "drop": DropForm(request.POST),
        "assign": AssignForm(request.POST, organ=found.meeting.organ, task=found),
    }  # fmt: skip
    if step == "reopen":
        actions.reopen_task(actor=person, task=found)
        return redirect("meetings:task", pk)
    form = forms.get(step)
    if form is None:
        raise Http404
    if not form.is_valid():
        messages.error(
            request, "没有保存：" + "；".join(str(error) for errors in form.errors.values() for error in errors)
        )
        return redirect("meetings:task", pk)
    given = form.cleaned_data
    match step:
        case "check":
            actions.add_check(actor=person, task=found, text=given["text"])
        case "evidence":
            actions.add_evidence(actor=person, task=found, note=given["evidence"], files=given["attached"])
        case "finish":
            actions.finish_task(actor=person, task=found, note=given["note"])
            messages.success(request, f"“{found}”已完成。")
        case "drop":
            actions.drop_task(actor=person, task=found, reason=given["reason"])
        case "assign":
            actions.assign_task(actor=person, task=found, holder=given["holder"], due_on=given["due_on"])
            messages.success(request, "已改派并告知负责人。")
    return redirect("meetings:task", pk)


@staff
@require_GET
def evidence(request: StaffRequest, pk: int, row: int) -> HttpResponseBase:
    """GET: a file that shows that a task is done."""
    kept = get_object_or_404(_task(request, pk).evidence.select_related("file"), pk=row)
    if kept.file is None:
        raise Http404
    return serve(kept.file, inline="inline" in request.GET)


@staff
@require_GET
def mine(request: StaffRequest) -> HttpResponse:
    """GET: my tasks in all meetings, what is due first."""
    workers_only(request)
    rows = MeetingTask.objects.filter(
        meeting__in=visible_to(request.person).values("pk"), holder=request.person, state=MeetingTask.State.OPEN
    ).exclude(meeting__state__in=("closed", "cancelled"))
    found, lamps = (
        listing(request, rows.select_related("meeting").order_by("due_on", "pk"), sorts={}, default=""),
        Lamps(),
    )
    return render(request, "meetings/mine.html", {"rows": found, "shown": [(row, lamps.of(row)) for row in found.rows]})


@staff
@require_http_methods(["GET", "POST"])
def add_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: one more paper the meeting needs."""
    meeting = hosted(request, pk)
    form = PaperForm(request.POST or None, organ=meeting.organ)
    if request.method == "POST" and form.is_valid():
        actions.add_paper(actor=request.person, meeting=meeting, **form.cleaned_data)
        return redirect(f"{meeting.get_absolute_url()}#papers")
    return step_page(request, form, title="增加会议文件", act="保存", back=meeting.get_absolute_url(), meeting=meeting)


def _paper(request: StaffRequest, pk: int) -> MeetingPaper:
    paper = part_of(request, MeetingPaper, pk)
    if acts_for(request.person, paper.holder_id):
        return paper
    return hosted_part(request, MeetingPaper, pk)


@staff
@require_http_methods(["GET", "POST"])
def hand_in(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST file=: the paper is there."""
    paper = _paper(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    back = f"{paper.meeting.get_absolute_url()}#papers"
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        actions.hand_in_paper(actor=request.person, paper=paper, name=upload.name, content=upload.read())
        messages.success(request, f"《{paper}》已提交。")
        return redirect(back)
    return step_page(request, form, title=f"提交《{paper}》", act="提交", back=back, meeting=paper.meeting)


@staff
@require_GET
def paper_file(request: StaffRequest, pk: int) -> HttpResponseBase:
    """GET: the paper itself."""
    paper = _paper(request, pk)
    if paper.file is None:
        raise Http404
    return serve(paper.file, inline="inline" in request.GET)
