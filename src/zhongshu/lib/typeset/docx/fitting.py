"""Lines as the PDF breaks them, and how much closer a line must be drawn for a word processor to break it there too.

Typst closes up marks that meet (》、 but not ，“), and takes the empty half of a mark off a line's end or beginning; a word
processor squeezes by rules of its own, which differ from product to product, or, as this file asks, not at all. LibreOffice
moreover puts a fifth of a character between Chinese and digits whatever the file says. So a line that would not fit is
drawn closer as a whole, by hundredths of a character, and one that would take in too much is drawn wider.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ..fonts import FULL_WIDTH_MARKS, FontBook
from ..glyphs import advance
from .measures import CELL, CELL_FILE, FILE_SIZE3, SIZE3, SLACK

CLOSING = "，。．、：；！？》）』」】〗〕〉］｝"
OPENING = "《（『「【〖〔〈［｛"
NOT_FIRST = CLOSING + "”’…·％‰℃!),.:;?]}%〞"
NOT_LAST = OPENING + "“‘([{￥$〝"
HALF = 0.5
SCRIPT_SPACE = FILE_SIZE3 / 5
"""What LibreOffice puts between a Chinese character and a letter or digit."""
MARGIN = 0.4
"""Points a line is kept away from the width at which it would break elsewhere."""
_TRACKING = CELL - SIZE3 - 0.002


class Widths:
    """Widths of the characters of a role's font."""

    def __init__(self, book: FontBook) -> None:
        self._of: Callable[[str, str], float] = lru_cache(maxsize=8192)(lambda role, c: _ems(book, role, c))
        self._narrow: Callable[[str, str], bool] = lru_cache(maxsize=512)(lambda role, c: _narrow(book, role, c))

    def ems(self, role: str, character: str) -> float:
        """Advance of a character in ems."""
        return self._of(role, character)

    def borrowed(self, role: str, character: str) -> bool:
        """Whether the PDF takes a mark from another font, because the role's own sets it at Latin width."""
        return character in FULL_WIDTH_MARKS and self._narrow(role, character)

    def cells(self, role: str, character: str) -> float:
        """Advance of a character in the PDF in cells of the grid, tracking included."""
        return (self._of(role, character) * SIZE3 + _TRACKING) / CELL

    def spacing(self, role: str, character: str) -> int:
        """Twentieths of a point that bring a character in the file to as many of its cells."""
        ems = self._of(role, character)
        return round(20 * (self.cells(role, character) * CELL_FILE - ems * FILE_SIZE3))

    def points(self, role: str, text: str, size: float) -> float:
        """Width of a text set without tracking."""
        return sum(self._of(role, character) for character in text) * size


def _ems(book: FontBook, role: str, character: str) -> float:
    if ord(character) >= 0x2E80 or character in FULL_WIDTH_MARKS + "—★":
        return 1.0
    family = book.family_for(role, character)
    return advance(*book.place_of(role, character), character) if family else 1.0


def _narrow(book: FontBook, role: str, character: str) -> bool:
    own = book.families[role][0] if book.families[role] else ""
    return bool(own) and advance(*book.place_of(role, character), character) != 1


@dataclass(frozen=True, slots=True)
class Letter:
    """A character as it will be written: its width in ems, its spacing in twentieths of a point, and what tells its run from
    the next (font, style)."""

    character: str
    ems: float
    spacing: int
    look: tuple[str, ...]

    @property
    def latin(self) -> bool:
        return self.character.isascii() and self.character.isalnum()


def lines(text: str, cells: Sequence[float], first: float, others: float) -> list[tuple[int, int]]:
    """Beginning and end of each line of a paragraph in the PDF; ``first`` and ``others``: cells in its lines."""
    advances = list(cells)
    for index, (a, b) in enumerate(pairwise(text)):
        if (a in CLOSING and b in CLOSING + OPENING) or (a in OPENING and b in OPENING):
            advances[index] -= HALF
    found: list[tuple[int, int]] = []
    start, room = 0, first
    while start < len(text):
        end = _line_end(text, advances, start, room, trimmed=start > 0)
        found.append((start, end))
        start, room = end, others
    return found


def _line_end(text: str, advances: Sequence[float], start: int, room: float, *, trimmed: bool) -> int:
    """Where the line beginning at ``start`` ends: the last break at which it still fits."""
    used = -HALF if trimmed and text[start] in OPENING else 0.0
    end = start
    for index in range(start, len(text)):
        used += advances[index]
        squeezed = index + 1 < len(text) and text[index + 1] in CLOSING + OPENING
        shown = used - (HALF if text[index] in CLOSING and not squeezed else 0)
        if shown > room + 1e-6 and text[index] != " ":
            break
        if index + 1 == len(text) or breaks(text, index):
            end = index + 1
    return end if end > start else _forced(advances, start, room)


def _forced(advances: Sequence[float], start: int, room: float) -> int:
    used, index = 0.0, start
    while index < len(advances) and (used := used + advances[index]) <= room:
        index += 1
    return max(index, start + 1)


def breaks(text: str, index: int) -> bool:
    """Whether a line may break after ``text[index]``."""
    a, b = text[index], text[index + 1]
    if b == " " or b in NOT_FIRST or a in NOT_LAST or (a == b and a in "—…"):
        return False
    return a == " " or not (a.isascii() and b.isascii())


def drawn(letters: Sequence[Letter], step: int = 0) -> float:
    """Points LibreOffice needs for letters on one line, their spacing changed by ``step``. It leaves the last character of a run as wide as it is, where runs
    are drawn closer, and adds its space between scripts."""
    total = 0.0
    for index, letter in enumerate(letters):
        total += letter.ems * FILE_SIZE3
        following = letters[index + 1] if index + 1 < len(letters) else None
        same = following is not None and following.look == letter.look and following.spacing == letter.spacing
        if letter.spacing + step > 0 or (same and following is not None and letter.latin == following.latin):
            total += (letter.spacing + step) / 20
        if following is not None and apart(letter.character, following.character):
            total += SCRIPT_SPACE
    return total


def apart(a: str, b: str) -> bool:
    return a.isalnum() and b.isalnum() and a.isascii() != b.isascii()


def adjusted(letters: list[Letter], spans: Sequence[tuple[int, int]], first: float, others: float) -> list[Letter]:
    """The letters with the spacing of those lines changed that would otherwise break elsewhere."""
    text = "".join(letter.character for letter in letters)
    result: list[Letter] = []
    for number, (start, end) in enumerate(spans):
        room = (others if number else first) * CELL_FILE + SLACK
        result += _fitted(letters[start:end], room, _unit(text, letters, end))
    return result


def _fitted(line: list[Letter], room: float, following: float) -> list[Letter]:
    """The line with the least change of spacing at which it fits and what follows does not; where nothing does both, at which
    it fits."""
    shown = _stripped(line)
    for step in STEPS:
        wide = drawn(shown, step)
        if wide <= room and (not following or wide + following > room + MARGIN):
            return _stepped(line, step)
    return _stepped(line, next((step for step in range(0, -60, -1) if drawn(shown, step) <= room), 0))


def _stepped(line: list[Letter], step: int) -> list[Letter]:
    return [replace(letter, spacing=letter.spacing + step) for letter in line] if step else line


STEPS = sorted(range(-40, 20), key=abs)
"""Twentieths of a point by which a line's characters may come closer or go apart, the smallest first."""


def _stripped(line: list[Letter]) -> list[Letter]:
    end = len(line)
    while end and line[end - 1].character == " ":
        end -= 1
    return line[:end]


def _unit(text: str, letters: Sequence[Letter], start: int) -> float:
    """Points of what the next line begins with and cannot be broken, without the marks that some would let hang over the
    edge; 0 at the end."""
    if start >= len(text):
        return 0.0
    end = start + 1
    while end < len(text) and not breaks(text, end - 1):
        end += 1
    while end > start + 1 and text[end - 1] in CLOSING:
        end -= 1
    return drawn(letters[start:end])
