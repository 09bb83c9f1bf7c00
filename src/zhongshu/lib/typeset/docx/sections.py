"""The sections of a file: upright pages, pages across, and the record on an even page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .body import Piece
from .markup import paragraph
from .measures import (
    ABOVE,
    AREA_HEIGHT,
    BELOW,
    LEFT,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    TOP,
    twips,
)
from .record import HEADER_FROM_TOP

FOOT = PAGE_HEIGHT - TOP - AREA_HEIGHT
"""Below the type area: 35 mm."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a section's pages carry: references to its headers and footers, and how far its footer stands from the edge."""

    references: str
    footer: float
    across: bool = False
    first: bool = False
    table: bool = False
    """Begins with a table, whose edge and not a line's box stands at the type area's."""

    def properties(self, kind: str = "") -> str:
        """The section's w:sectPr; ``kind`` is where it begins."""
        start = f'<w:type w:val="{kind}"/>' if kind else ""
        title = "<w:titlePg/>" if self.first else ""
        size = (PAGE_HEIGHT, PAGE_WIDTH) if self.across else (PAGE_WIDTH, PAGE_HEIGHT)
        # Across, the type area keeps its place on the paper: the head lies at the binding edge or at the cut.
        margins = (
            (LEFT - (0 if self.table else ABOVE), TOP, RIGHT - BELOW, FOOT)
            if self.across
            else (MARGIN_TOP, RIGHT, MARGIN_BOTTOM, LEFT)
        )
        top, right, bottom, left = map(twips, margins)
        turned = ' w:orient="landscape"' if self.across else ""
        return (
            f'<w:sectPr>{self.references}{start}<w:pgSz w:w="{twips(size[0])}" w:h="{twips(size[1])}"{turned}/>'
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
            f'w:header="{twips(HEADER_FROM_TOP)}" w:footer="{twips(self.footer)}" w:gutter="0"/>{title}</w:sectPr>'
        )


def text_sections(pieces: Sequence[Piece], upright: Sheet, across: Sheet, later: Sheet) -> tuple[str, Sheet]:
    """The text with its sections but the last, and the sheet of the last one. ``later``: upright sheets after the first."""
    written, sheet = "", upright
    for index, piece in enumerate(pieces):
        if not piece.turns:
            written += piece.written()
            continue
        written += ended(sheet)
        table = index + 1 < len(pieces) and bool(pieces[index + 1].around)
        sheet = replace(across, table=table) if piece.turns == "across" else later
    return written, sheet


def ended(sheet: Sheet) -> str:
    """An all but invisible paragraph that ends a section."""
    return f'<w:p><w:pPr><w:pStyle w:val="ZsBreak"/>{sheet.properties()}</w:pPr></w:p>'


def anchored(box: str) -> str:
    """An all but invisible paragraph that a box hangs on."""
    return paragraph("ZsBreak", box)
