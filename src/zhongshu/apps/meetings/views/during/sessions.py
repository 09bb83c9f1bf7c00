"""正在召开: the sittings, who is there and who is missing, checking in by list, the poster with the QR code."""

import json
from datetime import datetime
from io import BytesIO
from typing import Any

import qrcode
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from qrcode.image.svg import SvgPathImage

from zhongshu.apps.meetings.actions import during as actions
from zhongshu.apps.meetings.forms.during import SessionForm
from zhongshu.apps.meetings.models import CheckIn, Meeting, MeetingSession, Participant
from zhongshu.apps.meetings.queries.attendance import attendance, expected_at, sessions_of
from zhongshu.apps.meetings.queries.codes import code_in, participant_code, read, session_code
from zhongshu.apps.meetings.queries.meetings import hosts
from zhongshu.apps.meetings.views.door import hosted, hosted_part, meeting_of, part_of
from zhongshu.apps.meetings.views.during.door import form_page
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.refusal import Refused

#: Check-ins taken in one request; a phone that was long without network sends several.
MOST_AT_ONCE = 300
WORDS = {"present": "已到", "late": "迟到", "missing": "未到", "leave": "请假"}


@staff
@require_GET
def during(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: everything that happens while the meeting takes place, on one page."""
    meeting = meeting_of(request, pk)
    context = {
        "meeting": meeting, "hosts": hosts(request.person, meeting),
        "sessions": [(one, attendance(one)) for one in sessions_of(meeting)],
        "speeches": meeting.speeches.count(), "groups": meeting.groups.count(), "stops": meeting.stops.count(),
        "vehicles": meeting.vehicles.count(), "bulletins": meeting.bulletins.count(),
        "record": getattr(meeting, "record", None),
    }  # fmt: skip
    return render(request, "meetings/during/index.html", context)


@staff
@require_http_methods(["GET", "POST"])
def new_session(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: a sitting."""
    meeting = hosted(request, pk)
    first = not sessions_of(meeting).exists()
    initial: dict[str, Any] = {
        "kind": MeetingSession.Kind.PLENARY, "title": "全体会议" if first else "", "starts_at": meeting.local_start,
        "ends_at": meeting.local_end, "place": meeting.place,
    }  # fmt: skip
    return _session_form(request, meeting, None, initial)


@staff
@require_http_methods(["GET", "POST"])
def change_session(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: another time or place, its agenda, what was adopted."""
    row = hosted_part(request, MeetingSession, pk)
    names = ("kind", "title", "starts_at", "ends_at", "opens_at", "place", "chair", "agenda", "outcome")
    return _session_form(request, row.meeting, row, {name: getattr(row, name) for name in names})


def _session_form(
    request: StaffRequest, meeting: Meeting, row: MeetingSession | None, initial: dict[str, Any]
) -> HttpResponse:
    form = SessionForm(request.POST or None, meeting=meeting, initial=initial)
    if request.method == "POST" and form.is_valid():
        kept = actions.keep_session(actor=request.person, meeting=meeting, session=row, **form.cleaned_data)
        messages.success(request, f"已保存：{kept}。")
        return redirect("meetings:session", kept.pk)
    back = reverse("meetings:session", args=[row.pk]) if row else reverse("meetings:during", args=[meeting.pk])
    return form_page(request, meeting, form, title=str(row) if row else "新的场次", act="保存", back=back)


@staff
@require_GET
def session(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one sitting as it stands; ``?part=state`` is the part that htmx asks for again and again."""
    row = part_of(request, MeetingSession, pk)
    context = {
        "session": row,
        "meeting": row.meeting,
        "counted": attendance(row),
        "hosts": hosts(request.person, row.meeting),
    }
    if request.GET.get("part") == "state":
        return render(request, "meetings/during/attendance.html", context)
    return render(request, "meetings/during/session.html", context)


@staff
@require_GET
def export(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the sitting's check-ins as a workbook."""
    row = part_of(request, MeetingSession, pk)
    lines = (
        (
            one.participant.shown_name, one.participant.body, one.participant.post, one.seat, WORDS[one.state],
            one.check_in.at if one.check_in else None, one.check_in.get_how_display() if one.check_in else "",
        )
        for one in attendance(row).rows
    )  # fmt: skip
    return workbook(f"{row.title}签到表", ["姓名", "单位", "职务", "座位", "状态", "签到时间", "方式"], lines)


@staff
@require_GET
def roll(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the list of names to check people in by; it works on while the network is down."""
    row = hosted_part(request, MeetingSession, pk)
    context = {"session": row, "meeting": row.meeting, "counted": attendance(row)}
    return render(request, "meetings/during/roll.html", context)


@staff
@require_POST
def check_in(request: StaffRequest, pk: int) -> HttpResponse:
    """POST participant= or code= (a form), or JSON {"entries": [{"key", "participant" or "code", "at"}]}: present, by the
    list or by the badge."""
    row = hosted_part(request, MeetingSession, pk)
    if request.content_type == "application/json":
        return JsonResponse({"results": [_by_desk(request, row, entry) for entry in entries_of(request)]})
    answer = _by_desk(request, row, dict(request.POST.items()))
    said_so = messages.error if answer["state"] == "refused" else messages.success
    said_so(request, f"{answer.get('name', '')}{answer['message']}")
    return redirect("meetings:roll", row.pk)


def _number(value: Any) -> int:
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 16 else 0


def entries_of(request: HttpRequest) -> list[dict[str, Any]]:
    """What a phone has kept, from the body of a request; nothing where that makes no sense."""
    try:
        data = json.loads(request.body)
        found = data["entries"][:MOST_AT_ONCE]
    except (ValueError, KeyError, TypeError):
        return []
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def moment_of(entry: dict[str, Any]) -> datetime | None:
    """When it happened by the device's clock, if it says so."""
    try:
        at = parse_datetime(str(entry.get("at", "")))
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def _by_desk(request: StaffRequest, row: MeetingSession, entry: dict[str, Any]) -> dict[str, Any]:
    """One person checked in at the desk, and what became of it."""
    answer: dict[str, Any] = {"key": str(entry.get("key", ""))[:80]}
    code = str(entry.get("code") or "")[:400]
    meant = read(code_in(code)) if code else expected_at(row).filter(pk=_number(entry.get("participant"))).first()
    if not isinstance(meant, Participant) or meant.meeting_id != row.meeting_id:
        what = "这不是本次会议的证件码，没有签到；请按名单签到。" if code else "名单里没有这位参会人员。"
        return answer | {"state": "refused", "message": what}
    how = CheckIn.How.BADGE if code else CheckIn.How.LIST
    answer |= {"participant": str(meant.pk), "name": meant.shown_name}
    try:
        made, fresh = actions.check_in(
            actor=request.person, session=row, participant=meant, how=how, at=moment_of(entry)
        )
    except Refused as refusal:
        return answer | {"state": "refused", "message": str(refusal)}
    return answer | {"state": "done" if fresh else "again", "message": said(made)}


def said(made: CheckIn) -> str:
    """已签到 9:02."""
    from django.utils import timezone

    return f"{'迟到' if made.late else '已签到'} {timezone.localtime(made.at):%-H:%M}"


@staff
@require_POST
def undo(request: StaffRequest, pk: int, row: int) -> HttpResponse:
    """POST: somebody was checked in by mistake."""
    session = part_of(request, MeetingSession, pk)
    made = get_object_or_404(CheckIn.objects.filter(session=session, undone_at__isnull=True), pk=row)
    actions.undo_check_in(actor=request.person, check_in=made)
    messages.success(request, f"已撤销{made.participant.shown_name}的签到。")
    return redirect("meetings:roll", session.pk)


@staff
@require_POST
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: no more check-ins, or again some."""
    row = actions.close_check_in(actor=request.person, session=part_of(request, MeetingSession, pk))
    messages.success(request, "签到已截止。" if row.closed_at else "已重新开放签到。")
    return redirect("meetings:session", row.pk)


# -- codes -----------------------------------------------------------------------------------------------------------


@staff
@require_http_methods(["GET", "POST"])
def poster(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the sheet for the door; POST: another code, the old one is worth nothing any more."""
    row = hosted_part(request, MeetingSession, pk)
    if request.method == "POST":
        actions.renew_code(actor=request.person, session=row)
        messages.success(request, "签到码已更换，原来张贴的请撤下。")
        return redirect("meetings:poster", row.pk)
    context = {"session": row, "meeting": row.meeting, "address": address_of(request, session_code(row))}
    return render(request, "meetings/during/poster.html", context)


@staff
@require_GET
def session_qr(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the sitting's QR code as SVG."""
    row = hosted_part(request, MeetingSession, pk)
    return _svg(address_of(request, session_code(row)))


@staff
@require_GET
def participant_qr(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: a participant's own QR code as SVG, for the badge."""
    row = hosted_part(request, Participant, pk)
    return _svg(address_of(request, participant_code(row)))


def address_of(request: HttpRequest, code: str) -> str:
    """What a QR code says."""
    return request.build_absolute_uri(reverse("meetings:scan", args=[code]))


def _svg(words: str) -> HttpResponse:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=3, image_factory=SvgPathImage)
    code.add_data(words)
    out = BytesIO()
    code.make_image().save(out)
    response = HttpResponse(out.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-store"
    return response
