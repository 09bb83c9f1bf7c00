"""会议记录: the page to write on, what saves itself, confirming."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from zhongshu.apps.meetings.actions import during as actions
from zhongshu.apps.meetings.actions.during.recording import SavedRecord, digest_of, field_of, may_record
from zhongshu.apps.meetings.models import MeetingRecord, RecordPart
from zhongshu.apps.meetings.queries.attendance import attendance, sessions_of
from zhongshu.apps.meetings.queries.meetings import acts_for, chairs, hosts
from zhongshu.apps.meetings.views.door import meeting_of, part_of
from zhongshu.apps.meetings.views.during.groups import revision_of
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.refusal import Refused


@staff
@require_http_methods(["GET", "POST"])
def begin(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: to the record, or the question whether to begin one; POST: begun on the agenda as it stands, or brought into
    line with it."""
    meeting = meeting_of(request, pk)
    if request.method == "POST":
        row = actions.open_record(actor=request.person, meeting=meeting)
        return redirect("meetings:record", row.pk)
    found = MeetingRecord.objects.filter(meeting=meeting).first()
    if found is not None and (hosts(request.person, meeting) or chairs(request.person, meeting)):
        return redirect("meetings:record", found.pk)
    return render(request, "meetings/during/begin.html", {"meeting": meeting, "hosts": hosts(request.person, meeting)})


@staff
@require_http_methods(["GET", "POST"])
def record(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the record, to write on for those who may; POST: saved, or both texts side by side."""
    row = _of(request, pk)
    if request.method == "POST":
        saved = _save(request, row)
        if saved.clashes:
            return _conflict(request, saved)
        messages.success(request, "会议记录已保存。")
        return redirect("meetings:record", row.pk)
    try:
        may_record(request.person, row)
        writes = True
    except Refused:
        writes = False
    meeting = row.meeting
    session = sessions_of(meeting).filter(kind="plenary").first() or sessions_of(meeting).first()
    context = {
        "record": row, "meeting": meeting, "writes": writes, "counted": attendance(session) if session else None,
        "parts": [(part, field_of(part), digest_of(part.text)) for part in row.parts.select_related("slot__item__reporter")],
        "confirms": chairs(request.person, meeting) or acts_for(request.person, meeting.officer_id),
        "hosts": hosts(request.person, meeting),
    }  # fmt: skip
    return render(request, "meetings/during/record.html", context)


def _of(request: StaffRequest, pk: int) -> MeetingRecord:
    """The record for the host side, the chair and who writes it; for whoever merely takes part it is not there."""
    row = part_of(request, MeetingRecord, pk)
    person, meeting = request.person, row.meeting
    if not (hosts(person, meeting) or chairs(person, meeting) or acts_for(person, row.recorder_id)):
        raise Http404
    return row


def _save(request: StaffRequest, row: MeetingRecord) -> SavedRecord:
    fields = {name: value for name, value in request.POST.items() if name.startswith("part_")}
    begun = {name.removeprefix("begun_"): value for name, value in request.POST.items() if name.startswith("begun_")}
    return actions.save_record(
        actor=request.person, record=row, base=revision_of(request), fields=_texts(fields), begun=_texts(begun)
    )


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def _conflict(request: StaffRequest, saved: SavedRecord) -> HttpResponse:
    row, parts = saved.record, saved.clashes
    fields = [
        {"name": name, "label": part.heading, "mine": request.POST.get(name, ""), "theirs": part.text, "long": True}
        for name, part in parts.items()
    ]
    last = _last(saved)
    context = {
        "title": f"{row.meeting}会议记录", "by": last.by, "at": last.at, "revision": row.revision, "fields": fields,
        "hidden": [(f"begun_{name}", digest_of(part.text)) for name, part in parts.items()],
        "back": reverse("meetings:record", args=[row.pk]), "action": reverse("meetings:record", args=[row.pk]),
    }  # fmt: skip
    return render(request, "shell/conflict.html", context, status=409)


def _last(saved: SavedRecord) -> RecordPart:
    """Of the parts that clash the one changed last: whose change is named."""
    return max(saved.clashes.values(), key=lambda part: part.at or saved.record.saved_at)


@staff
@require_POST
def autosave(request: StaffRequest, pk: int) -> JsonResponse:
    """POST, by script: the same, answered in JSON; ``begun`` are the digests to remember from now on."""
    row = _of(request, pk)
    saved = _save(request, row)
    kept = saved.record
    at = timezone.localtime(kept.saved_at).strftime("%H:%M")
    if not saved.clashes:
        texts = {field_of(part): part.text for part in kept.parts.all()}
        sent = {name: digest_of(request.POST[name]) for name in texts if name in request.POST}
        others = {
            name: [text, digest_of(text)]
            for name, text in texts.items()
            if sent.get(name, digest_of(text)) != digest_of(text)
        }
        return JsonResponse({"revision": kept.revision, "saved_at": at, "begun": sent, "others": others})
    names, last = "、".join(part.heading for part in saved.clashes.values()), _last(saved)
    by, at = last.by.name if last.by else "", timezone.localtime(last.at or kept.saved_at).strftime("%H:%M")
    answer = {
        "message": f"{by}刚才改了同一段（{names}）。", "revision": kept.revision, "by": by, "at": at,
        "fields": {name: part.text for name, part in saved.clashes.items()},
        "begun": {name: digest_of(part.text) for name, part in saved.clashes.items()},
    }  # fmt: skip
    return JsonResponse(answer, status=409)


@staff
@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """POST revision=: confirmed; nothing changes afterwards."""
    row = _of(request, pk)
    actions.confirm_record(actor=request.person, record=row, base=revision_of(request))
    messages.success(request, "会议记录已审定。")
    return redirect("meetings:record", row.pk)
