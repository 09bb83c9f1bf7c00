"""Protocol order: rank, then the order of the list; and where the first, second, third … of a row sit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from .model import Attendee, Side


def protocol_order(people: Iterable[Attendee]) -> list[Attendee]:
    """By rank, equals and those without rank in the order given; never by anything else, so that a list seen twice gives
    the same order twice."""
    return sorted(people, key=_rank)


def ties(people: Iterable[Attendee]) -> list[tuple[Attendee, ...]]:
    """Groups that share a rank, so that only the list's order decides among them; those without rank are no tie."""
    ranked = [one for one in protocol_order(people) if one.rank is not None]
    groups = [tuple(group) for _, group in groupby(ranked, key=_rank)]
    return [group for group in groups if len(group) > 1]


def alternating(count: int, second: Side = Side.LEFT) -> list[int]:
    """The column (0 = leftmost as the hall sees a rostrum) of the first, second, third … of a row that looks at the hall.

    The first has the centre; the second sits at his ``second`` hand, the third at his other one, and so on outward. Of an
    even row the first two share the centre. The sitters' left is the hall's right.
    """
    step = 1 if second is Side.LEFT else -1
    first = count // 2 if count % 2 or step < 0 else count // 2 - 1
    columns = [first]
    for distance in range(1, count):
        columns += [first + step * distance, first - step * distance]
    return [column for column in columns if 0 <= column < count]


def mirrored(columns: Sequence[int]) -> list[int]:
    """The same for a row that looks the other way."""
    return [len(columns) - 1 - column for column in columns]


def _rank(one: Attendee) -> tuple[bool, int]:
    return (one.rank is None, one.rank or 0)
