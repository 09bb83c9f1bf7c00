"""Room and leaders' calendars follow the meeting: booked, moved and given back with it."""

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.coordination import actions as coordination
from zhongshu.apps.coordination.actions import Arrangement, Wanted
from zhongshu.apps.coordination.models import Room
from zhongshu.apps.coordination.queries.bookings import bookings_of
from zhongshu.apps.coordination.queries.sides import leaders_of
from zhongshu.apps.meetings.models import Meeting, Participant
from zhongshu.apps.org.models import Person


def room_of(meeting: Meeting) -> Room | None:
    """The organ's own room, where the place is the name of one."""
    return Room.objects.filter(organ=meeting.organ_id, name=meeting.place, retired_on__isnull=True).first()


def book_room(actor: Actor, meeting: Meeting) -> None:
    """The room is booked from the day the meeting is planned. Refused, with what is free, when somebody else has it."""
    room = room_of(meeting) if meeting.coming else None
    if room is None and not bookings_of(meeting).filter(room__isnull=False).exists():
        return
    pieces = [
        Wanted(row.starts_at, row.ends_at, None, row.equipment, row.quantity)
        for row in bookings_of(meeting).filter(equipment__isnull=False)
    ]
    own = [Wanted(meeting.starts_at, meeting.ends_at, room)] if room is not None else []
    coordination.replace_bookings(
        actor=_person(actor, meeting),
        subject=meeting,
        wanted=[*own, *pieces],
        purpose=meeting.name,
        private=_private(meeting),
    )


def fill_calendars(actor: Actor, meeting: Meeting) -> None:
    """The leaders who come have the meeting in their calendars once the notice is out; nobody else's is touched."""
    coming = Participant.objects.filter(meeting=meeting, person__isnull=False)
    coming = coming.exclude(state__in=(Participant.State.LEAVE, Participant.State.STAND_IN))
    people = {*coming.values_list("person", flat=True), meeting.chair_id}
    going = meeting.notified_at is not None and meeting.state != Meeting.State.CANCELLED
    wanted = [
        Arrangement(leader, meeting.starts_at, meeting.ends_at, meeting.name, meeting.place, private=_private(meeting))
        for leader in leaders_of(meeting.organ_id)
        if going and leader.pk in people
    ]
    # The notice tells them; the calendar need not tell them again.
    coordination.replace_engagements(actor=_person(actor, meeting), subject=meeting, wanted=wanted, quiet=True)


def give_back(actor: Actor, meeting: Meeting, reason: str) -> None:
    """The meeting is called off."""
    coordination.release_all(actor=_person(actor, meeting), subject=meeting, reason=reason)
    coordination.replace_engagements(actor=_person(actor, meeting), subject=meeting, wanted=[], reason=reason)


def _person(actor: Actor, meeting: Meeting) -> Person:
    return actor if isinstance(actor, Person) else meeting.officer


def _private(meeting: Meeting) -> bool:
    return meeting.secrecy > Meeting.Secrecy.PUBLIC
