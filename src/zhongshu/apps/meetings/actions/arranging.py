"""Room, equipment and leaders' calendars follow the meeting: booked, moved and given back with it."""

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.coordination import actions as coordination
from zhongshu.apps.coordination.actions import Arrangement, Wanted
from zhongshu.apps.coordination.models import Room
from zhongshu.apps.coordination.queries.bookings import bookings_of, pieces_left
from zhongshu.apps.coordination.queries.sides import leaders_of
from zhongshu.apps.meetings.models import Meeting, Participant
from zhongshu.apps.org.models import Person


def room_of(meeting: Meeting) -> Room | None:
    """The organ's own room, where the place is the name of one."""
    return Room.objects.filter(organ=meeting.organ_id, name=meeting.place, retired_on__isnull=True).first()


def book_things(actor: Actor, meeting: Meeting) -> None:
    """The room is booked from the day the meeting is planned, and the organ's own equipment once it is listed; both move
    with the meeting. Refused, with what is free, when somebody else has the room. Of equipment as many pieces are booked
    as there are: too few stop no meeting, they are pointed out as missing."""
    room = room_of(meeting) if meeting.coming else None
    wanted = [Wanted(meeting.starts_at, meeting.ends_at, room)] if room is not None else []
    if meeting.coming:
        wanted += _pieces(meeting, room)
    if not wanted and not bookings_of(meeting).exists():
        return
    coordination.replace_bookings(
        actor=_person(actor, meeting), subject=meeting, wanted=wanted, purpose=meeting.name, private=_private(meeting)
    )


def _pieces(meeting: Meeting, room: Room | None) -> list[Wanted]:
    """What of the listed equipment can be had; what is built into the room is there already."""
    built_in = set(room.built_in.values_list("pk", flat=True)) if room is not None else set()
    found = []
    for line in meeting.equipment.filter(equipment__isnull=False).select_related("equipment"):
        if line.equipment is None or line.equipment_id in built_in:
            continue
        left = pieces_left(line.equipment, meeting.starts_at, meeting.ends_at, but=meeting)
        if quantity := min(left, line.wanted):
            found.append(Wanted(meeting.starts_at, meeting.ends_at, None, line.equipment, quantity))
    return found


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
