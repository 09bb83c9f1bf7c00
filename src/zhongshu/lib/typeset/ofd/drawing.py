"""A laid-out PDF page as what OFD can say: stretches of glyphs, paths, pictures, in the order they are painted.

Lengths are millimetres from the page's top left corner, y downwards; a matrix (a, b, c, d) is what OFD calls CTM.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import apply_matrix_pt

MM = 25.4 / 72
Point = tuple[float, float]
Matrix = tuple[float, float, float, float]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: its place in the embedded font, the characters it stands for, and its origin."""

    code: int
    text: str
    origin: Point
    advance: float


@dataclass(slots=True)
class Words:
    """Glyphs set in one go: ``size`` in mm before ``matrix`` is applied."""

    font: Any
    size: float
    matrix: Matrix
    colour: Colour
    alpha: int
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shape:
    """A path, stroked when ``line_width`` is given and filled otherwise. Steps: ("M"|"L", point) ("B", three points) ("C",)."""

    steps: tuple[tuple[str, tuple[Point, ...]], ...]
    line_width: float
    colour: Colour
    alpha: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An image filling the box left, top, width, height; ``stream`` is the PDF's image object."""

    stream: Any
    box: tuple[float, float, float, float]


Item = Words | Shape | Picture


@dataclass(slots=True)
class Sheet:
    """One page: width and height in mm, and what is painted on it."""

    size: Point
    items: list[Item] = field(default_factory=list)


def read_pages(pdf: bytes) -> Iterator[Sheet]:
    """The pages of a PDF made by ``lib.typeset``."""
    resources = PDFResourceManager(caching=True)
    for page in PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(pdf)))):
        left, bottom, right, top = page.mediabox
        sheet = Sheet(((right - left) * MM, (top - bottom) * MM))
        _Interpreter(resources, _Device(resources, sheet)).process_page(page)
        yield sheet


class _Interpreter(PDFPageInterpreter):
    """Follows the opacity that a graphics state dictionary sets, which the library leaves out."""

    device: _Device

    def do_gs(self, name: Any) -> None:
        states = resolve1(self.resources.get("ExtGState")) or {}
        state = resolve1(states.get(getattr(name, "name", name))) or {}
        if "ca" in state:
            self.device.opacity = float(resolve1(state["ca"]))

    def do_q(self) -> None:
        self.device.opacities.append(self.device.opacity)
        super().do_q()

    def do_Q(self) -> None:
        if self.device.opacities:
            self.device.opacity = self.device.opacities.pop()
        super().do_Q()


class _Device(PDFTextDevice):
    """Takes down what the interpreter paints."""

    def __init__(self, resources: PDFResourceManager, sheet: Sheet) -> None:
        super().__init__(resources)
        self.sheet = sheet
        self.opacity = 1.0
        self.opacities: list[float] = []
        self._open: Words | None = None

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._open = None
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        advance = float(font.char_width(cid) * fontsize * scaling)
        if self._open is None:
            a, b, c, d = matrix[:4]
            self._open = Words(font, fontsize * MM, (a, -b, -c, d), _colour(graphicstate.ncolor), self._alpha)
            self.sheet.items.append(self._open)
        self._open.glyphs.append(Glyph(cid, _characters(font, cid), self._place(matrix[4], matrix[5]), advance * MM))
        return advance

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        steps = tuple(self._step(step) for step in _with_corners(path))
        scale = abs(self._now[0] * self._now[3] - self._now[1] * self._now[2]) ** 0.5
        if fill:
            self.sheet.items.append(Shape(steps, 0, _colour(graphicstate.ncolor), self._alpha))
        if stroke:
            width = float(graphicstate.linewidth) * scale * MM
            self.sheet.items.append(Shape(steps, width, _colour(graphicstate.scolor), self._alpha))

    def render_image(self, name: str, stream: Any) -> None:
        (left, bottom), (right, top) = (apply_matrix_pt(self._now, corner) for corner in ((0, 0), (1, 1)))
        x, y = self._place(min(left, right), max(bottom, top))
        self.sheet.items.append(Picture(stream, (x, y, abs(right - left) * MM, abs(top - bottom) * MM)))

    @property
    def _now(self) -> tuple[float, float, float, float, float, float]:
        return self.ctm or (1, 0, 0, 1, 0, 0)

    @property
    def _alpha(self) -> int:
        return round(self.opacity * 255)

    def _place(self, x: float, y: float) -> Point:
        return x * MM, self.sheet.size[1] - y * MM

    def _step(self, step: tuple[Any, ...]) -> tuple[str, tuple[Point, ...]]:
        kind, *numbers = step
        points = zip(numbers[::2], numbers[1::2], strict=True)
        placed = tuple(self._place(*apply_matrix_pt(self._now, point)) for point in points)
        return {"m": "M", "l": "L", "c": "B", "h": "C"}[kind], placed


def _with_corners(path: Any) -> Iterator[tuple[Any, ...]]:
    """The path with the short curve forms written out."""
    last: tuple[float, ...] = (0, 0)
    for kind, *numbers in path:
        if kind == "v":
            yield ("c", *last, *numbers)
        elif kind == "y":
            yield ("c", *numbers, *numbers[-2:])
        else:
            yield (kind, *numbers)
        last = tuple(numbers[-2:]) or last


def _characters(font: Any, cid: int) -> str:
    try:
        return str(font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        return "�"


def _colour(value: Any) -> Colour:
    """Grey or RGB as three bytes; black for anything else."""
    if isinstance(value, int | float):
        value = (value,) * 3
    if not isinstance(value, tuple) or len(value) not in (1, 3):
        return 0, 0, 0
    parts = [round(float(part) * 255) for part in (value * 3 if len(value) == 1 else value)]
    return parts[0], parts[1], parts[2]
