"""返程: who leaves when, by what, and was seen off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings.actions import travel as actions
from zhongshu.apps.meetings.forms.after import JourneyForm
from zhongshu.apps.meetings.models import Journey
from zhongshu.apps.meetings.views.after.door import for_task, part_for_task, shown
from zhongshu.apps.meetings.views.door import step_page
from zhongshu.apps.outgoing.views.typeset_ledger import ledger_pdf
from zhongshu.apps.shell.views import StaffRequest, staff

TASK = actions.TASK
COLUMNS = ("序号", "离会时间", "姓名", "人数", "上车地点", "方式", "去向", "驾驶员", "车号", "送行人", "送走")


@staff
@require_http_methods(["GET", "POST"])
def travel(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: who leaves when; POST: one more."""
    meeting = for_task(request, pk, TASK)
    form = JourneyForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        actions.put_journey(actor=request.person, meeting=meeting, **form.cleaned_data)
        return redirect("meetings:travel", pk)
    rows = list(meeting.journeys.select_related("seen_off_by"))
    return shown(
        request, "travel", meeting, form, rows=rows, form=form, left=sum(row.seen_off_at is None for row in rows),
        people=sum(row.people for row in rows),
    )  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def journey(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: change one that has not begun."""
    row = part_for_task(request, Journey, pk, TASK)
    back = reverse("meetings:travel", args=[row.meeting_id])
    form = JourneyForm(request.POST or None, meeting=row.meeting, journey=row)
    if request.method == "POST" and form.is_valid():
        actions.put_journey(actor=request.person, meeting=row.meeting, journey=row, **form.cleaned_data)
        return redirect(back)
    return step_page(request, form, title=f"修改返程：{row.name}", act="保存", back=back, meeting=row.meeting)


@staff
@require_POST
def see_off(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: gone."""
    row = part_for_task(request, Journey, pk, TASK)
    actions.see_off(actor=request.person, journey=row)
    messages.success(request, f"{row.name}已登记送走。")
    return redirect("meetings:travel", row.meeting_id)


@staff
@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: does not travel after all."""
    row = part_for_task(request, Journey, pk, TASK)
    actions.drop_journey(actor=request.person, journey=row)
    return redirect("meetings:travel", row.meeting_id)


@staff
@require_GET
def printed(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the list for the drivers and those who see people off."""
    meeting = for_task(request, pk, TASK)
    lines = [
        [
            n, row.leaves_at, row.name, row.people, row.pick_up, f"{row.get_means_display()}{row.service}", row.to,
            row.driver, row.plate, row.escort, row.seen_off_at,
        ]
        for n, row in enumerate(meeting.journeys.all(), 1)
    ]  # fmt: skip
    return ledger_pdf("返程安排表", COLUMNS, lines, subtitle=meeting.name)
