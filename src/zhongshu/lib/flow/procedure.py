"""A procedure as plain data: what `parse_procedure` makes of a checked BPMN file and the engine walks along."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from zhongshu.lib.flow.conditions import Condition, Value, Values
from zhongshu.lib.flow.tables import DecisionTable
from zhongshu.lib.flow.vocabulary import Move, SignMode
from zhongshu.lib.refusal import Refused

Region: TypeAlias = "tuple[tuple[str, int], ...]"


@dataclass(frozen=True, slots=True)
class Variable:
    """A declared variable: its type (see conditions.TYPES), default, choices, or the table that computes it."""

    name: str
    type: str
    label: str
    default: Value
    options: tuple[tuple[str, str], ...] = ()
    table: str = ""


@dataclass(frozen=True, slots=True)
class Countersign:
    """Several signers at once. ``threshold`` as written ("2/3", "50%", "3") for a vote."""

    mode: SignMode
    threshold: str = ""
    each: str = ""

    def needed(self, signers: int) -> int:
        """How many consents pass the vote; at least one."""
        text = self.threshold or "100%"
        if "/" in text:
            top, bottom = (int(part) for part in text.split("/"))
            return max(1, -(-signers * top // bottom))
        if text.endswith("%"):
            return max(1, -(-signers * int(text[:-1]) // 100))
        return max(1, min(int(text), signers))


@dataclass(frozen=True, slots=True)
class Timer:
    """A boundary timer. ``action``: "chase", "escalate" (both leave the step as it is) or "goto" (the step is left)."""

    id: str
    name: str
    after: str
    action: str


@dataclass(frozen=True, slots=True)
class Task:
    """A step that people do."""

    id: str
    name: str
    duty: str
    unit: str = ""
    starter_holds: bool = False
    limits: Mapping[str, str] = field(default_factory=dict)
    moves: frozenset[Move] | None = None
    exclude_phone: bool = False
    needs_opinion: bool = False
    asks: tuple[str, ...] = ()
    note: str = ""
    countersign: Countersign | None = None
    timers: tuple[Timer, ...] = ()

    def limit(self, urgency: str) -> str:
        """The ISO 8601 time limit under this urgency; "" when the step has none."""
        return self.limits.get(urgency) or self.limits.get("normal", "")


@dataclass(frozen=True, slots=True)
class Node:
    """Anything that is not a task: ``kind`` is start, end, choice (exclusive), split or join (parallel)."""

    id: str
    name: str
    kind: str
    default: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A sequence flow; ``source`` is the id of an element or of a boundary timer."""

    id: str
    name: str
    source: str
    target: str
    condition: Condition | None = None


@dataclass(frozen=True)
class Procedure:
    """A whole procedure, checked. ``regions`` tells for each element inside which parallel branches it lies."""

    key: str
    name: str
    note: str
    variables: Mapping[str, Variable]
    tasks: Mapping[str, Task]
    nodes: Mapping[str, Node]
    links: tuple[Link, ...]
    regions: Mapping[str, Region]
    tables: Mapping[str, DecisionTable] = field(default_factory=dict)

    @cached_property
    def _outgoing(self) -> dict[str, tuple[Link, ...]]:
        found: dict[str, tuple[Link, ...]] = {}
        for link in self.links:
            found[link.source] = (*found.get(link.source, ()), link)
        return found

    @property
    def start(self) -> Node:
        return next(node for node in self.nodes.values() if node.kind == "start")

    def outgoing(self, element: str) -> tuple[Link, ...]:
        return self._outgoing.get(element, ())

    def task(self, element: str) -> Task:
        """The task of this id; Refused when there is none (the caller's id came from a form)."""
        if element not in self.tasks:
            raise Refused(f"流程“{self.name}”里没有“{element}”这个环节。")
        return self.tasks[element]

    def label(self, element: str) -> str:
        """What users call an element."""
        found = self.tasks.get(element) or self.nodes.get(element)
        return (found.name or found.id) if found else element

    def values(self, given: Values) -> dict[str, Value]:
        """All variables: what was given, else the default, else what the variable's decision table says."""
        known = {name: given.get(name, variable.default) for name, variable in self.variables.items()}
        known |= {name: value for name, value in given.items() if name not in known}
        for name, variable in self.variables.items():
            if variable.table and name not in given:
                known[name] = self.tables[variable.table].decide(known)[name]
        return known

    def ahead(self, element: str, values: Values | None = None) -> tuple[str, ...]:
        """The tasks reached from ``element`` without passing another one; only those open now when ``values`` is given."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        todo = list(self.outgoing(element))
        while todo:
            link = todo.pop(0)
            if link.target in self.tasks:
                found[link.target] = None
            elif link.target not in seen:
                seen.add(link.target)
                onward = self.outgoing(link.target)
                if values is not None and self.nodes[link.target].kind == "choice":
                    onward = (self.choose(link.target, values),)
                todo.extend(onward)
        return tuple(found)

    def choose(self, gateway: str, values: Values) -> Link:
        """The way out of an exclusive gateway: the first condition that holds, else the default."""
        ways = self.outgoing(gateway)
        default = self.nodes[gateway].default
        for link in ways:
            if link.condition and link.id != default and link.condition.holds(values):
                return link
        return next((link for link in ways if link.id == default), ways[0])
