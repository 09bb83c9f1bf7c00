"""会务总结: what went well and badly, and what the next meeting of the kind begins with."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from zhongshu.apps.meetings.actions import debriefing as actions
from zhongshu.apps.meetings.catalogue import template_of
from zhongshu.apps.meetings.forms.after import DebriefForm, LessonForm
from zhongshu.apps.meetings.models import Debrief, Lesson, Meeting
from zhongshu.apps.meetings.queries.meetings import is_office
from zhongshu.apps.meetings.views.after.door import for_task, part_for_task, shown
from zhongshu.apps.shell.views import StaffRequest, staff

TASK = actions.TASK


@staff
@require_http_methods(["GET", "POST"])
def debrief(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the debrief and its lessons; POST: write it."""
    meeting = for_task(request, pk, TASK)
    form = DebriefForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        actions.write_debrief(actor=request.person, meeting=meeting, **form.cleaned_data)
        messages.success(request, "会务总结已保存。")
        return redirect("meetings:debrief", pk)
    return _page(request, meeting, form)


def _page(
    request: StaffRequest, meeting: Meeting, form: DebriefForm | None = None, lesson: LessonForm | None = None
) -> HttpResponse:
    row = Debrief.objects.filter(meeting=meeting).select_related("by").first()
    initial = {"well": row.well, "badly": row.badly} if row else {}
    return shown(
        request, "debrief", meeting, form, lesson, row=row, form=form or DebriefForm(initial=initial),
        lesson_form=lesson or LessonForm(auto_id="lesson_%s"), lessons=meeting.lessons.select_related("by", "carried"),
        template_title=template_of(meeting).title, carries=is_office(request.person, meeting.organ_id),
    )  # fmt: skip


@staff
@require_POST
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: a lesson."""
    meeting = for_task(request, pk, TASK)
    form = LessonForm(request.POST, auto_id="lesson_%s")
    if not form.is_valid():
        return _page(request, meeting, lesson=form)
    actions.add_lesson(actor=request.person, meeting=meeting, **form.cleaned_data)
    return redirect("meetings:debrief", pk)


@staff
@require_POST
def carry(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: into the template's checklist."""
    row = part_for_task(request, Lesson, pk, TASK)
    edition = actions.carry_lesson(actor=request.person, lesson=row)
    messages.success(request, f"已写进《{edition.title}》模板的检查清单，以后立会都会带上。")
    return redirect("meetings:debrief", row.meeting_id)


@staff
@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: not a lesson after all."""
    row = part_for_task(request, Lesson, pk, TASK)
    actions.drop_lesson(actor=request.person, lesson=row)
    return redirect("meetings:debrief", row.meeting_id)
