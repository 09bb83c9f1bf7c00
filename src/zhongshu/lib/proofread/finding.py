"""What the proofreader says: one Finding per doubt, and its JSON form."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Gate(StrEnum):
    """The five gates (五关) every paper passes before sign-off."""

    POLITICS = "politics"
    POLICY = "policy"
    FACTS = "facts"
    FORMAT = "format"
    LANGUAGE = "language"

    @property
    def label(self) -> str:
        return {
            Gate.POLITICS: "政治关",
            Gate.POLICY: "政策关",
            Gate.FACTS: "事实关",
            Gate.FORMAT: "格式关",
            Gate.LANGUAGE: "语言关",
        }[self]


class Level(StrEnum):
    """How sure and how grave: wrong, very likely wrong, worth a thought."""

    MUST = "must"
    SHOULD = "should"
    CONSIDER = "consider"

    @property
    def label(self) -> str:
        return {Level.MUST: "必须改", Level.SHOULD: "应当改", Level.CONSIDER: "请斟酌"}[self]

    @property
    def rank(self) -> int:
        """0 for the gravest, for sorting."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt about one place.

    ``element`` is a path into the document ("title", "body/3", "annexes/0/name"; "text" when a bare
    string was checked). ``start`` and ``end`` count characters inside that element; both are 0 when
    the element is missing altogether. ``suggestion`` replaces ``text``; "" means delete it, None means
    only a person can know. ``confidence`` lies between 0 and 1. ``context`` is the text with a few characters
    on either side, which tells this place from others where the same is said.
    """

    gate: Gate
    rule: str
    level: Level
    element: str
    start: int
    end: int
    text: str
    reason: str
    basis: str
    suggestion: str | None
    confidence: float
    context: str = ""

    @property
    def fingerprint(self) -> str:
        """The same doubt after edits elsewhere: rule, words and the words next to them, not the position."""
        matter = "\x1f".join((self.rule, self.text or self.element, self.context, self.suggestion or "", self.reason))
        return hashlib.sha256(matter.encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """Plain values, fit for ``json.dumps``."""
        return asdict(self) | {"gate": self.gate.value, "level": self.level.value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        """Inverse of :meth:`to_json`; KeyError or ValueError on anything else."""
        suggestion = data["suggestion"]
        return cls(
            gate=Gate(data["gate"]),
            rule=str(data["rule"]),
            level=Level(data["level"]),
            element=str(data["element"]),
            start=int(data["start"]),
            end=int(data["end"]),
            text=str(data["text"]),
            reason=str(data["reason"]),
            basis=str(data["basis"]),
            suggestion=None if suggestion is None else str(suggestion),
            confidence=float(data["confidence"]),
            context=str(data.get("context", "")),
        )
