"""WordprocessingML as text: small pieces put together, every word escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from .measures import twips

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'mc:Ignorable="wp14"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def words(text: str) -> str:
    """Text for an element's content."""
    return escape(_UNSAYABLE.sub("", text))


def quoted(text: str) -> str:
    """Text for an attribute, quotation marks included."""
    return quoteattr(_UNSAYABLE.sub("", text))


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph departs from its style; lengths in points. ``tabs``: (position, "left"|"right"|"center");
    ``rule``: thickness of a red line below it, in eighths of a point."""

    before: float = 0
    after: float = 0
    line: float = 0
    left: float | None = None
    right: float | None = None
    first: float | None = None
    align: str = ""
    keep: bool = False
    new_page: bool = False
    tabs: tuple[tuple[float, str], ...] = ()
    rule: int = 0


PLAIN = Look()


def paragraph(style: str, content: str | Iterable[str], look: Look = PLAIN) -> str:
    """A paragraph of a named style; ``content`` are its runs."""
    inside = content if isinstance(content, str) else "".join(content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{_properties(look)}</w:pPr>{inside}</w:p>'


def _properties(look: Look) -> str:
    parts = []
    if look.keep:
        parts.append("<w:keepNext/>")
    if look.new_page:
        parts.append("<w:pageBreakBefore/>")
    if look.rule:
        edge = f'<w:bottom w:val="single" w:sz="{look.rule}" w:space="0" w:color="E60012"/>'
        parts.append(f"<w:pBdr>{edge}</w:pBdr>")
    if look.tabs:
        stops = "".join(f'<w:tab w:val="{kind}" w:pos="{twips(place)}"/>' for place, kind in look.tabs)
        parts.append(f"<w:tabs>{stops}</w:tabs>")
    spacing = [f'w:before="{twips(look.before)}"'] if look.before else []
    spacing += [f'w:after="{twips(look.after)}"'] if look.after else []
    spacing += [f'w:line="{max(1, twips(look.line))}" w:lineRule="exact"'] if look.line else []
    if spacing:
        parts.append(f"<w:spacing {' '.join(spacing)}/>")
    if (look.left, look.right, look.first) != (None, None, None):
        parts.append(f"<w:ind {_indents(look)}/>")
    if look.align:
        parts.append(f'<w:jc w:val="{look.align}"/>')
    return "".join(parts)


def _indents(look: Look) -> str:
    sides = [
        f'w:{name}="{twips(value)}"'
        for name, value in (("left", look.left), ("right", look.right))
        if value is not None
    ]
    if look.first is not None:
        name = "hanging" if look.first < 0 else "firstLine"
        sides += [f'w:{name}Chars="0"', f'w:{name}="{twips(abs(look.first))}"']
    return " ".join(sides)


def kept(look: Look) -> Look:
    """The same, on the page of what follows."""
    return replace(look, keep=True)


MARKS = "\0marks\0"
"""Stands in a run for the font of marks, which the writer knows."""


def run(
    text: str, style: str = "", spacing: int | None = None, size: float = 0, scale: float = 1, *, marks: bool = False
) -> str:
    """A run of text. ``spacing`` (twentieths of a point), ``size`` (points) and ``scale`` (width to height) depart from its
    style. Marks that Latin and Chinese share are told to be Chinese; ``marks``:
    they come from the font named for them."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    face = MARKS if marks else ""
    properties += f'<w:rFonts{face} w:hint="eastAsia"/>' if text and not text.isascii() else ""
    properties += f'<w:spacing w:val="{spacing}"/>' if spacing is not None else ""
    properties += f'<w:w w:val="{max(1, round(scale * 100))}"/>' if scale != 1 else ""
    properties += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    inside = "".join(_piece(piece) for piece in re.split("([\t\n])", text) if piece)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inside}</w:r>"


def _piece(piece: str) -> str:
    if piece == "\t":
        return "<w:tab/>"
    if piece == "\n":
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{words(piece)}</w:t>'


def hidden(text: str) -> str:
    """A run that is kept but not shown: blanks at a line's end."""
    return f'<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve">{words(text)}</w:t></w:r>'
