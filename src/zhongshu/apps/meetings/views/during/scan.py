"""The phone of whoever comes: opened by a QR code, without signing in. It shows and takes nothing but one's own check-in."""

from dataclasses import dataclass
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
from zhongshu.apps.meetings.queries.attendance import named, plain, session_now
from zhongshu.apps.meetings.queries.codes import read
from zhongshu.apps.meetings.queries.meetings import hosts
from zhongshu.apps.meetings.queries.seats_taken import seats_of
from zhongshu.apps.meetings.views.during.sessions import entries_of, moment_of, said
from zhongshu.apps.meetings.views.limits import tried, tries
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

#: In ten minutes: names that were not on the list, from one address (a hall may stand behind one gateway), and tries for
#: one name, whose mobile has only four digits to guess.
MOST_WRONG, MOST_FOR_ONE = 60, 6
ENOUGH = "试的次数太多，为防冒名签到，这里先停十分钟。没有签到；请出示证件码，或到会务组办理。"


@dataclass(frozen=True)
class Phone:
    """Whose phone it is: an address, and the steward who holds it, if somebody of the host side is signed in on it."""

    address: str
    steward: Person | None = None


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
    phone = _phone(request, found.meeting)
    if request.method == "POST" and request.content_type == "application/json":
        results = [_answer(phone, session, own, entry) for entry in entries_of(request)]
        return _private(JsonResponse({"results": results}))
    form, result = ScanForm(request.POST or None), None
    if request.method == "POST" and (own is not None or form.is_valid()):
        result = _answer(phone, session, own, dict(request.POST.items()))
    context = {
        "meeting": found.meeting, "session": session, "own": own, "form": form, "result": result, "steward": phone.steward,
        "there": _there(session, own), "seat": seats_of(found.meeting).get(own.pk) if own and phone.steward else "",
    }  # fmt: skip
    status = 429 if result is not None and result["message"] == ENOUGH else 200
    return _private(render(request, "meetings/during/scan.html", context, status=status))


def _phone(request: HttpRequest, meeting: Meeting) -> Phone:
    person: Person | None = getattr(request, "person", None)
    steward = person if person is not None and hosts(person, meeting) else None
    return Phone(str(request.META.get("REMOTE_ADDR", "")), steward)


def _there(session: MeetingSession | None, own: Participant | None) -> str:
    """已签到 9:02, for a badge that is scanned again."""
    if session is None or own is None:
        return ""
    made = CheckIn.objects.filter(session=session, participant=own, undone_at__isnull=True).first()
    return said(made) if made is not None else ""


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    return response


def _answer(
    phone: Phone, session: MeetingSession | None, own: Participant | None, entry: dict[str, Any]
) -> dict[str, Any]:
    """What became of one check-in; ``state`` is done, again, choose or refused."""
    answer: dict[str, Any] = {"key": str(entry.get("key", ""))[:80]}
    if session is None:
        return answer | {"state": "refused", "message": "现在没有正在签到的场次，请按会议通知的时间再来。"}
    found = [own] if own is not None else _those(phone, session, entry)
    if found is None:
        return answer | {"state": "refused", "message": ENOUGH}
    if not found:
        return answer | {"state": "refused", "message": "名单里没有这个姓名，请核对后再试，或到会务组办理。"}
    if len(found) > 1:
        bodies = [one.body for one in found]
        return answer | {"state": "choose", "message": "有同名的参会人员，请选择您的单位。", "bodies": bodies}
    participant = found[0]
    try:
        made, fresh = actions.check_in(
            actor=phone.steward or Visitor(participant.shown_name),
            session=session,
            participant=participant,
            how=CheckIn.How.BADGE if own is not None else CheckIn.How.PHONE,
            at=moment_of(entry),
        )
    except Refused as refusal:
        return answer | {"state": "refused", "message": str(refusal)}
    return answer | {
        "state": "done" if fresh else "again", "message": said(made), "name": participant.shown_name,
        "facts": _facts(participant),
    }  # fmt: skip


def _those(phone: Phone, session: MeetingSession, entry: dict[str, Any]) -> list[Participant] | None:
    """Whom a name means; None when there was too much guessing."""
    name, tail, body = (str(entry.get(field) or "").strip()[:40] for field in ("name", "tail", "body"))
    door = f"name:{session.nonce}"
    guesses = {f"{door}:{phone.address}": MOST_WRONG, f"{door}:{plain(name)}": MOST_FOR_ONE}
    if any(tries(what) >= most for what, most in guesses.items()):
        return None
    # A number on the list has to be known; whose it is nobody else can say.
    found = [one for one in named(session, name, tail) if not one.mobile or (tail and one.mobile.endswith(tail))]
    if not found:
        for what in guesses:
            tried(what)
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
