"""One answer of the spelling engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What went wrong under the hand."""

    MISTAKEN = "mistaken"
    """Other characters of like sound or shape."""
    SWAPPED = "swapped"
    DOUBLED = "doubled"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Correction:
    """``new`` in place of the characters from ``start`` to ``end`` of the text (both alike where one is missing);
    ``chance`` between 0 and 1 is how likely it was meant; ``hearsay`` where only words of everyday language say so."""

    start: int
    end: int
    new: str
    chance: float
    kind: Kind
    hearsay: bool = False

    def moved(self, by: int) -> Correction:
        return replace(self, start=self.start + by, end=self.end + by)
