"""Who sits next to whom: side by side, or directly before or behind; an aisle parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import hypot

from .model import Place

REACH = 1.32
"""Chairs no farther apart than that are neighbours: beside one another, or one row apart and not across."""


def neighbours(places: Iterable[Place]) -> Mapping[str, tuple[str, ...]]:
    """Place → its neighbours, those at its side first."""
    grid: dict[tuple[int, int], list[Place]] = defaultdict(list)
    runs: dict[tuple[str, int], Place] = {}
    held = list(places)
    for place in held:
        grid[_cell(place)].append(place)
        runs[place.run, place.spot] = place
    return {place.key: _around(place, grid, runs) for place in held}


def connected(keys: Iterable[str], near: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether one comes from any of these places to any other over neighbours among them."""
    left = set(keys)
    if not left:
        return True
    stack = [left.pop()]
    while stack:
        for other in near.get(stack.pop(), ()):
            if other in left:
                left.discard(other)
                stack.append(other)
    return not left


def _cell(place: Place) -> tuple[int, int]:
    return int(place.x // 2), int(place.y // 2)


def _around(
    place: Place, grid: Mapping[tuple[int, int], list[Place]], runs: Mapping[tuple[str, int], Place]
) -> tuple[str, ...]:
    beside = [runs[place.run, spot].key for spot in (place.spot - 1, place.spot + 1) if (place.run, spot) in runs]
    column, row = _cell(place)
    close = sorted(
        (hypot(other.x - place.x, other.y - place.y), other.key)
        for x in (column - 1, column, column + 1)
        for y in (row - 1, row, row + 1)
        for other in grid.get((x, y), ())
        if other is not place
    )
    return tuple(dict.fromkeys([*beside, *(key for distance, key in close if distance <= REACH)]))
