"""The addresses behind QR codes: nobody can make one up, and a new nonce makes the old ones worthless."""

import hmac
import re

from django.utils.crypto import salted_hmac

from zhongshu.apps.meetings.models import MeetingSession, Participant

LENGTH = 24
_CODE = re.compile(r"([sp])(\d{1,15})-([0-9a-f]{24})")


def session_code(session: MeetingSession) -> str:
    """On the poster at the door: whoever scans it says who they are."""
    return f"s{session.pk}-{_signature('session', f'{session.pk}:{session.nonce}')}"


def participant_code(participant: Participant) -> str:
    """On the badge: good for every session of the meeting, for the one who comes. Once somebody else comes in their place,
    the badge printed before is worth nothing."""
    whose = f"{participant.meeting_id}:{participant.pk}:{participant.stand_in_name}"
    return f"p{participant.pk}-{_signature('participant', whose)}"


def _signature(kind: str, value: str) -> str:
    return salted_hmac(f"meetings.check_in.{kind}", value, algorithm="sha256").hexdigest()[:LENGTH]


def code_in(words: str) -> str:
    """The code in what a scanner sends: the whole address behind it, or the code alone."""
    return words.strip().rstrip("/").rpartition("/")[2]


def read(code: str) -> MeetingSession | Participant | None:
    """Whose code it is, or None."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    kind, number, _ = found.groups()
    if kind == "s":
        session = MeetingSession.objects.select_related("meeting").filter(pk=number).first()
        return session if session is not None and hmac.compare_digest(session_code(session), code) else None
    participant = Participant.objects.select_related("meeting").filter(pk=number).first()
    right = participant is not None and hmac.compare_digest(participant_code(participant), code)
    return participant if right else None
