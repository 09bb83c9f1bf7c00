"""Who sits in which part of the room, and the room a kind of meeting usually has."""

from collections.abc import Iterable

from zhongshu.lib.meeting.facts import Attendee as Comer
from zhongshu.lib.seating import (
    Arrange,
    Attendee,
    Floor,
    Room,
    Rostrum,
    Seated,
    Section,
    Table,
    TableForm,
)

AISLES = (6, 14)
USUAL: dict[str, Room] = {
    "table": Room(table=Table(TableForm.RECTANGLE, Seated.MIDDLE, ends=1)),
    "rostrum": Room(rostrum=Rostrum(), floor=Floor(columns=20, aisles=AISLES)),
    "classroom": Room(floor=Floor(columns=12, aisles=(6,))),
    "blocks": Room(rostrum=Rostrum(), floor=Floor(columns=20, aisles=AISLES, arrange=Arrange.VERTICAL)),
    "standing": Room(rostrum=Rostrum(), floor=Floor(columns=20)),
}


def usual_room(seating: str) -> Room:
    """The room to begin with, by the template's shape."""
    return USUAL.get(seating, USUAL["table"])


def attendees(comers: Iterable[Comer], room: Room, hosts: frozenset[str]) -> list[Attendee]:
    """Who is to be seated, in the order of the list. ``hosts``: keys of those who belong to the organ that convenes."""
    return [
        Attendee(one.key, one.shown_name, one.rank, one.body, section_of(one, room, one.key in hosts))
        for one in comers
        if one.role != "staff"
    ]


def section_of(one: Comer, room: Room, host: bool) -> Section:
    """The part of the room: the rostrum where there is one, a side where two sides face each other."""
    if one.rostrum and room.rostrum is not None:
        return Section.ROSTRUM
    if one.role == "observe":
        return Section.OBSERVER
    if room.table is not None and not room.main_at_table:
        return Section.HOST if host else Section.GUEST
    return Section.MAIN
