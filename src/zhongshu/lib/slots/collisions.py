"""Two things in one diary that cannot both be: at the same time, without time for the way, or while away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from zhongshu.lib.slots.diary import NO_TIME, Occupied, overlap


class Kind(StrEnum):
    """Why two things collide."""

    OVERLAP = "overlap"
    TRAVEL = "travel"
    ABSENCE = "absence"

    @property
    def label(self) -> str:
        return {"overlap": "时间重叠", "travel": "路上时间不够", "absence": "外出期间"}[self.value]


@dataclass(frozen=True, slots=True)
class Collision:
    """``first`` starts no later than ``second``. ``missing``: how much time for the way is lacking (TRAVEL only)."""

    kind: Kind
    first: Occupied
    second: Occupied
    missing: timedelta = NO_TIME


def way_between(earlier: Occupied, later: Occupied) -> timedelta:
    """Time for the way from one to the next: back from the first and out to the second; none within one place."""
    if earlier.absence or later.absence:
        return NO_TIME
    if earlier.place.strip() and earlier.place.strip() == later.place.strip():
        return NO_TIME
    return earlier.after + later.before


def collide(one: Occupied, other: Occupied) -> Collision | None:
    """How two things of one diary collide, or None. Two absences do not, nor do parts of one meeting."""
    if (one.absence and other.absence) or (one.group and one.group == other.group):
        return None
    first, second = sorted((one, other), key=lambda item: (item.start, item.end))
    if overlap(one.start, one.end, other.start, other.end):
        kind = Kind.ABSENCE if one.absence or other.absence else Kind.OVERLAP
        return Collision(kind, first, second)
    missing = first.end + way_between(first, second) - second.start
    return Collision(Kind.TRAVEL, first, second, missing) if missing > NO_TIME else None


def collisions(occupied: Iterable[Occupied]) -> list[Collision]:
    """Every pair of one diary that collides, in order of time."""
    items = sorted(occupied, key=lambda item: (item.start, item.end))
    furthest = max((item.before for item in items), default=NO_TIME)
    found: list[Collision] = []
    open_: list[Occupied] = []
    for item in items:
        open_ = [earlier for earlier in open_ if earlier.end + earlier.after + furthest > item.start]
        found += [collision for earlier in open_ if (collision := collide(earlier, item)) is not None]
        open_.append(item)
    return found
