"""Everybody on a place: sections, delegations, protocol order in each, and what binds some of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from zhongshu.lib.refusal import Refused

from .binding import Near, part_those_apart, seat_in_order
from .floor import Arrange, Floor
from .model import Attendee, Block, Place, Plan, Rules, Section
from .near import connected, neighbours
from .order import protocol_order, ties
from .room import Room
from .strips import strips

KEPT = "原来的座次没有变动。"
TIES_SAID = 6
FLOOR = "会场"
NO_RULES = Rules()
TRIED = 40
"""Places moved by hand that are tried one by one where they cannot all be kept."""


def lay_out(room: Room, people: Sequence[Attendee], rules: Rules = NO_RULES, before: Plan | None = None) -> Plan:
    """The plan for these people, always the same for the same input. ``before`` is the plan in force: where somebody is
    pinned, the row keeps the chairs it has there. ``Refused`` says how many chairs are missing, or what cannot be met."""
    _check(people, rules)
    present = [one for one in protocol_order(people) if one.key not in rules.absent]
    pinned = {person: place for person, place in rules.pinned.items() if person in {one.key for one in present}}
    kept = [*pinned.values(), *rules.reserved]
    sized = room.sized(present, kept, before.places if before else ())
    places = sized.places()
    work = _Work(sized, places, {place.key: place for place in places}, rules, pinned, present)
    work.check_places()
    return work.plan()


@dataclass
class _Work:
    """One laying-out."""

    room: Room
    places: tuple[Place, ...]
    by_key: dict[str, Place]
    rules: Rules
    pinned: dict[str, str]
    present: list[Attendee]

    def check_places(self) -> None:
        """Pins and reserved places must be chairs of this room, each taken once, and each section must have enough."""
        for key in [*self.pinned.values(), *self.rules.reserved]:
            if key not in self.by_key:
                raise Refused(f"会场里没有座位“{key}”。", remedy=f"请取消在这个座位上的固定或者保留。{KEPT}")
        names = {one.key: one.name for one in self.present}
        taken: dict[str, str] = {}
        for person, key in self.pinned.items():
            label = self.by_key[key].label
            if key in self.rules.reserved:
                raise Refused(f"{label}已保留给{self.rules.reserved[key]}，不能再固定给{names[person]}。", remedy=KEPT)
            if key in taken:
                raise Refused(
                    f"{label}同时固定给了{names[taken[key]]}和{names[person]}。", remedy=f"请取消其中一人的固定。{KEPT}"
                )
            taken[key] = person
        for section, people in self._sections().items():
            self._enough(section, people)

    def _enough(self, section: Section, people: list[Attendee]) -> None:
        chairs = [place for place in self.places if place.section is section]
        reserved = sum(place.key in self.rules.reserved for place in chairs)
        strangers = sum(
            1 for one in self.present if one.key in self.pinned and one not in people
            if self.by_key[self.pinned[one.key]].section is section
        )  # fmt: skip
        away = sum(
            one.key in self.pinned and self.by_key[self.pinned[one.key]].section is not section for one in people
        )
        usable, needed = len(chairs) - reserved - strangers, len(people) - away
        if needed > usable:
            where = self._where(section)
            kept = f"（另有{reserved}座保留）" if reserved else ""
            raise Refused(
                f"{where}可用座位{usable}个{kept}，需要就座{needed}人，还差{needed - usable}个座位。",
                remedy=f"请增加座位或者减少保留的座位。{KEPT}",
            )

    def plan(self) -> Plan:
        near: Near = neighbours(self.places) if self.rules.together or self.rules.apart else {}
        blocks: list[Block] = []
        notes: list[str] = []
        seats: dict[str, str] = {}
        bound = _companions(self.rules, self.present)
        free = set(self.by_key) - set(self.pinned.values()) - set(self.rules.reserved)
        for section, people in self._sections().items():
            notes += _tie_notes(self._where(section), people)
            for name, members, order in self._blocks(section, people, free, notes):
                held = {self.pinned[one.key]: one.key for one in members if one.key in self.pinned}
                seats |= seat_in_order(name, order, members, held, bound, near)
                blocks.append(Block(name, section, self._ranked(section, order, held)))
        self._hang_together(seats, bound, near)
        labels = {key: place.label for key, place in self.by_key.items()}
        names = {one.key: one.name for one in self.present}
        seats = part_those_apart(seats, blocks, self.rules, set(self.pinned), near, names, labels)
        seats = {key: seats[key] for key in self.by_key if key in seats}
        reserved = {key: self.rules.reserved[key] for key in self.by_key if key in self.rules.reserved}
        return Plan(self.places, tuple(blocks), seats, reserved, tuple(notes), self.room.to_data())

    def _hang_together(self, seats: dict[str, str], bound: dict[str, tuple[str, ...]], near: Near) -> None:
        """Refuse groups whose members belong to different parts of the room."""
        seat_of = {person: place for place, person in seats.items()}
        for group in dict.fromkeys(bound.values()):
            if not connected([seat_of[key] for key in group], near):
                names = "、".join(one.name for one in self.present if one.key in group)
                raise Refused(
                    f"{names}不在会场的同一部分，不能坐在一起。",
                    remedy=f"请把他们排在同一部分，或者取消坐在一起的要求。{KEPT}",
                )

    def _blocks(
        self, section: Section, people: list[Attendee], free: set[str], notes: list[str]
    ) -> list[tuple[str, list[Attendee], list[str]]]:
        """Name, members and free places (best first) of each block of a section."""
        order = [key for key in self.room.order(section, self.places) if key in free]
        floor = self._in_strips(section)
        if floor is None:
            return [(self._where(section), people, order)]
        units = self._units(people)
        needs = [(name, sum(one.key not in self.pinned for one in members)) for name, members in units]
        found, note = strips(floor, [self.by_key[key] for key in order if self.by_key[key].key[0] == "f"], needs)
        notes += [note] if note else []
        return [(name, members, floor.order(found[name])) for name, members in units]

    def _units(self, people: list[Attendee]) -> list[tuple[str, list[Attendee]]]:
        """Delegations in their order. Who must sit with somebody of another delegation sits with that delegation."""
        unit_of = {one.key: one.unit or "其他" for one in people}
        for group in self.rules.together:
            here = [one.key for one in people if one.key in group]
            for key in here[1:]:
                unit_of[key] = unit_of[here[0]]
        units: dict[str, list[Attendee]] = defaultdict(list)
        for name in self.rules.units:
            units[name] = []
        for one in people:
            units[unit_of[one.key]].append(one)
        return [(name, members) for name, members in units.items() if members]

    def _sections(self) -> dict[Section, list[Attendee]]:
        """Present people by where they sit, those who sit in after the others."""
        found: dict[Section, list[Attendee]] = {section: [] for section in Section}
        for one in self.present:
            if self.room.section_for(one.section) is one.section:
                found[one.section].append(one)
        for one in self.present:
            section = self.room.section_for(one.section)
            if section is not one.section:
                found[section].append(one)
        return {section: people for section, people in found.items() if people}

    def _where(self, section: Section) -> str:
        if section is Section.MAIN and not self.room.main_at_table:
            return FLOOR
        return section.label

    def _in_strips(self, section: Section) -> Floor | None:
        """The floor, where each delegation of the section has a strip of it."""
        floor = self.room.floor
        if section is not Section.MAIN or self.room.main_at_table or floor is None or floor.arrange is Arrange.ORDER:
            return None
        return floor

    def _ranked(self, section: Section, order: list[str], held: Collection[str]) -> tuple[str, ...]:
        """A block's places in the ``order`` it is filled in, those held for somebody where they stand among them; one
        pinned in another part of the room comes last. Only a strip has a middle of its own: elsewhere a chair that
        others have, or that is kept free, does not move the middle of its row."""
        mine = {*order, *held}
        strips_here = self._in_strips(section) is not None
        chairs = [place for place in self.places if place.key in mine or not strips_here]
        filled = iter(order)
        ranked = [key for key in self.room.order(section, chairs) if key in mine]
        return tuple(dict.fromkeys([*(key if key in held else next(filled) for key in ranked), *held]))


def _check(people: Sequence[Attendee], rules: Rules) -> None:
    twice = [key for key, count in Counter(one.key for one in people).items() if count > 1]
    if twice:
        names = "、".join(one.name for one in people if one.key in twice[:3])
        raise Refused(f"名单中有重复的人：{names}。", remedy=f"请先去掉名单中的重复。{KEPT}")
    known = {one.key for one in people}
    mentioned = [
        *rules.pinned,
        *(key for group in rules.together for key in group),
        *(k for pair in rules.apart for k in pair),
    ]
    strangers = [key for key in mentioned if key not in known]
    if strangers:
        raise Refused(f"排座要求中有{len(set(strangers))}人不在名单上。", remedy=f"请去掉对他们的要求。{KEPT}")
    for a, b in rules.apart:
        if a == b:
            raise Refused("不能要求一个人与自己分开就座。", remedy=KEPT)
        if any(a in group and b in group for group in rules.together):
            names = "和".join(one.name for one in people if one.key in (a, b))
            raise Refused(f"{names}既要求坐在一起，又要求分开。", remedy=f"请取消其中一项要求。{KEPT}")


def _companions(rules: Rules, present: list[Attendee]) -> dict[str, tuple[str, ...]]:
    """Person → all who sit together with them and are there; groups with a member in common are one."""
    here = [one.key for one in present]
    groups: list[set[str]] = []
    for wanted in rules.together:
        group = set(wanted) & set(here)
        for other in [other for other in groups if other & group]:
            groups.remove(other)
            group |= other
        groups.append(group)
    ordered = [tuple(key for key in here if key in group) for group in groups if len(group) > 1]
    return {key: group for group in ordered for key in group}


def _tie_notes(where: str, people: list[Attendee]) -> list[str]:
    found = ties(people)
    said = [
        f"{where}同一排序：{'、'.join(one.name for one in group[:8])}{'等' if len(group) > 8 else ''}，按名单先后。"
        for group in found[:TIES_SAID]
    ]
    if len(found) > TIES_SAID:
        said.append(f"{where}另有{len(found) - TIES_SAID}组同一排序，按名单先后。")
    return said


def reseat(room: Room, people: Sequence[Attendee], rules: Rules, before: Plan, moved: Sequence[str]) -> Plan:
    """A fresh plan after a change of people or room that keeps what was moved by hand where that can be: a place that is no
    longer there, or that a rule now forbids, gives way and the plan's notes name the person."""
    here = {one.key: one for one in people if one.key not in rules.absent}
    soft = {
        key: before.seat_of[key] for key in moved if key in here and key in before.seat_of and key not in rules.pinned
    }
    taken = {*rules.pinned.values(), *rules.reserved}
    soft = {key: place for key, place in soft.items() if place not in taken}
    plan, held = _keeping(room, people, rules, before, soft)
    given_up = [key for key in moved if key in here and key in before.seat_of and key not in {**rules.pinned, **held}]
    if not given_up:
        return plan
    names = "、".join(here[key].name for key in given_up)
    return replace(plan, notes=(*plan.notes, f"手工调整过的座位未能保留：{names}，已重新排定。"))


def _keeping(
    room: Room, people: Sequence[Attendee], rules: Rules, before: Plan, soft: dict[str, str]
) -> tuple[Plan, dict[str, str]]:
    """The plan that keeps as many of these places as can be, and those."""

    def attempt(kept: dict[str, str]) -> Plan:
        return lay_out(room, people, replace(rules, pinned={**rules.pinned, **kept}), before)

    try:
        return attempt(soft), soft
    except Refused:
        plan, held = attempt({}), dict[str, str]()
    for key in list(soft)[:TRIED]:
        try:
            plan = attempt({**held, key: soft[key]})
        except Refused:
            continue
        held[key] = soft[key]
    return plan, held
