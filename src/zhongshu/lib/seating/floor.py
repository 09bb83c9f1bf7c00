"""会场 (课桌式): rows and columns with aisles, chairs that are not there, and the order chairs are filled in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum

from zhongshu.lib.refusal import Refused

from .model import Place, Section, Side
from .order import alternating, mirrored

MOST_ROWS, MOST_COLUMNS = 100, 100
ROW_PITCH = 1.2
FIRST_ROW = 1.5
"""Room between the rostrum and the first row, in chairs."""


class Fill(StrEnum):
    """How a row is filled in protocol order: from its middle outward, or from the left."""

    CENTRE = "centre"
    LEFT = "left"

    @property
    def label(self) -> str:
        return "从中间向两边" if self is Fill.CENTRE else "从左到右"


class Arrange(StrEnum):
    """All in one order, or each delegation in a strip of its own."""

    ORDER = "order"
    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"

    @property
    def label(self) -> str:
        return {"order": "不分单位，统一排序", "vertical": "各单位竖排成列", "horizontal": "各单位横排成行"}[self.value]


class Numbering(StrEnum):
    """Seat numbers as printed: from the left, or odd and even from the middle as in a theatre."""

    LEFT = "left"
    ODD_EVEN = "odd_even"

    @property
    def label(self) -> str:
        return "从左到右依次编号" if self is Numbering.LEFT else "单双号（从中间向两边，左单右双）"


@dataclass(frozen=True, slots=True)
class Floor:
    """``rows``: 0 as many as it takes; ``widths``: chairs of each row where rows differ (a fan), instead of ``rows`` ×
    ``columns``; ``aisles``: after which columns, ``cross_aisles``: after which rows; ``blocked``: (row, column) without a
    chair. Left and right are those of one who looks at the rostrum."""

    rows: int = 0
    columns: int = 20
    widths: tuple[int, ...] = ()
    aisles: tuple[int, ...] = ()
    cross_aisles: tuple[int, ...] = ()
    blocked: tuple[tuple[int, int], ...] = ()
    arrange: Arrange = Arrange.ORDER
    fill: Fill = Fill.CENTRE
    strips_from: Fill = Fill.CENTRE
    numbering: Numbering = Numbering.LEFT
    second: Side = Side.LEFT

    def check(self) -> None:
        widths = self.widths or (self.columns,)
        if not (0 <= self.rows <= MOST_ROWS and len(self.widths) <= MOST_ROWS):
            raise Refused(f"会场最多{MOST_ROWS}排。", remedy="请改正会场的排数，原来的座次没有变动。")
        if any(not 1 <= width <= MOST_COLUMNS for width in widths):
            raise Refused(f"会场每排应为1至{MOST_COLUMNS}座。", remedy="请改正每排的座位数，原来的座次没有变动。")

    def sized(self, people: int, kept: int) -> Floor:
        """With as many rows as it takes where the office left that open; at least ``kept`` rows."""
        if self.widths or self.rows:
            return self
        for rows in range(max(1, kept), MOST_ROWS + 1):
            sized = replace(self, rows=rows)
            if sized.chairs() >= people:
                return sized
        raise Refused(
            f"每排{self.columns}座，{MOST_ROWS}排仍坐不下{people}人。", remedy="请增加每排的座位数。座次没有变动。"
        )

    def row_widths(self) -> tuple[int, ...]:
        return self.widths or (self.columns,) * self.rows

    def chairs(self) -> int:
        gone = set(self.blocked)
        return sum((row, column) not in gone for row, width in self._rows() for column in range(1, width + 1))

    def places(self) -> list[Place]:
        found = []
        gone = set(self.blocked)
        widest = max(self.row_widths(), default=0)
        for row, width in self._rows():
            lane = (widest - width) // 2
            numbers = self._numbers(width)
            piece = 0
            for column in range(1, width + 1):
                if (row, column) in gone:
                    piece += 1
                    continue
                found.append(
                    Place(
                        f"f{row}-{column}",
                        Section.MAIN,
                        row,
                        column,
                        f"{row}排{numbers[column - 1]}座",
                        self._x(lane + column, widest, (widest - width) % 2),
                        self._y(row),
                        0,
                        f"f{row}.{piece}",
                        column,
                    )
                )
                piece += lane + column in self.aisles
        return found

    def order(self, places: list[Place]) -> list[str]:
        """Some of the floor's places, best first: the front row first, each row as ``fill`` says."""
        rows: dict[int, list[Place]] = defaultdict(list)
        for place in places:
            rows[place.row].append(place)
        return [key for row in sorted(rows) for key in self.along(sorted(rows[row], key=lambda place: place.column))]

    def along(self, row: list[Place]) -> list[str]:
        """The places of one row, given from the left, best first."""
        if self.fill is Fill.LEFT:
            return [place.key for place in row]
        return [row[column].key for column in mirrored(alternating(len(row), self.second))]

    def _rows(self) -> list[tuple[int, int]]:
        return list(enumerate(self.row_widths(), 1))

    def _numbers(self, width: int) -> list[int]:
        """What is printed on the chairs of a row, from the left."""
        if self.numbering is Numbering.LEFT:
            return list(range(1, width + 1))
        odd = (width + 1) // 2
        return [*range(2 * odd - 1, 0, -2), *range(2, 2 * (width - odd) + 1, 2)]

    def _x(self, column: int, widest: int, half: int) -> float:
        """A chair's place across the hall, whose middle is 0; a row shorter by an odd number stands half a chair in."""
        inner = [aisle for aisle in self.aisles if 0 < aisle < widest]
        return column + half / 2 + sum(aisle < column for aisle in inner) - (widest + len(inner) + 1) / 2

    def _y(self, row: int) -> float:
        return FIRST_ROW + (row - 1) * ROW_PITCH + sum(aisle < row for aisle in self.cross_aisles)
