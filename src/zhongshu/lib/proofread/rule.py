"""A rule as a thing: its card (what it is, why, on what basis, with which examples) and its finder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .finding import Gate, Level
from .manuscript import Hit, Manuscript

Find = Callable[[Manuscript], Iterable[Hit]]
Sample = str | Manuscript
"""A text, or a small paper made with :func:`.sample.paper`, for an example."""


class RuleError(ValueError):
    """A rule that may not enter: the message names the file and the fault."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A pair for the examples: the rule speaks on ``bad`` and is silent on ``fix``."""

    bad: Sample
    fix: Sample


@dataclass(frozen=True, slots=True)
class Card:
    """What a person may know about a rule. ``since`` is the version of Zhongshu it came with."""

    id: str
    gate: Gate
    level: Level
    title: str
    why: str
    basis: str
    since: str
    exceptions: tuple[str, ...] = ()
    wrong: tuple[Correction, ...] = ()
    good: tuple[Sample, ...] = ()
    confidence: float = 0.9

    @property
    def name(self) -> str:
        """The part of the id after the gate, which is also the name of its file."""
        return self.id.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Rule:
    """``local``: what it says of a passage depends on nothing but that passage, so that the answer may be remembered."""

    card: Card
    find: Find = field(repr=False)
    local: bool = False


def demand(card: Card, where: str) -> Card:
    """Return the card when it is complete, else raise RuleError saying what is missing."""
    for name in ("id", "title", "why", "basis", "since"):
        if not getattr(card, name).strip():
            raise RuleError(f"{where}: {name} is empty")
    if card.id != f"{card.gate.value}.{card.name}":
        raise RuleError(f"{where}: id {card.id!r} must be gate, dot, file name")
    if not card.wrong:
        raise RuleError(f"{where}: at least one bad example with its fix is needed")
    if not card.good:
        raise RuleError(f"{where}: at least one good example is needed")
    if not 0 < card.confidence <= 1:
        raise RuleError(f"{where}: confidence must lie in (0, 1]")
    return card
