"""The engine's view of what is to be checked: passages in reading order, and the elements by name.

A Manuscript is made from a Document, from a bare string, or (in rule examples) from plain keywords.
Rules read ``text``, all passages joined by line breaks, or walk over ``passages``.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from .base import Base
from .finding import Level


class Role(StrEnum):
    """What a passage is in the paper."""

    TITLE = "title"
    ADDRESSEES = "addressees"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    ANNEX_NAME = "annex_name"
    ANNEX = "annex"
    SIGNATURE = "signature"
    REMARK = "remark"
    COPY_TO = "copy_to"


BODY_ROLES = frozenset({Role.HEADING, Role.PARAGRAPH})
"""Roles whose passages follow one another as the text of the paper proper."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's answer: a span of ``Manuscript.text``, or the path of an element that is ``missing``.

    ``suggestion``, ``reason``, ``level`` and ``confidence`` fall back to the rule's card when None.
    """

    start: int = 0
    end: int = 0
    suggestion: str | None = None
    reason: str = ""
    level: Level | None = None
    confidence: float | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text without line breaks; ``start`` is its offset in ``Manuscript.text``.

    ``offset`` is where it begins inside its element (only a bare string has several passages to one element);
    ``indent`` is how many characters of its line come before it in the source.
    """

    element: str
    role: Role
    text: str
    start: int = 0
    offset: int = 0
    indent: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def hit(
        self, start: int, end: int, suggestion: str | None = None, reason: str = "", level: Level | None = None
    ) -> Hit:
        """A Hit from offsets inside this passage."""
        return Hit(self.start + start, self.start + end, suggestion, reason, level)


@dataclass(frozen=True, slots=True)
class Page:
    """How a word-processor file is laid out, as far as the file says; lengths in millimetres, sizes in points."""

    width: float
    height: float
    top: float
    left: float
    right: float
    bottom: float
    font: str = ""
    size: float = 0
    numbered: bool | None = None


@dataclass(frozen=True)
class Manuscript:
    """Everything the rules may look at. ``whole`` is False for a bare string: nothing can be missing from it."""

    passages: tuple[Passage, ...]
    whole: bool = False
    kind: str = ""
    direction: str = ""
    title: str = ""
    number: str = ""
    addressees: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    annex_names: tuple[str, ...] = ()
    secrecy_level: str = ""
    secrecy_period: str = ""
    copy_number: str = ""
    remark: str = ""
    document_date: datetime.date | None = None
    page: Page | None = None
    base: Base = field(default_factory=Base, repr=False)

    @cached_property
    def text(self) -> str:
        """All passages, one a line."""
        return "\n".join(passage.text for passage in self.passages)

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.start for passage in self.passages]

    def passage_at(self, offset: int) -> Passage:
        """The passage that holds ``offset`` of ``text``."""
        return self.passages[bisect_right(self._starts, offset) - 1]

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """Headings and paragraphs of the paper itself, without annexes and tables."""
        return tuple(passage for passage in self.passages if passage.role in BODY_ROLES)

    @cached_property
    def flows(self) -> tuple[tuple[Passage, ...], ...]:
        """Texts that number their parts on their own: the body, then each annex."""
        groups: dict[str, list[Passage]] = {}
        for passage in self.passages:
            if passage.role in BODY_ROLES or passage.role is Role.ANNEX:
                groups.setdefault(_flow_of(passage), []).append(passage)
        return tuple(tuple(group) for group in groups.values())

    def of_role(self, *roles: Role) -> Iterator[Passage]:
        return (passage for passage in self.passages if passage.role in roles)


def _flow_of(passage: Passage) -> str:
    if passage.role is not Role.ANNEX:
        return "body"
    return "/".join(passage.element.split("/")[:2])


def place(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Give passages their offsets in the joined text."""
    placed: list[Passage] = []
    start = 0
    for passage in passages:
        placed.append(replace(passage, start=start))
        start += len(passage.text) + 1
    return tuple(placed)


def from_string(text: str) -> Manuscript:
    """A bare string: one element "text", a passage a line, offsets unchanged."""
    passages: list[Passage] = []
    offset = 0
    # A carriage return becomes a blank of the same width, so that offsets stay those of the caller.
    for line in text.replace("\r", " ").split("\n"):
        passages.append(Passage("text", Role.PARAGRAPH, line, offset, offset))
        offset += len(line) + 1
    return Manuscript(passages=tuple(passages))
