"""What a comparison answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .edits import Span, is_editorial, spans


class Change(StrEnum):
    """What became of an element."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"

    @property
    def label(self) -> str:
        return {"added": "新增", "removed": "删去", "changed": "修改", "moved": "移动"}[self.value]


@dataclass(frozen=True, slots=True)
class RowDiff:
    """One row of a changed table: "same", "added", "removed" or "changed", and the spans of each cell."""

    op: str
    cells: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class ElementDiff:
    """One changed element. ``path`` is that of the new version ("body/3"); of the old one where it was removed.

    ``rows`` shows a changed table cell by cell; ``note`` says what the words alone do not ("原为第3段").
    """

    path: str
    name: str
    change: Change
    spans: tuple[Span, ...]
    editorial: bool
    rows: tuple[RowDiff, ...] = ()
    note: str = ""

    @property
    def old(self) -> str:
        return "".join(span.text for span in self.spans if span.op != "added")

    @property
    def new(self) -> str:
        return "".join(span.text for span in self.spans if span.op != "removed")


def text_diff(path: str, name: str, old: str, new: str) -> ElementDiff:
    """The difference of two texts, either of which may be empty."""
    change = Change.ADDED if not old else Change.REMOVED if not new else Change.CHANGED
    return ElementDiff(path, name, change, spans(old, new), change is Change.CHANGED and is_editorial(old, new))
