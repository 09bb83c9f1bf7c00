"""会议桌: rectangle, oval or 回字形. Chairs stand around it in one ring; a second row behind takes those who sit in.

As one sees it coming in, the far long side looks at the door. With hosts and guests the far side is the guests' (面门为上);
where the narrow end is at the door, the guests' side is at the right hand of those who come in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from zhongshu.lib.refusal import Refused

from .model import Place, Section, Side
from .order import alternating, mirrored

LONGEST, ENDS = 60, 12
GAP = 1.1
"""From a chair to the table's middle line beside it, where there are no ends."""


class TableForm(StrEnum):
    RECTANGLE = "rectangle"
    OVAL = "oval"
    HOLLOW = "hollow"

    @property
    def label(self) -> str:
        return {"rectangle": "长方桌", "oval": "椭圆桌", "hollow": "回字形"}[self.value]


class Seated(StrEnum):
    """How a table is used: two sides facing each other, or one body with its head in the middle of the long side or at
    the end."""

    FACING = "facing"
    MIDDLE = "middle"
    HEAD = "head"

    @property
    def label(self) -> str:
        return {"facing": "主客双方相对", "middle": "主持人居长边正中", "head": "主持人居桌首"}[self.value]


@dataclass(frozen=True, slots=True)
class Table:
    """``long``: chairs on each long side, 0 as many as it takes; ``ends``: chairs at each end; ``back``: chairs of each row
    behind the long sides; ``along``: the narrow end is at the door."""

    form: TableForm = TableForm.RECTANGLE
    seated: Seated = Seated.MIDDLE
    long: int = 0
    ends: int = 0
    back: int = 0
    along: bool = False
    odd: Side = Side.LEFT
    even: Side = Side.LEFT
    guests: int = 0
    hosts: int = 0

    def check(self) -> None:
        if not (0 <= self.long <= LONGEST and 0 <= self.ends <= ENDS and 0 <= self.back <= LONGEST):
            raise Refused(
                f"会议桌每条长边最多{LONGEST}座、每端最多{ENDS}座。",
                remedy="请改正会议桌的座位数，原来的座次没有变动。",
            )

    def sized(self, main: int, hosts: int, guests: int, observers: int, kept: dict[str, int]) -> Table:
        """With the chairs these people need. ``kept``: sides that keep at least that many chairs."""
        if self.seated is Seated.FACING:
            sides = {"客方": (guests, kept.get("a", 0)), "主方": (hosts, kept.get("b", 0))}
            for name, (people, _) in sides.items():
                if self.long and people > self.long:
                    raise _short(f"会议桌{name}一侧", self.long, people)
            counts = [max(people, chairs) for people, chairs in sides.values()]
            table = replace(self, guests=counts[0], hosts=counts[1], long=max(counts), ends=0)
        else:
            ends = max(self.ends, 1 if self.seated is Seated.HEAD else 0)
            long = max(self.long or max(1, math.ceil((main - 2 * ends) / 2)), kept.get("a", 0), kept.get("b", 0))
            table = replace(self, long=long, ends=ends, guests=long, hosts=long)
            if main > 2 * (long + ends):
                raise _short("会议桌", 2 * (long + ends), main)
        if observers > 2 * table.back:
            table = replace(table, back=math.ceil(observers / 2))
        return table

    def places(self) -> list[Place]:
        """Clockwise from the left end of the far side, then the rows behind it and behind the near side."""
        facing = self.seated is Seated.FACING
        placed = [
            Place(
                f"t{side}-{number}",
                {"a": Section.GUEST, "b": Section.HOST}[side] if facing else Section.MAIN,
                {"a": 1, "b": 2, "d": 3, "c": 4}[side],
                number,
                self._label(side, number),
                *self._at(side, index, count),
                f"t{side}" if facing else "t",
                spot,
            )
            for spot, (side, number, index, count) in enumerate(self._ring())
        ]
        return [self._turned(place) for place in placed + self._behind()]

    def order(self, section: Section) -> list[str]:
        """Places of a section, best first."""
        if section is Section.OBSERVER:
            return [f"t{row}-{column + 1}" for row in "fn" for column in alternating(self.back, self.odd)]
        if self.seated is Seated.FACING:
            side, count = ("a", self.guests) if section is Section.GUEST else ("b", self.hosts)
            columns = alternating(count, self.odd if count % 2 else self.even)
            return [f"t{side}-{column + 1}" for column in (columns if side == "a" else mirrored(columns))]
        return self._around()

    def _around(self) -> list[str]:
        """From the head outward by both hands until they meet at the far side."""
        ring = self._ring()
        begin, count = ("d", self.ends) if self.seated is Seated.HEAD else ("a", self.guests)
        side = self.odd if count % 2 else self.even
        centre = alternating(count, side)[0]
        first = next(spot for spot, chair in enumerate(ring) if chair[0] == begin and chair[2] == centre)
        step = 1 if side is Side.LEFT else -1  # a sitter's left is the next one clockwise
        found = [first]
        for distance in range(1, len(ring) // 2 + 1):
            found += [(first + step * distance) % len(ring), (first - step * distance) % len(ring)]
        return [f"t{ring[spot][0]}-{ring[spot][1]}" for spot in dict.fromkeys(found)]

    def _ring(self) -> list[tuple[str, int, int, int]]:
        """Clockwise from the far side's left: side, the chair's number from the left or the top, its index clockwise, and
        how many its side has. Far side ``a``, right end ``c``, near side ``b``, left end ``d``, where a head sits."""
        sides = (("a", self.guests), ("c", self.ends), ("b", self.hosts), ("d", self.ends))
        return [
            (side, index + 1 if side in "ac" else count - index, index, count)
            for side, count in sides
            for index in range(count)
        ]

    def _at(self, side: str, index: int, count: int) -> tuple[float, float, int]:
        """Position and turn of the chair of that index clockwise."""
        half = self.long / 2 + 0.6
        deep = max(GAP, self.ends / 2 + 0.6)
        across = index - (count - 1) / 2
        if side in "ab":
            sign = 1 if side == "a" else -1
            rise = 1 - math.sqrt(max(0.0, 1 - (across / half) ** 2)) if self.form is TableForm.OVAL else 0.0
            return sign * across, -sign * (deep - rise * deep * 0.6), 180 if side == "a" else 0
        sign = 1 if side == "c" else -1
        return sign * half, sign * across, 270 if side == "c" else 90

    def _behind(self) -> list[Place]:
        deep = max(GAP, self.ends / 2 + 0.6) + 1.5
        return [
            Place(
                f"t{row}-{index + 1}",
                Section.OBSERVER,
                5 + "fn".index(row),
                index + 1,
                f"{'里侧' if row == 'f' else '外侧'}后排{index + 1}座",
                index - (self.back - 1) / 2,
                -deep if row == "f" else deep,
                180 if row == "f" else 0,
                f"t{row}",
                index,
            )
            for row in "fn"
            for index in range(self.back)
        ]

    def _label(self, side: str, number: int) -> str:
        if self.seated is Seated.FACING:
            return f"{'客方' if side == 'a' else '主方'}{number}座"
        across = {"a": "里侧", "b": "外侧", "c": "右端", "d": "左端"}
        along = {"a": "右侧", "b": "左侧", "c": "近门端", "d": "桌首"}
        return f"{(along if self.along else across)[side]}{number}座"

    def _turned(self, place: Place) -> Place:
        """Narrow end at the door: the far long side comes to lie at the right, the head's end away from the door."""
        if not self.along:
            return place
        return replace(place, x=-place.y, y=place.x, turn=(place.turn + 90) % 360)


def _short(where: str, chairs: int, people: int) -> Refused:
    return Refused(
        f"{where}可坐{chairs}人，需要就座{people}人，还差{people - chairs}个座位。",
        remedy="请增加座位，或者把一部分人排到后排。座次没有变动。",
    )
