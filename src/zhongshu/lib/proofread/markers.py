"""Numbers that order a text: of headings (一、（一）1.（1）) and of series (一是…二是…)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhongshu.lib.numerals import to_int

from .manuscript import Passage

_CHINESE = "[一二三四五六七八九十百]{1,4}"
_HEADINGS = (
    (1, re.compile(rf"({_CHINESE})、")),
    (2, re.compile(rf"[（(]({_CHINESE})[）)]")),
    (3, re.compile(r"(\d{1,2})(?:[.．](?!\d)|、)")),
    (4, re.compile(r"[（(](\d{1,2})[）)]")),
)
_SERIES = re.compile(r"(?:(?<=[。；：，！？、\n“])|(?<![\s\S]))([一二三四五六七八九十]{1,3})(是(?!否)|要)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number found: its span in the passage, its value, and what kind of row it stands in."""

    start: int
    end: int
    number: int
    level: int
    row: str


def heading_of(line: str) -> Mark | None:
    """The heading number a line begins with, its level 1–4; None when there is none."""
    for level, pattern in _HEADINGS:
        match = pattern.match(line)
        if match:
            return Mark(match.start(), match.end(), to_int(match[1]) or 0, level, f"level{level}")
    return None


def series_marks(passage: Passage) -> Iterator[Mark]:
    """一是、二是… and 一要、二要… at the beginning of clauses; ``row`` tells 是 from 要."""
    for match in _SERIES.finditer(passage.text):
        yield Mark(match.start(), match.end(1), to_int(match[1]) or 0, 0, match[2])
