"""主席台: rows that look at the hall, each as wide as it has people, so that its middle stays the middle."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhongshu.lib.refusal import Refused

from .model import Place, Section, Side
from .order import alternating

WIDEST, DEEPEST = 60, 12
ROW_PITCH = 1.3


@dataclass(frozen=True, slots=True)
class Rostrum:
    """``rows``: the most chairs of each row, the front one first; empty means one row as long as it takes. Which hand the
    second sits at is a setting of the office, for rows of an odd and of an even number."""

    rows: tuple[int, ...] = ()
    odd: Side = Side.LEFT
    even: Side = Side.LEFT

    def check(self) -> None:
        if len(self.rows) > DEEPEST or any(not 1 <= count <= WIDEST for count in self.rows):
            raise Refused(
                f"主席台应为1至{DEEPEST}排、每排1至{WIDEST}座。",
                remedy="请改正主席台各排的座位数，原来的座次没有变动。",
            )

    def sized(self, people: int, kept: dict[int, int]) -> Rostrum:
        """With exactly the chairs that many people need. ``kept``: rows that keep at least their chairs, because somebody
        or something has a place there."""
        rows, left = [], people
        for number, most in enumerate(self.rows or (people,), 1):
            taken = min(most, left)
            rows.append(max(taken, kept.get(number, 0)) if kept.get(number) else taken)
            left -= min(rows[-1], left)
        if left:
            raise Refused(
                f"主席台最多{sum(self.rows)}座，上台{people}人，还差{left}个座位。",
                remedy="请增加主席台的排数或座位，或者减少上台人员。座次没有变动。",
            )
        while rows and not rows[-1]:
            rows.pop()
        return replace(self, rows=tuple(rows))

    def places(self) -> list[Place]:
        found = []
        for row, count in enumerate(self.rows, 1):
            for column in range(1, count + 1):
                where = f"第{row}排" if len(self.rows) > 1 else ""
                found.append(
                    Place(
                        f"r{row}-{column}",
                        Section.ROSTRUM,
                        row,
                        column,
                        f"主席台{where}{column}座",
                        column - (count + 1) / 2,
                        -ROW_PITCH * row,
                        180,
                        f"r{row}",
                        column,
                    )
                )
        return found

    def order(self) -> list[str]:
        """Places, best first."""
        keys = []
        for row, count in enumerate(self.rows, 1):
            side = self.odd if count % 2 else self.even
            keys += [f"r{row}-{column + 1}" for column in alternating(count, side)]
        return keys
