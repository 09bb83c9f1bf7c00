"""The map of a plan as one sees it from the hall (the rostrum above) or from the rostrum (the hall above)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from .model import Place, Plan

MARGIN = 1.2


class Standpoint(StrEnum):
    HALL = "hall"
    ROSTRUM = "rostrum"

    @property
    def label(self) -> str:
        return "面向主席台看" if self is Standpoint.HALL else "从主席台向下看"

    @property
    def label_of_table(self) -> str:
        """The same where there is no rostrum."""
        return "从门口看" if self is Standpoint.HALL else "从里侧看"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words beside the chairs: number of a row or a column, 主席台, 门."""

    text: str
    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A table or a desk: middle, width, height in chairs; ``form`` rectangle, oval or hollow."""

    x: float
    y: float
    width: float
    height: float
    form: str


@dataclass(frozen=True, slots=True)
class Map:
    """Places with x and y from the upper left corner of a sheet ``width`` × ``height`` chairs."""

    places: tuple[Place, ...]
    marks: tuple[Mark, ...]
    outlines: tuple[Outline, ...]
    width: float
    height: float


def seen_from(plan: Plan, standpoint: Standpoint = Standpoint.HALL, form: str = "rectangle") -> Map:
    """The map of a plan. ``form`` is the table's."""
    places = plan.places
    marks = [*_rows(places), *_columns(places), *_words(places)]
    outlines = _outlines(places, form)
    if standpoint is Standpoint.ROSTRUM:
        places = tuple(replace(place, x=-place.x, y=-place.y, turn=(place.turn + 180) % 360) for place in places)
        marks = [replace(mark, x=-mark.x, y=-mark.y) for mark in marks]
        outlines = [replace(outline, x=-outline.x, y=-outline.y) for outline in outlines]
    xs = [place.x for place in places] + [mark.x for mark in marks]
    ys = [place.y for place in places] + [mark.y for mark in marks]
    left, top = min(xs, default=0) - MARGIN, min(ys, default=0) - MARGIN
    return Map(
        tuple(replace(place, x=place.x - left, y=place.y - top) for place in places),
        tuple(replace(mark, x=mark.x - left, y=mark.y - top) for mark in marks),
        tuple(replace(outline, x=outline.x - left, y=outline.y - top) for outline in outlines),
        max(xs, default=0) + MARGIN - left,
        max(ys, default=0) + MARGIN - top,
    )


def _rows(places: tuple[Place, ...]) -> list[Mark]:
    """The number of each row of the floor and the rostrum at both of its ends."""
    rows: dict[tuple[str, int], list[Place]] = {}
    for place in places:
        if place.key[0] in "rf":
            rows.setdefault((place.key[0], place.row), []).append(place)
    marks = []
    several = sum(kind == "r" for kind, _ in rows) > 1
    for (kind, row), held in rows.items():
        if kind == "r" and not several:
            continue
        edge = max(abs(place.x) for key, others in rows.items() if key[0] == kind for place in others)
        marks += [Mark(f"{row}排", side * (edge + 1), held[0].y, "row") for side in (-1, 1)]
    return marks


def _columns(places: tuple[Place, ...]) -> list[Mark]:
    """Seat numbers of the floor behind its last row, where all rows have the same."""
    floor = [place for place in places if place.key[0] == "f"]
    if not floor:
        return []
    numbers: dict[float, str] = {}
    for place in floor:
        number = place.label.partition("排")[2].removesuffix("座")
        if numbers.setdefault(place.x, number) != number:
            return []
    below = max(place.y for place in floor) + 1
    return [Mark(number, x, below, "column") for x, number in sorted(numbers.items())]


def _words(places: tuple[Place, ...]) -> list[Mark]:
    rostrum = [place for place in places if place.key[0] == "r"]
    if rostrum:
        return [Mark("主席台", 0, min(place.y for place in rostrum) - 1.1, "part")]
    if any(place.key[0] == "t" for place in places):
        return [Mark("门", 0, max(place.y for place in places) + 1.2, "part")]
    return [Mark("讲台", 0, 0.3, "part")] if places else []


def _outlines(places: tuple[Place, ...], form: str) -> list[Outline]:
    """The table between its chairs, and the desk before each row of the rostrum."""
    ring = [place for place in places if place.key[:2] in ("ta", "tb", "tc", "td")]
    found = []
    if ring:
        left, right = min(p.x for p in ring), max(p.x for p in ring)
        top, bottom = min(p.y for p in ring), max(p.y for p in ring)
        ends = {place.turn for place in ring} & ({90, 270} if _flat(ring) else {0, 180})
        inset_x, inset_y = (0.62, 0.62) if ends else ((-0.5, 0.62) if _flat(ring) else (0.62, -0.5))
        found.append(
            Outline(
                (left + right) / 2,
                (top + bottom) / 2,
                max(0.8, right - left - 2 * inset_x),
                max(0.8, bottom - top - 2 * inset_y),
                form,
            )
        )
    return found


def _flat(ring: list[Place]) -> bool:
    """Whether the long sides lie across the sheet."""
    return any(place.key.startswith(("ta", "tb")) and place.turn in (0, 180) for place in ring)
