"""Who is there, who is late, who is missing, and on which seat."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from zhongshu.apps.meetings.models import CheckIn, Meeting, MeetingSession, Participant
from zhongshu.apps.meetings.queries.seats_taken import seats_of

ABSENT = (Participant.State.LEAVE,)


@dataclass(frozen=True)
class Row:
    """One participant at one session."""

    participant: Participant
    seat: str = ""
    check_in: CheckIn | None = None

    @property
    def state(self) -> str:
        if self.check_in is None:
            return "leave" if self.participant.absent else "missing"
        return "late" if self.check_in.late else "present"


@dataclass
class Attendance:
    """A session counted. ``expected`` leaves out those with leave unless they came after all."""

    session: MeetingSession
    rows: list[Row] = field(default_factory=list)

    def of(self, *states: str) -> list[Row]:
        return [row for row in self.rows if row.state in states]

    @property
    def expected(self) -> int:
        return len(self.rows) - len(self.leave)

    @property
    def present(self) -> list[Row]:
        return self.of("present", "late")

    @property
    def late(self) -> list[Row]:
        return self.of("late")

    @property
    def missing(self) -> list[Row]:
        return self.of("missing")

    @property
    def leave(self) -> list[Row]:
        return self.of("leave")

    @property
    def begun(self) -> bool:
        return self.session.late_after <= timezone.now()


def expected_at(session: MeetingSession) -> QuerySet[Participant]:
    """Everybody who takes part; staff come and go."""
    found = Participant.objects.filter(meeting=session.meeting_id).exclude(role=Participant.Role.STAFF)
    return found.select_related("invitation").order_by("rank", "pk")


def attendance(session: MeetingSession) -> Attendance:
    """The present state of a session: three reads however many come."""
    standing = CheckIn.objects.filter(session=session, undone_at__isnull=True).select_related("session", "by")
    by_participant = {row.participant_id: row for row in standing}
    seats = seats_of(session.meeting)
    rows = [
        Row(participant, seats.get(participant.pk, ""), by_participant.get(participant.pk))
        for participant in expected_at(session)
    ]
    return Attendance(session, rows)


def sessions_of(meeting: Meeting) -> QuerySet[MeetingSession]:
    return MeetingSession.objects.filter(meeting=meeting).select_related("meeting", "chair")


def session_now(meeting: Meeting, now: datetime) -> MeetingSession | None:
    """The session for which one checks in now: open, the one that began or begins nearest."""
    found = [
        one for one in sessions_of(meeting) if one.opens_at <= now and one.closed_at is None and now <= one.ends_at
    ]
    return min(found, key=lambda one: abs(one.starts_at - now), default=None)


def named(session: MeetingSession, name: str, tail: str = "") -> list[Participant]:
    """Participants of a name (the stand-in's where one comes); by the last digits of the mobile where that is known."""
    wanted = plain(name)
    found = [one for one in expected_at(session) if wanted and wanted in (plain(one.shown_name), plain(one.name))]
    if tail:
        return [one for one in found if not one.mobile or one.mobile.endswith(tail)]
    return found


def plain(name: str) -> str:
    """A name without spaces, and with the one dot that lists use."""
    return "".join(name.split()).replace("•", "·").replace("・", "·").replace("．", "·")


def left_out(participants: Iterable[Participant], taken: Iterable[int]) -> list[Participant]:
    """Those of ``participants`` who are in none of the keys ``taken``."""
    keys = set(taken)
    return [one for one in participants if one.pk not in keys]
