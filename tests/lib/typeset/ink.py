"""Millimetres of rendered ink: pages drawn at 600 dpi, and where on them something is dark.

Positions are measured from the paper's top left corner. A character's box is its ink plus the bearing its font gives it,
so that a thin stroke does not pass for a shifted line.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium

from zhongshu.lib.typeset.fonts import FontBook, open_fonts
from zhongshu.lib.typeset.glyphs import advance, outline

DPI = 600
PER_MM = DPI / 25.4
PT = 25.4 / 72


@dataclass(frozen=True)
class Box:
    """A rectangle of ink in mm."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


class Page:
    """One rendered page. ``dark`` holds every pixel that is not paper, ``red`` the red ones of them,
    ``faint`` the grey of lines to fold or cut along as well."""

    def __init__(self, pdf: bytes, index: int) -> None:
        document = pdfium.PdfDocument(pdf)
        page = document[index]
        self.size = tuple(side * PT for side in page.get_size())
        pixels = page.render(scale=DPI / 72).to_numpy()  # blue, green, red
        blue, red = pixels[:, :, 0], pixels[:, :, 2]
        self.dark = (blue < 160) | (red < 160)
        self.faint = (blue < 220) | (red < 220)
        self.red = (red > 150) & (blue < 110)
        document.close()

    def ink(self, top=0.0, bottom=297.0, left=0.0, right=210.0, *, red=None, faint=False) -> np.ndarray:
        """The pixels of a window in mm; ``red`` True takes red ones only, False the others; ``faint`` the grey ones too."""
        source = self.faint if faint else self.dark if red is None else self.red if red else self.dark & ~self.red
        return source[_px(top) : _px(bottom), _px(left) : _px(right)]

    def box(self, top=0.0, bottom=297.0, left=0.0, right=210.0, *, red=None) -> Box:
        """The bounding box of the ink in a window."""
        window = self.ink(top, bottom, left, right, red=red)
        rows, columns = np.flatnonzero(window.any(axis=1)), np.flatnonzero(window.any(axis=0))
        assert rows.size, "no ink in this window"
        return Box(
            left + columns[0] / PER_MM,
            top + rows[0] / PER_MM,
            left + (columns[-1] + 1) / PER_MM,
            top + (rows[-1] + 1) / PER_MM,
        )

    def bands(self, top=0.0, bottom=297.0, left=0.0, right=210.0, *, gap=1.0, red=None) -> list[Box]:
        """Horizontal bands of ink (lines of text, rules), separated by at least ``gap`` mm of paper."""
        rows = self.ink(top, bottom, left, right, red=red).any(axis=1)
        return [self.box(top + a, top + b, left, right, red=red) for a, b in runs(rows, gap)]

    def glyphs(self, band: Box, *, gap=0.25) -> list[tuple[float, float]]:
        """Left and right of the pieces of ink in a line, separated by at least ``gap`` mm."""
        columns = self.ink(band.top, band.bottom, 0, 210).any(axis=0)
        return runs(columns, gap)


def _px(mm: float) -> int:
    return max(0, round(mm * PER_MM))


def runs(flags: np.ndarray, gap: float) -> list[tuple[float, float]]:
    """Begin and end in mm of the stretches of True, separated by at least ``gap`` mm."""
    places = np.flatnonzero(flags)
    if not places.size:
        return []
    cuts = np.flatnonzero(np.diff(places) > gap * PER_MM)
    starts = [places[0], *places[cuts + 1]]
    ends = [*places[cuts], places[-1]]
    return [(float(a / PER_MM), float((b + 1) / PER_MM)) for a, b in zip(starts, ends, strict=True)]


@dataclass(frozen=True)
class Bearing:
    """Paper between a glyph's ink and its character box, in mm at a given size: the box is 0.88 em above the baseline
    and 0.12 em below it, and one em wide."""

    left: float
    top: float
    right: float
    bottom: float


def bearing(character: str, role: str, points: float, book: FontBook | None = None) -> Bearing:
    """The bearing of a full-width character in the font that plays a role."""
    book = book or open_fonts()
    place = book.place_of(role, character)
    left, bottom, right, top = outline(*place, character)
    size = points * PT
    return Bearing(
        left * size, (0.88 - top) * size, (advance(*place, character) - right) * size, (bottom + 0.12) * size
    )
