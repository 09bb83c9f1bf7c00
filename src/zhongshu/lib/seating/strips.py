"""Delegations on the floor: each in a strip of whole columns or whole rows; where the hall is too full for that, one
follows the other without a gap and shares a column or a row with its neighbour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from .floor import Arrange, Fill, Floor
from .model import Place
from .order import alternating, mirrored

Needs = Sequence[tuple[str, int]]
"""Delegations in their order, and how many chairs each needs."""


def strips(floor: Floor, free: Sequence[Place], needs: Needs) -> tuple[dict[str, list[Place]], str]:
    """Delegation → its places (as many as it needs), and a note where strips had to share a line. There must be enough
    places for all."""
    vertical = floor.arrange is Arrange.VERTICAL
    placed = _outward(floor, needs) if vertical else list(needs)
    lines = _lines(free, vertical)
    found = _whole(lines, placed, vertical, centred=floor.strips_from is Fill.CENTRE)
    if found:
        return {name: floor_first(found[name], count) for name, count in needs}, ""
    word = "列" if vertical else "排"
    return _continuous(lines, placed), f"座位较紧，相邻单位在同一{word}前后相接，没有各占整{word}。"


def floor_first(places: list[Place], count: int) -> list[Place]:
    """The places of a strip nearest the rostrum; in its last row those nearest the strip's middle."""
    rows: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        rows[place.row].append(place)
    chosen: list[Place] = []
    for row in sorted(rows):
        line = rows[row]
        if len(chosen) + len(line) > count:
            skip = (len(line) - (count - len(chosen))) // 2
            line = line[skip : skip + count - len(chosen)]
        chosen += line
        if len(chosen) == count:
            break
    return chosen


def _outward(floor: Floor, needs: Needs) -> list[tuple[str, int]]:
    """Delegations from the left to the right: in their order, or the first in the middle and the others to both sides."""
    if floor.strips_from is Fill.LEFT:
        return list(needs)
    columns = mirrored(alternating(len(needs), floor.second))
    return [need for _, need in sorted(zip(columns, needs, strict=True), key=lambda pair: pair[0])]


def _lines(free: Sequence[Place], vertical: bool) -> list[list[Place]]:
    """Columns from the left (each from the front), or rows from the front (each from the left)."""
    lines: dict[float, list[Place]] = defaultdict(list)
    for place in sorted(free, key=lambda place: (place.row, place.column)):
        lines[_lane(place) if vertical else place.row].append(place)
    return [lines[line] for line in sorted(lines)]


def _lane(place: Place) -> float:
    """Chairs behind one another have one lane; a row that stands half a chair in belongs to the lane at its left."""
    return float(int((place.x + 1000) // 1))


def _whole(
    lines: list[list[Place]], needs: Sequence[tuple[str, int]], vertical: bool, *, centred: bool
) -> dict[str, list[Place]]:
    """Whole lines for every delegation, using as few rows from the front as will do; empty where that cannot be."""
    if not vertical:
        return _deal(lines, needs)
    for deepest in sorted({place.row for line in lines for place in line}):
        near = [[place for place in line if place.row <= deepest] for line in lines]
        if sum(map(len, near)) < sum(count for _, count in needs):
            continue
        if found := _deal(near, needs):
            if not centred:
                return found
            used = sum(len({_lane(place) for place in places}) for places in found.values())
            return _deal(near[(len(near) - used) // 2 :], needs) or found
    return {}


def _deal(lines: list[list[Place]], needs: Sequence[tuple[str, int]]) -> dict[str, list[Place]]:
    """Line after line to one delegation until it has enough, then to the next; empty where lines do not suffice."""
    found: dict[str, list[Place]] = {}
    left = iter(lines)
    for name, count in needs:
        held: list[Place] = []
        while len(held) < count:
            line = next(left, None)
            if line is None:
                return {}
            held += line
        found[name] = sorted(held, key=lambda place: (place.row, place.column))
    return found


def _continuous(lines: list[list[Place]], needs: Sequence[tuple[str, int]]) -> dict[str, list[Place]]:
    chairs = iter([place for line in lines for place in line])
    found = {}
    for name, count in needs:
        held = [next(chairs) for _ in range(count)]
        found[name] = sorted(held, key=lambda place: (place.row, place.column))
    return found
