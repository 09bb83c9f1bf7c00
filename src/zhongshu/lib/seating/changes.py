"""One person to another place, absentees closed up, and what two plans differ in. A refused change changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from zhongshu.lib.refusal import Refused

from .model import Plan

KEPT = "座次没有变动。"


class Along(StrEnum):
    """Which way others make room: in protocol order of the block (they change sides), or along the row."""

    ORDER = "order"
    ROW = "row"


def swap(plan: Plan, one: str, other: str, pinned: Collection[str] = ()) -> Plan:
    """Exchange what two places hold; with an empty place this is a move. ``pinned``: persons who stay."""
    if one == other:
        raise Refused("两个座位是同一个。", remedy=f"请选另一个座位。{KEPT}")
    for key in (one, other):
        _free(plan, key, pinned)
    seats = dict(plan.seats)
    first, second = seats.pop(one, None), seats.pop(other, None)
    if first is None and second is None:
        raise Refused("这两个座位都是空的。", remedy=f"请选一个有人的座位。{KEPT}")
    if first is not None:
        seats[other] = first
    if second is not None:
        seats[one] = second
    return _with(plan, seats)


def insert(plan: Plan, person: str, to: str, pinned: Collection[str] = (), along: Along = Along.ORDER) -> Plan:
    """Put a person on a place; whoever sits there and those after move on by one, until the place that the person left or
    an empty one. Pinned people and reserved places are passed over."""
    _free(plan, to, pinned)
    if person in pinned:
        raise Refused("这个人的座位已经固定。", remedy=f"请先取消固定再调整。{KEPT}")
    origin = plan.seat_of.get(person)
    if origin == to:
        raise Refused("已经坐在这个座位上。", remedy=KEPT)
    path = _path(plan, to, origin, pinned, along)
    seats = dict(plan.seats)
    if origin is not None:
        del seats[origin]
    for place in path:
        pushed = seats.get(place)
        seats[place] = person
        if pushed is None:
            return _with(plan, seats)
        person = pushed
    raise Refused("这里没有空座可以顺延。", remedy=f"请改用“对调”，或者先空出一个座位。{KEPT}")


def close_up(plan: Plan, absent: Collection[str], pinned: Collection[str] = ()) -> Plan:
    """Without those absent: in each block the others move up in the order they sit in, pinned people stay."""
    seats: dict[str, str] = {}
    for block in plan.blocks:
        fixed = {key for key in block.places if plan.seats.get(key) in pinned and plan.seats.get(key) not in absent}
        people = [plan.seats[key] for key in block.places if key in plan.seats and key not in fixed]
        people = [person for person in people if person not in absent]
        open_places = [key for key in block.places if key not in fixed and key not in plan.reserved]
        seats |= {key: plan.seats[key] for key in fixed}
        seats |= dict(zip(open_places, people, strict=False))
    outside = {key: person for key, person in plan.seats.items() if key not in plan.block_of and person not in absent}
    return _with(plan, seats | outside)


@dataclass(frozen=True, slots=True)
class Shift:
    """What became of one person: from where (empty: was not seated) to where (empty: no longer seated)."""

    person: str
    before: str
    after: str

    def said(self, name: str) -> str:
        """In words: 张三：3排5座 → 3排4座."""
        if not self.before:
            return f"{name}：新安排在{self.after}"
        return f"{name}：{self.before} → {self.after}" if self.after else f"{name}：不再安排座位（原{self.before}）"


def differences(before: Plan, after: Plan) -> list[Shift]:
    """Whoever sits elsewhere, in the order one walks the new plan, and then those who no longer sit. The same chair of a row
    that became shorter or longer is another place only where its label is another."""
    shifts = [
        Shift(person, _label(before, person), place.label)
        for place, person in after.in_order()
        if _label(before, person) != place.label
    ]
    gone = [Shift(person, place.label, "") for place, person in before.in_order() if person not in after.seat_of]
    return shifts + gone


def problems(plan: Plan, people: Collection[str], pinned: Mapping[str, str]) -> list[str]:
    """What is wrong with a plan that was changed by hand: someone twice, someone without a seat, a pin not kept."""
    found = []
    seated = list(plan.seats.values())
    found += [f"{person}占了两个座位" for person in sorted({p for p in seated if seated.count(p) > 1})]
    found += [f"{person}没有座位" for person in people if person not in plan.seat_of]
    found += [f"{person}不在固定的座位上" for person, key in pinned.items() if plan.seats.get(key) != person]
    return found


def _label(plan: Plan, person: str) -> str:
    key = plan.seat_of.get(person)
    return plan.by_key[key].label if key else ""


def _free(plan: Plan, key: str, pinned: Collection[str]) -> None:
    """Refuse a place that is none, is reserved, or has a pinned sitter."""
    if key not in plan.by_key:
        raise Refused("会场里没有这个座位，可能会场布置刚刚改过。", remedy=f"请刷新座位图后再调整。{KEPT}")
    label = plan.by_key[key].label
    if key in plan.reserved:
        raise Refused(f"{label}已保留给{plan.reserved[key]}。", remedy=f"请先取消保留，或者选别的座位。{KEPT}")
    if plan.seats.get(key) in pinned:
        raise Refused(f"{label}上的人已经固定。", remedy=f"请先取消固定，或者选别的座位。{KEPT}")


def _path(plan: Plan, to: str, origin: str | None, pinned: Collection[str], along: Along) -> list[str]:
    """Places from the target on towards the origin, or else outward to an empty one."""
    if along is Along.ROW:
        row = plan.by_key[to]
        line: Sequence[str] = [p.key for p in plan.places if p.section is row.section and p.row == row.row]
    else:
        block = plan.block_of.get(to)
        line = block.places if block else (to,)
    line = [key for key in line if key == to or (key not in plan.reserved and plan.seats.get(key) not in pinned)]
    at = line.index(to)
    if origin in line and line.index(origin) < at:
        return line[line.index(origin) : at + 1][::-1]
    onward = line[at:]
    if origin in line or any(key not in plan.seats for key in onward):
        return onward
    return line[: at + 1][::-1] if along is Along.ROW else onward


def _with(plan: Plan, seats: Mapping[str, str]) -> Plan:
    """The plan with these seats in the order of its places."""
    return replace(plan, seats={place.key: seats[place.key] for place in plan.places if place.key in seats})
