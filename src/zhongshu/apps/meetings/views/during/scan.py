"""The phone of whoever comes: opened by a QR code, without signing in. It shows and takes nothing but one's own check-in."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhongshu.apps.meetings.actions import during as actions
from zhongshu.apps.meetings.actions.during.checking_in import Visitor
from zhongshu.apps.meetings.forms.during import ScanForm
from zhongshu.apps.meetings.models import CheckIn, Meeting, MeetingSession, Participant
from zhongshu.apps.meetings.queries.attendance import named, session_now
from zhongshu.apps.meetings.queries.codes import read
from zhongshu.apps.meetings.queries.seats_taken import seats_of
from zhongshu.apps.meetings.views.during.sessions import entries_of, moment_of, said
from zhongshu.lib.refusal import Refused


@login_not_required
@require_http_methods(["GET", "POST"])
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """GET: who are you (the sitting's code), or is it you (a badge's). POST name= tail= body=, or JSON {"entries": […]}."""
    found = read(code)
    if found is None or found.meeting.state == Meeting.State.CANCELLED:
        raise Http404
    if isinstance(found, Participant):
        session, own = session_now(found.meeting, timezone.now()), found
    else:
        session, own = found, None
    if request.method == "POST" and request.content_type == "application/json":
        results = [_answer(session, own, entry) for entry in entries_of(request)]
        return _private(JsonResponse({"results": results}))
    form, result = ScanForm(request.POST or None), None
    if request.method == "POST" and (own is not None or form.is_valid()):
        result = _answer(session, own, dict(request.POST.items()))
    context = {"meeting": found.meeting, "session": session, "own": own, "form": form, "result": result}
    return _private(render(request, "meetings/during/scan.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    return response


def _answer(session: MeetingSession | None, own: Participant | None, entry: dict[str, Any]) -> dict[str, Any]:
    """What became of one check-in; ``state`` is done, again, choose or refused."""
    answer: dict[str, Any] = {"key": str(entry.get("key", ""))[:80]}
    if session is None:
        return answer | {"state": "refused", "message": "现在没有正在签到的场次，请按会议通知的时间再来。"}
    found = [own] if own is not None else _those(session, entry)
    if not found:
        return answer | {"state": "refused", "message": "名单里没有这个姓名，请核对后再试，或到会务组办理。"}
    if len(found) > 1:
        bodies = [one.body for one in found]
        return answer | {"state": "choose", "message": "有同名的参会人员，请选择您的单位。", "bodies": bodies}
    participant = found[0]
    how = CheckIn.How.BADGE if own is not None else CheckIn.How.PHONE
    try:
        made, fresh = actions.check_in(
            actor=Visitor(participant.shown_name),
            session=session,
            participant=participant,
            how=how,
            at=moment_of(entry),
        )
    except Refused as refusal:
        return answer | {"state": "refused", "message": str(refusal)}
    return answer | {
        "state": "done" if fresh else "again", "message": said(made), "name": participant.shown_name,
        "facts": _facts(participant),
    }  # fmt: skip


def _those(session: MeetingSession, entry: dict[str, Any]) -> list[Participant]:
    tail, body = str(entry.get("tail") or "").strip(), str(entry.get("body") or "").strip()
    found = named(session, str(entry.get("name") or "")[:40], tail)
    # A number on the list has to be known; whose it is nobody else can say.
    found = [one for one in found if not one.mobile or (tail and one.mobile.endswith(tail))]
    return [one for one in found if one.body == body] if body else found


def _facts(participant: Participant) -> list[list[str]]:
    """Where to go now: seat, group, vehicle."""
    facts = []
    if seat := seats_of(participant.meeting).get(participant.pk):
        facts.append(["座位", seat])
    member, ride = getattr(participant, "group_member", None), getattr(participant, "ride", None)
    if member is not None:
        facts.append(["讨论", f"{member.group.name}{f'，{member.group.place}' if member.group.place else ''}"])
    if ride is not None:
        facts.append(["乘车", f"{ride.vehicle}{f'，{ride.vehicle.plate}' if ride.vehicle.plate else ''}"])
    return facts
