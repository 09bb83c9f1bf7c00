"""Everything that the sheets of a meeting are derived from, in one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

#: Who is asked to stay away gets no seat.
ABSENT = frozenset({"leave"})


@dataclass(frozen=True)
class Attendee:
    """Somebody who takes part. ``key`` stays the same for the same row, ``unit`` is the key of the unit that was invited.
    ``person`` is filled for a member of staff of the server."""

    key: str
    name: str
    post: str = ""
    body: str = ""
    role: str = "attend"
    rank: int = 1000
    rostrum: bool = False
    state: str = "invited"
    unit: str = ""
    person: str = ""
    stand_in: str = ""
    stand_in_post: str = ""

    @property
    def seated(self) -> bool:
        return self.state not in ABSENT

    @property
    def shown_name(self) -> str:
        """Who sits there."""
        return self.stand_in if self.state == "stand_in" else self.name

    @property
    def shown_post(self) -> str:
        return self.stand_in_post if self.state == "stand_in" else self.post


@dataclass(frozen=True)
class Entry:
    """One entry of the agenda: ``kind`` item, part or break. ``attending``: units that come in for this item."""

    key: str
    kind: str
    title: str
    minutes: int
    speaker: str = ""
    speaker_post: str = ""
    person: str = ""
    fixed_at: datetime | None = None
    attending: tuple[str, ...] = ()


@dataclass(frozen=True)
class Invited:
    """A unit that was invited, with whom it is to send."""

    key: str
    name: str
    wanted: str = ""
    quota: int = 1


@dataclass(frozen=True)
class Texts:
    """The template's words."""

    notice: str = ""
    script: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Facts:
    """Times are local; ``attendees`` in protocol order, ``entries`` in agenda order, ``invited`` as listed."""

    name: str
    organ: str
    starts_at: datetime
    ends_at: datetime
    place: str
    session: str = ""
    purpose: str = ""
    chair: str = ""
    chair_post: str = ""
    chair_person: str = ""
    host: str = ""
    contact: str = ""
    answer_by: datetime | None = None
    seating: str = "table"
    entries: tuple[Entry, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    invited: tuple[Invited, ...] = ()
    texts: Texts = Texts()

    @property
    def seated(self) -> tuple[Attendee, ...]:
        """Who has a seat, in protocol order."""
        return tuple(sorted((one for one in self.attendees if one.seated), key=lambda one: (one.rank, one.key)))
