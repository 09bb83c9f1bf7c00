"""Sharing people out: into groups and into vehicles. Pure: keys go in, keys come out."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class One:
    """A participant by key, with the body that sends the person and the rank (the smaller the higher)."""

    key: int
    body: str
    rank: int


def spread(people: Sequence[One], groups: int) -> list[list[int]]:
    """As many in each group as in the others (one more at most), the people of one body as far apart as can be."""
    if groups < 1:
        raise ValueError("there is at least one group")
    shares: list[list[int]] = [[] for _ in range(groups)]
    for position, one in enumerate(sorted(people, key=lambda one: (one.body, one.rank, one.key))):
        shares[position % groups].append(one.key)
    return shares


def together(people: Sequence[One], groups: int) -> list[list[int]]:
    """The people of one body in one group, the groups as even as that allows: the largest bodies first, each into the
    group that is smallest then."""
    if groups < 1:
        raise ValueError("there is at least one group")
    bodies: dict[str, list[One]] = {}
    for one in people:
        bodies.setdefault(one.body or f"#{one.key}", []).append(one)
    shares: list[list[One]] = [[] for _ in range(groups)]
    for body in sorted(bodies.values(), key=lambda body: (-len(body), min(one.rank for one in body), body[0].key)):
        min(shares, key=len).extend(body)
    return [[one.key for one in sorted(share, key=lambda one: (one.rank, one.key))] for share in shares]


def ride(people: Sequence[One], seats: Sequence[int]) -> tuple[list[list[int]], list[int]]:
    """Who rides in which vehicle (by seats, in order), by rank, the people of one body together where they fit; and who
    finds no seat."""
    free = list(seats)
    shares: list[list[int]] = [[] for _ in seats]
    bodies: dict[str, list[One]] = {}
    for one in sorted(people, key=lambda one: (one.rank, one.key)):
        bodies.setdefault(one.body or f"#{one.key}", []).append(one)
    left: list[int] = []
    for body in bodies.values():
        whole = next((number for number, room in enumerate(free) if room >= len(body)), None)
        for one in body:
            number = whole if whole is not None else next((n for n, room in enumerate(free) if room), None)
            if number is None:
                left.append(one.key)
                continue
            shares[number].append(one.key)
            free[number] -= 1
    return shares, left
