"""Seats laid out, moved, pinned, kept free, closed up. Every change is made on the plan as it is now, never on the one a
screen still shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.actions.seat_storing import store
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.models import Meeting, SeatPlan
from zhongshu.apps.meetings.queries.seating import Seating, people_of, read, rules_of
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.facts import Facts
from zhongshu.lib.refusal import Refused
from zhongshu.lib.seating import (
    Along,
    Attendee,
    Plan,
    Room,
    Rules,
    Shift,
    close_up,
    differences,
    insert,
    lay_out,
    reseat,
    swap,
)

KEPT = "座次没有变动。"
LONGEST_WORDS = 20
MOST_RULES = 60

Changed = tuple[Plan, frozenset[str], frozenset[str]]
"""The plan as it is to be, who is pinned in it, and who was moved by hand."""
Change = Callable[[Seating], Changed]


@dataclass(frozen=True)
class Seen:
    """What the screen showed when somebody decided: the plan's version, or the sitters of the places concerned."""

    version: int = 0
    at: str | None = None
    sitter: str | None = None


def lay_out_seats(*, actor: Person, meeting: Meeting, room: Room, units: Iterable[str] = ()) -> SeatPlan:
    """Seat everybody in a room described anew. Pinned, hand-moved and reserved places are kept where the room still has
    them."""
    with act(actor=actor, verb="meetings.lay_out_seats", about=meeting) as this:
        meeting = locked(meeting)
        guards.may_seat(actor, meeting)
        facts = facts_of(meeting)
        people = people_of(meeting, facts, room)
        row = SeatPlan.objects.select_for_update().filter(meeting=meeting).first() or SeatPlan(
            meeting=meeting, version=0
        )
        row.shape, row.units, row.trouble = room.to_data(), [name.strip()[:80] for name in units if name.strip()], ""
        if row.pk is None:
            plan, pinned, moved = (
                lay_out(room, people, Rules(units=tuple(row.units))),
                frozenset[str](),
                frozenset[str](),
            )
        else:
            plan, pinned, moved = _again(row, room, facts, people)
        row.changed_by, row.changed_at, row.sized = actor, timezone.now(), dict(plan.shape)
        row.save()
        store(row, plan, pinned, moved, by=actor.pk)
        this.summary = f"《{meeting}》：排座次，{len(plan.seats)} 人 {len(plan.places)} 座"
        this.data = {"seats": len(plan.seats), "shape": row.shape}
    return row


def _again(row: SeatPlan, room: Room, facts: Facts, people: list[Attendee]) -> Changed:
    """The plan in another room: all that was fixed stays where the new room has the place."""
    now = read(row, facts)
    fresh = {place.key for place in lay_out(room, people, Rules(absent=frozenset(map(str, row.absent)))).places}
    rules = rules_of(row, now.plan, frozenset(), people)
    kept = {key: words for key, words in rules.reserved.items() if key in fresh}
    rules = Rules(rules.absent, {}, kept, rules.together, rules.apart, tuple(row.units))
    fixed = sorted(now.pinned) + sorted(now.moved - now.pinned)
    plan = reseat(room, people, rules, now.plan, fixed)
    stayed = {key for key in fixed if plan.seat_of.get(key) == now.plan.seat_of.get(key)}
    return plan, frozenset(now.pinned & stayed), frozenset(now.moved & stayed)


def lay_out_again(*, actor: Person, row: SeatPlan) -> list[str]:
    """Everybody back to protocol order; what was moved by hand is given up, pinned and reserved places stay."""

    def again(now: Seating) -> Changed:
        people = people_of(row.meeting, facts_of(row.meeting), now.room)
        rules = rules_of(now.row, now.plan, now.pinned, people)
        now.row.trouble = ""
        return lay_out(now.room, people, rules, now.plan), now.pinned, frozenset()

    return _change(actor, row, "lay_out_again", "按礼宾次序重新排座", again)


def move_seat(
    *, actor: Person, row: SeatPlan, person: str, to: str, how: str = "swap", seen: Seen | None = None
) -> list[str]:
    """Put somebody on a place: ``how`` swap exchanges with who sits there, insert makes the others move on in protocol
    order, row makes them move along the row."""

    def moving(now: Seating) -> Changed:
        _still(now, person, to, seen, alone=how == "swap")
        name = now.names.get(person)
        if name is None:
            raise Refused("这个人不在参会名单上，可能刚刚被去掉。", remedy=f"请刷新座位图。{KEPT}")
        origin = now.plan.seat_of.get(person)
        if how == "swap" and origin is not None:
            plan = swap(now.plan, origin, to, now.pinned)
        elif how == "swap" and to in now.plan.seats:
            raise Refused(f"{name}还没有座位，不能对调。", remedy=f"请选一个空座，或者改用“顺延”。{KEPT}")
        else:
            along = Along.ROW if how == "row" else Along.ORDER
            plan = insert(now.plan, person, to, now.pinned, along)
        other = now.plan.seats.get(to)
        swapped = {other} if how == "swap" and other else set()
        return plan, now.pinned, now.moved | {person} | swapped

    return _change(actor, row, "move_seat", "调整座位", moving)


def pin_seat(*, actor: Person, row: SeatPlan, person: str, pinned: bool = True) -> list[str]:
    """Keep somebody on the place they have, whatever else changes; or let them go again."""

    def pinning(now: Seating) -> Changed:
        if person not in now.plan.seat_of:
            raise Refused("这个人现在没有座位，不能固定。", remedy=f"请先安排座位。{KEPT}")
        return now.plan, now.pinned | {person} if pinned else now.pinned - {person}, now.moved

    return _change(actor, row, "pin_seat", "固定座位" if pinned else "取消固定", pinning)


def reserve_seat(*, actor: Person, row: SeatPlan, place: str, words: str) -> list[str]:
    """Keep a chair for somebody who is on no list (staff, press), or release it with no words."""

    def reserving(now: Seating) -> Changed:
        if place not in now.plan.by_key:
            raise Refused("会场里没有这个座位。", remedy=f"请刷新座位图。{KEPT}")
        sitter = now.plan.seats.get(place)
        if words and sitter:
            label = now.plan.by_key[place].label
            raise Refused(f"{label}坐着{now.names.get(sitter, '')}，不能保留。", remedy=f"请先把他调到别的座位。{KEPT}")
        reserved = {key: kept for key, kept in now.plan.reserved.items() if key != place}
        if words:
            reserved[place] = words.strip()[:LONGEST_WORDS]
        plan = now.plan
        return Plan(plan.places, plan.blocks, plan.seats, reserved, plan.notes, plan.shape), now.pinned, now.moved

    return _change(actor, row, "reserve_seat", "保留座位" if words else "取消保留", reserving)


def mark_absent(*, actor: Person, row: SeatPlan, person: str, absent: bool = True) -> list[str]:
    """Somebody does not come after all: the others of the block close up in the order they sit in. Or comes after all and is
    seated by protocol."""

    def closing(now: Seating) -> Changed:
        if person not in now.names:
            raise Refused("这个人不在参会名单上。", remedy=f"请刷新座位图。{KEPT}")
        gone = [key for key in map(str, now.row.absent) if key != person]
        now.row.absent = [*gone, person] if absent else gone
        if absent:
            return close_up(now.plan, {person}, now.pinned), now.pinned - {person}, now.moved - {person}
        people = people_of(row.meeting, facts_of(row.meeting), now.room)
        rules = rules_of(now.row, now.plan, now.pinned, people)
        return reseat(now.room, people, rules, now.plan, sorted(now.moved)), now.pinned, now.moved

    return _change(actor, row, "mark_absent", "缺席补位" if absent else "取消缺席", closing)


def bind_people(*, actor: Person, row: SeatPlan, together: list[list[str]], apart: list[list[str]]) -> list[str]:
    """Who is to sit together and who apart; the seats are laid out anew under that."""

    def binding(now: Seating) -> Changed:
        if len(together) + len(apart) > MOST_RULES:
            raise Refused(f"坐在一起和分开的要求最多 {MOST_RULES} 条。", remedy=KEPT)
        now.row.together, now.row.apart = together, apart
        people = people_of(row.meeting, facts_of(row.meeting), now.room)
        rules = rules_of(now.row, now.plan, now.pinned, people)
        return reseat(now.room, people, rules, now.plan, sorted(now.moved)), now.pinned, now.moved

    return _change(actor, row, "bind_people", "改排座要求", binding)


def _change(actor: Person, row: SeatPlan, verb: str, what: str, change: Change) -> list[str]:
    """Make a change on the plan as it is now, locked; who moved from where to where, in words."""
    with act(actor=actor, verb=f"meetings.{verb}", about=row.meeting) as this:
        meeting = locked(row.meeting)
        mine = SeatPlan.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=row.pk)
        guards.may_seat(actor, meeting)
        now = read(mine, facts_of(meeting))
        plan, pinned, moved = change(now)
        here = frozenset(plan.seat_of)
        store(mine, plan, pinned & here, moved & here, by=actor.pk)
        lines = [_shown(shift, now.names) for shift in differences(now.plan, plan)]
        this.summary = f"《{meeting}》：{what}：{'；'.join(lines[:3]) or '座次不变'}{'等' if len(lines) > 3 else ''}"
        this.data = {"moves": lines[:200], "version": mine.version}
    return lines


def _shown(shift: Shift, names: dict[str, str]) -> str:
    return shift.said(names.get(shift.person, "已去掉的人员"))


def _still(now: Seating, person: str, to: str, seen: Seen | None, *, alone: bool) -> None:
    """Refuse a move decided on a plan that meanwhile changed where it matters: both places for an exchange, anything for a
    move that others make room for."""
    if seen is None or (seen.at is None and not seen.version) or seen.version == now.row.version:
        return
    plan = now.plan
    same = (
        seen.at is not None
        and plan.seat_of.get(person, "") == seen.at
        and plan.seats.get(to, "") == (seen.sitter or "")
    )
    if same and alone:
        return
    where = plan.by_key[plan.seat_of[person]].label if person in plan.seat_of else "没有座位"
    sitter = now.names.get(plan.seats.get(to, ""), "空着")
    label = plan.by_key[to].label if to in plan.by_key else "那个座位"
    at = timezone.localtime(now.row.changed_at)
    raise Refused(
        f"{now.row.changed_by}在{at:%H:%M}刚调整过座位：现在{now.names.get(person, '这个人')}在{where}，{label}是{sitter}。"
        "您的这一次调整没有执行，谁的座位都没有丢。",
        remedy="座位图已换成最新的，请看过再调整。",
    )
