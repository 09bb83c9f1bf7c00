"""Two people, one draft: three-way merge of form fields, element by element, the body paragraph by paragraph.

What only one side changed is taken from that side. What both changed differently is a clash: both are kept for a person to see.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from zhongshu.apps.outgoing.policy.fields import LONG, TEXTS, Fields


@dataclass(frozen=True)
class Clash:
    """One element changed on both sides. ``name`` is the form field; annexes are clashes of their whole list."""

    name: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merge:
    """``fields`` holds everything that could be settled (mine where it clashes)."""

    fields: Fields
    clashes: tuple[Clash, ...] = field(default=())


def merge(base: Fields, mine: Fields, theirs: Fields) -> Merge:
    """What both changed since ``base``, put together."""
    merged: Fields = {}
    clashes: list[Clash] = []
    for name, label in TEXTS.items():
        text = _merge_text(base[name], mine[name], theirs[name], by_line=name in LONG)
        if text is None:
            clashes.append(Clash(name, label, mine[name], theirs[name]))
        merged[name] = mine[name] if text is None else text
    annexes = _merge_annexes(base["annexes"], mine["annexes"], theirs["annexes"])
    if annexes is None:
        clashes.append(Clash("annexes", "附件", annexes_text(mine["annexes"]), annexes_text(theirs["annexes"])))
    merged["annexes"] = mine["annexes"] if annexes is None else annexes
    return Merge(merged, tuple(clashes))


def annexes_text(annexes: Sequence[Sequence[str]]) -> str:
    """Annexes as people read them, for showing two lists side by side."""
    return "\n\n".join(f"附件{number}：{name}\n{text}" for number, (name, text) in enumerate(annexes, 1))


def _merge_annexes(base: list, mine: list, theirs: list) -> list | None:
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    if not len(base) == len(mine) == len(theirs):
        return None
    merged = []
    for old, one, other in zip(base, mine, theirs, strict=True):
        name = _merge_text(old[0], one[0], other[0], by_line=False)
        text = _merge_text(old[1], one[1], other[1], by_line=True)
        if name is None or text is None:
            return None
        merged.append([name, text])
    return merged


def _merge_text(base: str, mine: str, theirs: str, *, by_line: bool) -> str | None:
    """The merged text; None when both changed the same place."""
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    return merge_lines(base, mine, theirs) if by_line else None


def merge_lines(base: str, mine: str, theirs: str) -> str | None:
    """diff3 over lines; None when changes overlap, or one inserts just where the other changed."""
    old = base.split("\n")
    edits = sorted([*_edits(old, mine.split("\n"), 0), *_edits(old, theirs.split("\n"), 1)])
    merged: list[str] = []
    at = 0
    last: tuple[int, int, int, list[str]] | None = None
    for start, end, side, lines in edits:
        if last is not None and side != last[2] and _collide(last, start, end):
            if (start, end, lines) == (last[0], last[1], last[3]):
                continue  # both made the same change
            return None
        merged += old[at:start] + lines
        at, last = end, (start, end, side, lines)
    return "\n".join(merged + old[at:])


def _collide(last: tuple[int, int, int, list[str]], start: int, end: int) -> bool:
    inserts = start == end or last[0] == last[1]
    return start < last[1] or (start == last[1] and inserts)


def _edits(old: list[str], new: list[str], side: int) -> list[tuple[int, int, int, list[str]]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(i, j, side, new[a:b]) for tag, i, j, a, b in matcher.get_opcodes() if tag != "equal"]
