"""The text: headings, paragraphs, tables, pictures, annexes, as pieces that know how far they stand apart."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PIL import Image

from zhongshu.lib.document.model import Annex, Block, Document, Heading, Kept, PageBreak, Table

from ..blocks import element, one_line
from .drawing import Ids, inline_picture
from .fitting import Widths, lines
from .head import title_runs
from .markup import PLAIN, Look, kept, paragraph, quoted
from .measures import (
    ABOVE,
    AREA_HEIGHT,
    AREA_WIDTH,
    ASCENT,
    BELOW,
    BODY_RISE,
    CELL,
    LEADING,
    MM,
    PITCH,
    SIZE2,
    SIZE3,
    TOP,
    baseline,
)
from .parts import Parts
from .runs import line, runs
from .tables import table

_FACE_OF = {"ZsHeading1": "hei", "ZsHeading2": "kai"}
_LEADS = {"hei": "ZsLead1", "kai": "ZsLead2"}
BETWEEN = LEADING - BELOW
"""From a body line's bottom to a table: the lines' own leading."""
TITLE_BEFORE = ASCENT * SIZE2 + ABOVE - baseline(PITCH, SIZE2)
"""Space before a title that begins on a line of the grid."""
TITLE_AFTER = (
    (1 - ASCENT) * SIZE2 + 2 * LEADING + (1 + ASCENT) * SIZE3 - (PITCH - baseline(PITCH, SIZE2)) - PITCH - BODY_RISE
)
"""Space before the text that follows a title and an empty line."""


@dataclass(slots=True)
class Piece:
    """A paragraph (``style``, ``content``, ``look``) or, with ``whole``, markup that stands by itself. ``below`` and
    ``above`` are added to its neighbours' spacing, because a table has none of its own."""

    style: str = "ZsBody"
    content: str = ""
    look: Look = PLAIN
    whole: str = ""
    around: float = 0
    wrap: str = ""
    caption: bool = False
    turns: str = ""
    """"across" or "upright": the section ends here, and the next one's pages lie so."""

    def written(self, end: str = "") -> str:
        """The markup; ``end`` is appended to its paragraph's content."""
        if self.whole:
            return self.whole
        made = paragraph(self.style, self.content + end, self.look)
        return self.wrap.replace("\0", made) if self.wrap else made


@dataclass(frozen=True, slots=True)
class Tail:
    """Page and height (points from the paper's top) at which the last paragraph and the signature begin."""

    begins: tuple[int, float] = (0, 0)
    closing: tuple[int, float] = (0, 0)

    def taken(self, count: int) -> int:
        """How many of the paragraph's lines stand before the signature on its page, although there was room for them on the
        page before; 0 where the page turned by itself."""
        if self.closing[0] <= self.begins[0]:
            return 0
        taken = round((self.closing[1] - TOP) / PITCH)
        room = int((TOP + AREA_HEIGHT - self.begins[1] + LEADING + 0.5) / PITCH)
        left = count - taken - room
        full = left % LINES if self.closing[0] > self.begins[0] + 1 else left
        return taken if full else 0


NO_TAIL = Tail()
LINES = 22


@dataclass(slots=True)
class Flow:
    """The pieces in order."""

    widths: Widths
    parts: Parts
    ids: Ids
    pieces: list[Piece] = field(default_factory=list)
    turn: bool = False
    across: bool = False
    fresh: bool = False

    @property
    def width(self) -> float:
        """Points a line has room for."""
        return AREA_HEIGHT if self.across else AREA_WIDTH

    @property
    def cells(self) -> float:
        """Cells of the grid a line has room for."""
        return self.width / CELL

    def turn_sheet(self, *, across: bool) -> None:
        """What follows stands on pages that lie so, from a new one on."""
        self.turn, self.across, self.fresh = False, across, True
        self.pieces.append(Piece(turns="across" if across else "upright"))

    def add(self, piece: Piece) -> None:
        """Append; a page break that was asked for falls before it."""
        if self.turn and piece.whole:
            self.pieces.append(Piece("ZsBreak", look=Look(new_page=True)))
        elif self.turn:
            piece.look = replace(piece.look, new_page=True)
        if self.fresh:
            piece.look = replace(piece.look, new_page=False)
        self.turn = self.fresh = False
        self.pieces.append(piece)

    def blank(self, count: int = 1, *, keep: bool = False) -> None:
        """Empty lines."""
        for _ in range(count):
            self.add(Piece("ZsBlank", look=Look(keep=keep)))

    def break_page(self) -> None:
        """What follows begins a new page."""
        if self.turn:
            self.pieces.append(Piece("ZsBreak", look=Look(new_page=True)))
        self.turn = True

    def blocks(self, blocks: Sequence[Block], tail: Tail = NO_TAIL) -> None:
        """Body blocks; ``tail`` tells where the PDF has the last one and what hangs on it."""
        for index, block in enumerate(blocks):
            if index == len(blocks) - 1 and tail.begins[0] and not isinstance(block, Table | PageBreak | Heading):
                self._last(block, tail)
            else:
                self._block(block)
        if self.turn:
            self.add(Piece("ZsBreak"))

    def _block(self, block: Block) -> None:
        if isinstance(block, PageBreak):
            self.break_page()
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Kept):
            self._kept(block)
        elif isinstance(block, Heading):
            style = f"ZsHeading{block.level}"
            own = _FACE_OF.get(style, "fangsong")
            self.add(
                Piece(
                    style, runs(element(block)["runs"], self.widths, first=self.cells - 2, others=self.cells, own=own)
                )
            )
        else:
            item = element(block)
            if item["type"] == "aligned":
                look = Look(align=item["align"], left=0, right=0, first=0, keep=item["sticky"])
                styles = None if block.marks else _LEADS
                content = runs(item["runs"], self.widths, first=self.cells, others=self.cells, styles=styles)
                self.add(Piece("ZsBody", content, look, caption=True))
            else:
                styles = _leads(block.marks, item["runs"])
                self.add(
                    Piece(
                        "ZsBody",
                        runs(item["runs"], self.widths, first=self.cells - 2, others=self.cells, styles=styles),
                    )
                )

    def _last(self, block: Block, tail: Tail) -> None:
        """The paragraph that the signature hangs on. Where the PDF takes some of its lines to the next page, so that the
        signature does not stand there alone, they follow as a paragraph of their own, because not every word processor
        keeps single lines together."""
        self._block(block)
        piece = self.pieces[-1]
        stretches = element(block).get("runs", [])
        text = "".join(stretch[1] for stretch in stretches)
        cells_of = [self.widths.cells(stretch[0], character) for stretch in stretches for character in stretch[1]]
        spans = lines(text, cells_of, 26, 28)
        if tail.begins[0] == tail.closing[0]:
            piece.look = kept(piece.look)
        taken = tail.taken(len(spans))
        if not 0 < taken < len(spans) or piece.style != "ZsBody":
            return
        cut = spans[len(spans) - taken][0]
        styles = _leads(getattr(block, "marks", ()), stretches)
        before, after = _cut(stretches, cut)
        piece.content = runs(before, self.widths, styles=styles)
        rest = runs(after, self.widths, first=28, styles=styles)
        self.add(Piece("ZsBodyRest", rest, Look(new_page=True)))

    def _table(self, block: Table) -> None:
        """A table, its caption and unit kept with it; one across stands with them on pages of its own."""
        item = element(block)
        above: list[Piece] = []
        while self.pieces and self.pieces[-1].caption and len(above) < 2:
            piece = self.pieces.pop()
            piece.look = kept(piece.look)
            above.insert(0, piece)
        turned = block.landscape and not self.across
        if turned:
            self.turn_sheet(across=True)
        for piece in above:
            self.fresh &= not piece.look.new_page  # a page asked for is kept, and is the one that has just begun
            self.add(piece)
        if self.pieces and self.pieces[-1].whole:  # two tables would grow together
            self.add(Piece("ZsBlank", look=Look(line=LEADING)))
        self.add(Piece(whole=table(block, item, self.widths, self.width), around=BETWEEN))
        if turned:
            self.turn_sheet(across=False)

    def _kept(self, block: Kept) -> None:
        if block.is_picture:
            self.add(self._picture(block))
            return
        words = one_line(block.text) or f"〔{block.what}，见原件〕"
        number = self.parts.keep(block)
        wrap = (
            f'<w:sdt><w:sdtPr><w:alias w:val={quoted(block.what)}/><w:tag w:val="zhongshu:kept:{number}"/></w:sdtPr>'
            "<w:sdtContent>\0</w:sdtContent></w:sdt>"
        )
        self.add(Piece("ZsKept", runs([["fangsong", words]], self.widths), wrap=wrap))

    def _picture(self, block: Kept) -> Piece:
        """As large as asked or as it is, never larger than the type area less two lines."""
        with Image.open(io.BytesIO(block.content)) as picture:
            across, down = picture.size
            dots = picture.info.get("dpi", (72, 72))[0] or 72
        width = min(block.width * MM, AREA_WIDTH) if block.width else across * 72 / float(dots)
        height = width * down / across
        share = min(1.0, AREA_WIDTH / width, (AREA_HEIGHT - 2 * PITCH) / height)
        relation = self.parts.picture(block.content, "png" if block.media_type == "image/png" else "jpeg")
        name = f"zhongshu:width={block.width:g}" if block.width else "公文图片"
        content = inline_picture(relation, self.ids, width * share, height * share, block.what, block.text, name)
        return Piece("ZsPicture", content, Look(before=BETWEEN, after=LEADING - ABOVE))

    def annexes(self, document: Document, views: list[dict[str, Any]]) -> None:
        """附件, each on a new page (7.3.7)."""
        for annex, view in zip(document.annexes, views, strict=True):
            self._annex(annex, view)

    def _annex(self, annex: Annex, view: dict[str, Any]) -> None:
        if annex.landscape:
            self.turn_sheet(across=True)
        self.turn = False
        first = Look(new_page=True)
        if view.get("label"):
            self.add(Piece("ZsAnnexLabel", line(view["label"], self.widths, role="hei"), first))
            self.blank()
            first = Look()
        rows = view["title"]
        if rows or not view.get("label"):
            title = title_runs(rows, annex.shown_title.replace("\n", ""))
            self.add(Piece("ZsAnnexTitle", title, replace(first, before=TITLE_BEFORE)))
            if annex.subtitle:
                text = line(annex.subtitle, self.widths, role="kai")
                self.add(Piece("ZsAnnexSubtitle", text, Look(before=TITLE_AFTER)))
            self.add(Piece("ZsBlank", look=Look(before=0 if annex.subtitle else TITLE_AFTER)))
        self.blocks(annex.blocks)
        if annex.landscape:
            self.turn_sheet(across=False)

    def settled(self) -> list[Piece]:
        """The pieces with the space around tables given to their neighbours."""
        pieces = self.pieces
        for index, piece in enumerate(pieces):
            if not piece.around:
                continue
            if index and not pieces[index - 1].whole and not pieces[index - 1].turns:
                before = pieces[index - 1]
                before.look = replace(before.look, after=before.look.after + piece.around)
            if index + 1 < len(pieces) and not pieces[index + 1].whole and not pieces[index + 1].turns:
                following = pieces[index + 1]
                following.look = replace(following.look, before=following.look.before + LEADING - ABOVE)
        return pieces


def _cut(stretches: Sequence[Sequence[str]], place: int) -> tuple[list[list[str]], list[list[str]]]:
    """The stretches before a character and from it on."""
    before: list[list[str]] = []
    after: list[list[str]] = []
    for role, text, *bold in stretches:
        if text[:place]:
            before.append([role, text[:place], *bold])
        if text[max(0, place) :]:
            after.append([role, text[max(0, place) :], *bold])
        place -= len(text)
        place = max(place, 0)
    return before, after


def _leads(marks: tuple[object, ...], stretches: list[list[str]]) -> dict[str, str] | None:
    """Character styles that say "run-in heading" where the fonts come from the number, not from the drafter."""
    return None if marks else {stretch[0]: _LEADS[stretch[0]] for stretch in stretches if stretch[0] in _LEADS}
