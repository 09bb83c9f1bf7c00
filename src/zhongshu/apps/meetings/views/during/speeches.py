"""大会发言: the order, the clock."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings.actions import during as actions
from zhongshu.apps.meetings.forms.during import SpeechForm
from zhongshu.apps.meetings.models import FloorSpeech, Meeting
from zhongshu.apps.meetings.queries.meetings import hosts
from zhongshu.apps.meetings.views.door import hosted, hosted_part, meeting_of, part_of
from zhongshu.apps.meetings.views.during.door import form_page
from zhongshu.apps.shell.views import StaffRequest, staff


@staff
@require_GET
def speeches(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the order of speakers; ``?part=list`` is the part that htmx asks for again and again."""
    meeting, now = meeting_of(request, pk), timezone.now()
    rows = [
        (row, _minutes(row.taken(now)), _minutes(row.over(now)))
        for row in meeting.speeches.select_related("participant")
    ]
    context = {
        "meeting": meeting, "rows": rows, "hosts": hosts(request.person, meeting),
        "planned": sum(row.minutes for row, *_ in rows if row.state != FloorSpeech.State.WITHDRAWN),
        "left": sum(row.minutes for row, *_ in rows if row.state == FloorSpeech.State.WAITING),
    }  # fmt: skip
    template = "speech_list" if request.GET.get("part") == "list" else "speeches"
    return render(request, f"meetings/during/{template}.html", context)


def _minutes(length: object) -> str:
    """3分20秒; empty for no time at all."""
    seconds = int(length.total_seconds())  # type: ignore[attr-defined]
    if seconds <= 0:
        return ""
    return f"{seconds // 60}分{seconds % 60}秒" if seconds >= 60 else f"{seconds}秒"


@staff
@require_http_methods(["GET", "POST"])
def new_speech(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: at the end of the order."""
    return _form(request, hosted(request, pk), None)


@staff
@require_http_methods(["GET", "POST"])
def change_speech(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: topic, time, notes."""
    row = hosted_part(request, FloorSpeech, pk)
    return _form(request, row.meeting, row)


def _form(request: StaffRequest, meeting: Meeting, row: FloorSpeech | None) -> HttpResponse:
    names = ("participant", "name", "body", "topic", "minutes", "note")
    initial = {name: getattr(row, name) for name in names} if row else {}
    form = SpeechForm(request.POST or None, meeting=meeting, initial=initial)
    back = reverse("meetings:speeches", args=[meeting.pk])
    if request.method == "POST" and form.is_valid():
        actions.keep_speech(actor=request.person, meeting=meeting, speech=row, **form.cleaned_data)
        messages.success(request, "已保存。")
        return redirect(back)
    return form_page(request, meeting, form, title="大会发言", act="保存", back=back)


@staff
@require_POST
def turn(request: StaffRequest, pk: int) -> HttpResponse:
    """POST move=begin|end|up|down|withdraw."""
    row = part_of(request, FloorSpeech, pk)
    move = request.POST.get("move", "")
    if move == "begin":
        actions.begin_speech(actor=request.person, speech=row)
    elif move == "end":
        actions.end_speech(actor=request.person, speech=row)
    elif move == "withdraw":
        actions.withdraw_speech(actor=request.person, speech=row)
    elif move in ("up", "down"):
        actions.move_speech(actor=request.person, speech=row, up=move == "up")
    return redirect("meetings:speeches", row.meeting_id)
