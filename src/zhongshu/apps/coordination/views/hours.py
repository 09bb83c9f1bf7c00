"""作息时间: when the office works; free time is looked for within it."""

from datetime import time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from zhongshu.apps.coordination import actions
from zhongshu.apps.coordination.forms.rooms import HoursForm
from zhongshu.apps.coordination.queries.hours import hours_of
from zhongshu.apps.coordination.views.door import managed
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.slots import OFFICE_HOURS

NAMES = ("morning_from", "morning_to", "afternoon_from", "afternoon_to")


@staff
@require_http_methods(["GET", "POST"])
def hours(request: StaffRequest) -> HttpResponse:
    """GET: which hours hold from when, and the form; POST: kept."""
    organ = managed(request)
    rows, today = list(hours_of(organ)), timezone.localdate()
    usual = [clock for part in OFFICE_HOURS for clock in part]
    times: list[time] = [getattr(rows[0], name) for name in NAMES] if rows else usual
    form = HoursForm(request.POST or None, initial={"since": today, **dict(zip(NAMES, times, strict=True))})
    if request.method == "POST" and form.is_valid():
        row = actions.keep_hours(
            actor=request.person, organ=organ, since=form.cleaned_data["since"], times=form.times()
        )
        messages.success(request, f"已保存：{row.since:%Y年%-m月%-d日}起 {row}。")
        return redirect("coordination:hours")
    present = next((row.pk for row in rows if row.since <= today), None)
    context = {"form": form, "rows": rows, "present": present, "usual": usual, "organ": organ}
    return render(request, "coordination/hours.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: entered by mistake."""
    row = get_object_or_404(hours_of(managed(request)), pk=pk)
    actions.drop_hours(actor=request.person, row=row)
    messages.success(request, "已去掉。")
    return redirect("coordination:hours")
