"""What takes up the time of a person, a room, or pieces of equipment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

NO_TIME = timedelta()
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Occupied:
    """One thing in a person's diary, from ``start`` up to but not including ``end``.

    ``before`` and ``after`` are the ways there and back; ``key`` is for the caller. An absence has no way and no place.
    Things of one ``group`` (the parts of one meeting) never collide with each other.
    """

    start: datetime
    end: datetime
    what: str = ""
    place: str = ""
    before: timedelta = NO_TIME
    after: timedelta = NO_TIME
    tentative: bool = False
    absence: bool = False
    key: int = 0
    group: str = ""

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("what occupies a person ends after it starts")


@dataclass(frozen=True, slots=True)
class Diary:
    """A person and what is in the way. ``needed``: the meeting cannot do without this person."""

    name: str
    occupied: tuple[Occupied, ...] = ()
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Venue:
    """A room: how many it seats, when it is taken, and what is built in."""

    key: int
    name: str
    seats: int
    taken: tuple[Span, ...] = ()
    has: frozenset[str] = frozenset()

    def free(self, start: datetime, end: datetime) -> bool:
        return all(not overlap(start, end, *span) for span in self.taken)


@dataclass(frozen=True, slots=True)
class Stock:
    """Pieces of one kind that can be carried anywhere: how many there are, and when how many are out."""

    name: str
    count: int
    taken: tuple[tuple[datetime, datetime, int], ...] = ()

    def left(self, start: datetime, end: datetime) -> int:
        """How many can be had for the whole of a time."""
        return self.count - peak(self.taken, start, end)


def overlap(start: datetime, end: datetime, other_start: datetime, other_end: datetime) -> bool:
    """Whether two times share a moment; the end is not part of a time."""
    return start < other_end and other_start < end


def peak(taken: Iterable[tuple[datetime, datetime, int]], start: datetime, end: datetime) -> int:
    """The most pieces that are out at one moment of a time."""
    marks = []
    for since, until, quantity in taken:
        if overlap(start, end, since, until):
            marks += [(max(since, start), quantity), (until, -quantity)]
    out = most = 0
    # Of marks at one moment what comes back counts first.
    for _, change in sorted(marks):
        out += change
        most = max(most, out)
    return most
