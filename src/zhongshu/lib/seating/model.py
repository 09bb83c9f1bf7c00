"""What seating is about: who comes, which places a room has, what binds them, and the plan that puts one on the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any


class Section(StrEnum):
    """The part of the room somebody belongs to. MAIN is the table of a meeting, else the floor of the hall."""

    ROSTRUM = "rostrum"
    HOST = "host"
    GUEST = "guest"
    MAIN = "main"
    OBSERVER = "observer"

    @property
    def label(self) -> str:
        return {
            Section.ROSTRUM: "主席台",
            Section.HOST: "主方",
            Section.GUEST: "客方",
            Section.MAIN: "正席",
            Section.OBSERVER: "列席席",
        }[self]


class Side(StrEnum):
    """A sitter's own hand."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def label(self) -> str:
        return "左手" if self is Side.LEFT else "右手"


@dataclass(frozen=True, slots=True)
class Attendee:
    """One who is to be seated. A smaller ``rank`` comes first; None comes after all ranks, in the order given."""

    key: str
    name: str
    rank: int | None = None
    unit: str = ""
    section: Section = Section.MAIN


@dataclass(frozen=True, slots=True)
class Place:
    """One chair. Rows count from the rostrum, columns from the left as one facing the rostrum sees it; ``x`` and ``y`` are
    in chairs, y away from the rostrum. ``turn``: 0 looks towards the rostrum, 90 to the right, 180 away from it, 270 to
    the left. Chairs of one ``run`` with following ``spot`` stand side by side."""

    key: str
    section: Section
    row: int
    column: int
    label: str
    x: float
    y: float
    turn: int = 0
    run: str = ""
    spot: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """What binds a plan. Persons by key, places by key.

    ``pinned``: person → place that is kept; ``reserved``: place → what it is kept for; ``together``: people who sit side
    by side; ``apart``: two who do not sit next to, before or behind one another; ``units``: the order of the delegations
    where protocol order of their first members is not it.
    """

    absent: frozenset[str] = frozenset()
    pinned: Mapping[str, str] = field(default_factory=dict)
    reserved: Mapping[str, str] = field(default_factory=dict)
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Places that are filled in one protocol order, best first: the rostrum, a side of the table, a delegation."""

    name: str
    section: Section
    places: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Who sits where. ``notes`` say what a reader should know: ties, delegations that share a row. ``shape`` is the room
    with just these chairs, as plain data."""

    places: tuple[Place, ...]
    blocks: tuple[Block, ...]
    seats: Mapping[str, str]
    reserved: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    shape: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> Mapping[str, Place]:
        return MappingProxyType({place.key: place for place in self.places})

    @cached_property
    def seat_of(self) -> Mapping[str, str]:
        """Person → place."""
        return MappingProxyType({person: place for place, person in self.seats.items()})

    @cached_property
    def block_of(self) -> Mapping[str, Block]:
        """Place → the block it is part of."""
        return MappingProxyType({key: block for block in self.blocks for key in block.places})

    @property
    def empty(self) -> tuple[Place, ...]:
        """Places that nobody has and nothing is kept on."""
        return tuple(place for place in self.places if place.key not in self.seats and place.key not in self.reserved)

    def in_order(self) -> Iterator[tuple[Place, str]]:
        """Taken places as one walks the room: rostrum, table, floor; row by row from the left."""
        for place in self.places:
            if place.key in self.seats:
                yield place, self.seats[place.key]
