"""What binds people: some sit together, some apart; all others keep protocol order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhongshu.lib.refusal import Refused

from .model import Attendee, Block, Rules
from .near import connected

Near = Mapping[str, tuple[str, ...]]


def seat_in_order(
    block: str,
    order: Sequence[str],
    members: Sequence[Attendee],
    held: Mapping[str, str],
    bound: Mapping[str, tuple[str, ...]],
    near: Near,
) -> dict[str, str]:
    """Place → person for a block. ``order``: its free places, best first; ``held``: pinned place → person; ``bound``: person
    → those together with them. First everybody in order, a group taking its places with its first member; if that leaves
    no room for a group, groups first."""
    people = [one.key for one in members]
    for sequence in (people, sorted(people, key=lambda key: key not in bound)):
        seats, lacking = _seat(order, sequence, held, bound, near)
        if not lacking:
            return seats
    names = {one.key: one.name for one in members}
    raise Refused(
        f"{block}里找不到{len(lacking)}个相连的座位给{'、'.join(names[key] for key in lacking)}。",
        remedy="请取消他们坐在一起的要求，或者松开附近固定、保留的座位。原来的座次没有变动。",
    )


def _seat(
    order: Sequence[str],
    sequence: Sequence[str],
    held: Mapping[str, str],
    bound: Mapping[str, tuple[str, ...]],
    near: Near,
) -> tuple[dict[str, str], list[str]]:
    """Place → person, and the first group for which no places hang together."""
    seats = dict(held)
    seated = {person: place for place, person in held.items()}
    here = set(sequence)
    left = dict.fromkeys(order)
    for person in sequence:
        group = [key for key in bound.get(person, (person,)) if key in here]
        wanted = [key for key in group if key not in seated]
        around = [seated[key] for key in group if key in seated]
        chosen = [next(iter(left))] if wanted and len(group) == 1 else _cluster(left, wanted, around, near)
        if len(chosen) < len(wanted) or (len(group) > 1 and not connected([*chosen, *around], near)):
            return seats, group
        for key, place in zip(wanted, chosen, strict=True):
            seats[place], seated[key] = key, place
            del left[place]
    return seats, []


def _cluster(free: Mapping[str, None], wanted: Sequence[str], around: Sequence[str], near: Near) -> list[str]:
    """The best free places that hang together (with those in ``around``), best first; none where there are not enough."""
    if not wanted:
        return []
    merit = {key: number for number, key in enumerate(free)}
    starts = [[key] for key in free] if not around else [[]]
    for start in starts:
        chosen = list(start)
        while len(chosen) < len(wanted):
            row = {_row(key) for key in (*chosen, *around)}
            edge = {
                other for key in (*chosen, *around) for other in near[key] if other in merit and other not in chosen
            }
            if not edge:
                break
            chosen.append(min(edge, key=lambda key: (_row(key) not in row, merit[key])))
        if len(chosen) == len(wanted) and connected([*chosen, *around], near):
            return sorted(chosen, key=lambda key: merit[key])
    return []


def part_those_apart(
    seats: dict[str, str],
    blocks: Sequence[Block],
    rules: Rules,
    pinned: set[str],
    near: Near,
    names: Mapping[str, str],
    labels: Mapping[str, str],
) -> dict[str, str]:
    """Exchange places, as near in order as can be and within one block, until nobody sits next to whom they must not."""
    seats = dict(seats)
    pairs = [pair for pair in rules.apart if set(pair) <= set(seats.values())]
    while found := _violations(seats, pairs, near):
        exchange = _exchange(seats, found[0], pairs, blocks, rules, pinned, near)
        if exchange is None:
            a, b = found[0]
            seat_of = {person: place for place, person in seats.items()}
            raise Refused(
                f"{names[a]}（{labels[seat_of[a]]}）与{names[b]}（{labels[seat_of[b]]}）按现有座位无法隔开。",
                remedy="请取消其中一人的固定座位、增加座位，或者取消分开的要求。原来的座次没有变动。",
            )
        one, other = exchange
        _swap(seats, one, other)
    return seats


def _violations(seats: Mapping[str, str], pairs: Sequence[tuple[str, str]], near: Near) -> list[tuple[str, str]]:
    seat_of = {person: place for place, person in seats.items()}
    return [(a, b) for a, b in pairs if seat_of[b] in near[seat_of[a]]]


def _exchange(
    seats: dict[str, str],
    pair: tuple[str, str],
    pairs: Sequence[tuple[str, str]],
    blocks: Sequence[Block],
    rules: Rules,
    pinned: set[str],
    near: Near,
) -> tuple[str, str] | None:
    """The two places whose exchange leaves fewer pairs too close and tears no group, least far in order; the second of
    the pair gives way rather than the first."""
    seat_of = {person: place for place, person in seats.items()}
    before = len(_violations(seats, pairs, near))
    grouped = [tuple(key for key in group if key in seat_of) for group in rules.together]  # the absent bind nobody
    for mover in reversed(pair):
        if mover in pinned:
            continue
        here = seat_of[mover]
        block = next(block for block in blocks if here in block.places)
        number = {key: index for index, key in enumerate(block.places)}
        others = sorted(
            (key for key in number if key != here and seats.get(key) not in pinned and key not in rules.reserved),
            key=lambda key: (abs(number[key] - number[here]), number[key]),
        )
        for other in others:
            _swap(seats, here, other)
            fewer = len(_violations(seats, pairs, near)) < before and _whole(seats, grouped, near)
            _swap(seats, here, other)
            if fewer:
                return here, other
    return None


def _whole(seats: Mapping[str, str], groups: Sequence[tuple[str, ...]], near: Near) -> bool:
    seat_of = {person: place for place, person in seats.items()}
    return all(connected([seat_of[key] for key in group], near) for group in groups)


def _swap(seats: dict[str, str], one: str, other: str) -> None:
    """Exchange what is on two places; one of them may be empty."""
    first, second = seats.pop(one, None), seats.pop(other, None)
    if first is not None:
        seats[other] = first
    if second is not None:
        seats[one] = second


def _row(key: str) -> str:
    return key.rpartition("-")[0]
