"""A room: a rostrum, a table, a floor, or the ones together that a meeting needs; and its shape as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from enum import Enum
from typing import Any

from zhongshu.lib.refusal import Refused

from .floor import Arrange, Fill, Floor, Numbering
from .model import Attendee, Place, Section, Side
from .rostrum import Rostrum
from .table import Seated, Table, TableForm

MOST_PLACES = 5000


@dataclass(frozen=True, slots=True)
class Room:
    """What stands in the room. MAIN sits at the table where there is one that is not for two sides, else on the floor."""

    rostrum: Rostrum | None = None
    table: Table | None = None
    floor: Floor | None = None

    def check(self) -> None:
        """Refuse measures that make no room."""
        parts = [part for part in (self.rostrum, self.table, self.floor) if part]
        if not parts:
            raise Refused("会场里还没有座位。", remedy="请至少选定主席台、会议桌、会场座席中的一种。")
        for part in parts:
            part.check()

    def section_for(self, section: Section) -> Section:
        """Where somebody of a section sits in this room: those who sit in join the others where no row is theirs."""
        joins = self.table is None or (not self.main_at_table and self.floor and not self.table.back)
        return Section.MAIN if section is Section.OBSERVER and joins else section

    def sized(self, people: Iterable[Attendee], kept: Iterable[str] = (), before: Iterable[Place] = ()) -> Room:
        """With the chairs that these people need. Rows of the rostrum and sides of the table in which a place of ``kept``
        lies keep the chairs they have in ``before``."""
        self.check()
        count = Counter(self.section_for(one.section) for one in people)
        self._has_all(count)
        chairs = _chairs(list(kept), before)
        at_table = self.main_at_table
        observers = count[Section.OBSERVER]
        behind = min(observers, 2 * self.table.back) if self.table and self.floor and at_table else observers
        on_floor = observers - behind if at_table else count[Section.MAIN]
        sized = replace(
            self,
            rostrum=self.rostrum and self.rostrum.sized(count[Section.ROSTRUM], _rows(chairs, "r")),
            table=self.table
            and self.table.sized(
                count[Section.MAIN] if at_table else 0,
                count[Section.HOST],
                count[Section.GUEST],
                behind,
                {side: chairs.get(f"t{side}", 0) for side in "ab"},
            ),
            floor=self.floor and self.floor.sized(on_floor, max(_rows(chairs, "f"), default=0)),
        )
        if len(sized.places()) > MOST_PLACES:
            raise Refused(f"座位超过{MOST_PLACES}个，系统排不了这么大的会场。", remedy="请分会场安排。座次没有变动。")
        return sized

    def _has_all(self, count: Counter[Section]) -> None:
        """Refuse people for whom this kind of room has no part."""
        facing = self.table is not None and not self.main_at_table
        lacks = {
            Section.ROSTRUM: (self.rostrum, "会场没有主席台", "请加设主席台，或者把他们改排到台下"),
            Section.HOST: (facing, "会场没有主客双方相对的会议桌", "请改用主客双方相对的会议桌，或者改排到正席"),
            Section.GUEST: (facing, "会场没有主客双方相对的会议桌", "请改用主客双方相对的会议桌，或者改排到正席"),
            Section.MAIN: (
                self.main_at_table or self.floor,
                "会场只有主客两方的座位" if facing else "会场没有台下的座席",
                "请写明他们属于主方还是客方，或者加设座席" if facing else "请加设会场座席",
            ),
        }
        for section, (there, why, what) in lacks.items():
            if count[section] and not there:
                raise Refused(
                    f"{why}，{count[section]}人（{section.label}）没有地方就座。", remedy=f"{what}。座次没有变动。"
                )

    @property
    def main_at_table(self) -> bool:
        return self.table is not None and self.table.seated is not Seated.FACING

    def places(self) -> tuple[Place, ...]:
        """Every chair; those of the floor begin where the table ends."""
        found = list(self.rostrum.places()) if self.rostrum else []
        table = self.table.places() if self.table else []
        down = 0.0
        if table and found:
            down = FIRST - min(place.y for place in table)
        found += [replace(place, y=place.y + down) for place in table]
        floor = self.floor.places() if self.floor else []
        below = max((place.y for place in table), default=0.0) + down if table else 0.0
        section = Section.OBSERVER if self.main_at_table else Section.MAIN
        return tuple(found + [replace(place, y=place.y + below, section=section) for place in floor])

    def order(self, section: Section, places: Iterable[Place]) -> list[str]:
        """The places of a section, best first."""
        held = [place for place in places if place.section is section]
        keys = {place.key for place in held}
        best: list[str] = []
        if section is Section.ROSTRUM and self.rostrum:
            best = self.rostrum.order()
        elif self.table and section in self._at_table():
            best = self.table.order(section)
        on_floor = [place for place in held if place.key.startswith("f")]
        if self.floor and on_floor:
            best = best + self.floor.order(on_floor)
        return [key for key in best if key in keys]

    def _at_table(self) -> set[Section]:
        return (
            {Section.OBSERVER, Section.MAIN} if self.main_at_table else {Section.OBSERVER, Section.HOST, Section.GUEST}
        )

    def to_data(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {name: _plain(asdict(part)) for name, part in self._parts().items() if part}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Room:
        """The room that :meth:`to_data` wrote."""
        return cls(**{name: _read(kind, data[name]) for name, kind in PARTS.items() if data.get(name)})

    def _parts(self) -> dict[str, Rostrum | Table | Floor | None]:
        return {"rostrum": self.rostrum, "table": self.table, "floor": self.floor}


FIRST = 2.2
PARTS: dict[str, type[Rostrum] | type[Table] | type[Floor]] = {"rostrum": Rostrum, "table": Table, "floor": Floor}
WORDS: dict[str, type[Enum]] = {
    "odd": Side,
    "even": Side,
    "second": Side,
    "form": TableForm,
    "seated": Seated,
    "arrange": Arrange,
    "fill": Fill,
    "strips_from": Fill,
    "numbering": Numbering,
}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def _read(kind: type[Any], data: dict[str, Any]) -> Any:
    known = {field.name for field in fields(kind)}
    return kind(**{name: _typed(name, value) for name, value in data.items() if name in known})


def _typed(name: str, value: Any) -> Any:
    if name in WORDS:
        return WORDS[name](value)
    if isinstance(value, list):
        return tuple(tuple(item) if isinstance(item, list) else item for item in value)
    return value


def _chairs(kept: Iterable[str], before: Iterable[Place]) -> dict[str, int]:
    """Row or side of each kept place → how many chairs it has had, or needs for that place."""
    lines = {key.rpartition("-")[0]: 0 for key in kept}
    for key in [*kept, *(place.key for place in before)]:
        line, _, number = key.rpartition("-")
        if line in lines and number.isdigit():
            lines[line] = max(lines[line], int(number))
    return lines


def _rows(chairs: dict[str, int], letter: str) -> dict[int, int]:
    return {int(line[1:]): count for line, count in chairs.items() if line.startswith(letter) and line[1:].isdigit()}
