"""A whole file: head, text, closing and record put together, with the sections they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from zhongshu.lib.document.model import Document

from ..catalogue import Template
from ..fonts import FontBook, FontSet
from ..glyphs import outline
from ..render import DEFAULT_TIMESTAMP, job_for
from ..seals import SealImage, seal_view
from ..view import view
from . import closing, record
from .body import Flow, Piece, Tail
from .drawing import Ids
from .facts import Facts, facts
from .fitting import Widths
from .head import BULLETINS, HEADS, Head
from .markup import HEAD, MARKS, NAMESPACES, Look, quoted
from .measures import MARGIN_TOP
from .package import OFFICE, relations, settings_xml, zipped
from .parts import Parts
from .properties import application, core, custom
from .sections import Sheet, anchored, ended, text_sections
from .styles import FontNames, styles_xml


def to_docx(
    document: Document,
    *,
    fonts: FontSet | None = None,
    names: FontNames | None = None,
    seals: Sequence[SealImage] = (),
    watermark: str = "",
    timestamp: datetime | None = None,
    templates: Path | None = None,
) -> bytes:
    """The paper as DOCX. ``fonts`` are those the PDF is laid out with, ``names`` those written into the file; the same input
    gives the same bytes."""
    job = job_for(document, fonts, seals, watermark, templates)
    data = view(document, job.template.date)
    known = facts(job)
    writer = _Writer(
        document, job.template, data, known, widths_of(job.book), names or FontNames(), watermark, _dash(job.book)
    )
    return writer.write(closing_seals(writer.parts, document, seals), timestamp or DEFAULT_TIMESTAMP)


def widths_of(book: FontBook) -> Widths:
    """The widths of a font book's characters, kept between papers."""
    return _kept_widths.setdefault(id(book), Widths(book))


_kept_widths: dict[int, Widths] = {}


def _dash(book: FontBook) -> float:
    """Ink of the page number's dash above the baseline, in ems."""
    return outline(*book.place_of("song", "—"), "—")[3] if book.family_for("song", "—") else 0.38


def closing_seals(parts: Parts, document: Document, seals: Sequence[SealImage]) -> closing.Seals:
    """The seals as pictures of the file."""
    found: closing.Seals = {}
    for image in seals:
        known = seal_view(image)
        relation = parts.picture(bytes(known["bytes"]), "png")
        single = len(document.signature_blocks) == 1
        found[image.organ] = {**known, "relation": relation, "single": single}
    return found


class _Writer:
    """One file being written."""

    def __init__(
        self,
        document: Document,
        template: Template,
        data: dict[str, Any],
        known: Facts,
        widths: Widths,
        names: FontNames,
        watermark: str,
        dash: float,
    ) -> None:
        self.document, self.view, self.facts, self.widths = document, data, known, widths
        self.names, self.watermark, self.dash = names, watermark, dash
        self.kind = template.code if template.code in HEADS else document.layout.value
        self.parts, self.ids = Parts(), Ids()
        self.letter = self.kind == "letter"
        self.files: dict[str, str | bytes] = {}
        for kind, target in (("styles", "styles.xml"), ("settings", "settings.xml")):
            self.parts.relate(f"{OFFICE}/{kind}", target)

    def write(self, seals: closing.Seals, moment: datetime) -> bytes:
        """The bytes."""
        references = self._margins()
        body = self._body(seals, references)
        moved = not self.facts.addressees_fit
        box = record.record(
            self.view, self.ids, self.widths, ruled=not self.letter, moved=moved, bulletin=self.kind in BULLETINS
        )
        content = self._sections(body, box, references).replace(MARKS, self._marks())
        self.files = {
            "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>",
            "word/styles.xml": styles_xml(self.names),
            "word/settings.xml": settings_xml(),
            **self.files,
            **{f"word/{name}": data for name, data in self.parts.files.items()},
            "docProps/core.xml": core(self.document, moment),
            "docProps/app.xml": application(),
            "docProps/custom.xml": custom(self.document, self.kind),
            "word/_rels/document.xml.rels": relations(self.parts.relations),
            "_rels/.rels": relations(_PACKAGE),
        }
        return zipped(self.files, self.parts.types)

    def _marks(self) -> str:
        face = quoted(self.names.marks)
        return f" w:ascii={face} w:hAnsi={face} w:eastAsia={face}" if self.names.marks else ""

    def _margins(self) -> str:
        """Headers and footers; returns the section's references to them."""
        found = ""
        self._reached, self._letter_top = MARGIN_TOP, 0.0
        if self.letter:
            content, self._reached, self._letter_top = record.letter_head(self.view, self.facts.ink, self.ids)
            found += self._part("header", "first", record.header(content, self._mark()))
            found += self._part("footer", "first", record.letter_foot(self.ids))
        if self.watermark:
            found += self._part("header", "default", record.header("", self._mark()))
            found += self._part("header", "even", record.header("", self._mark()))
        found += self._part("footer", "default", record.page_number(odd=True))
        return found + self._part("footer", "even", record.page_number(odd=False))

    def _mark(self) -> str:
        return record.marked(self.watermark, self.ids, self.names.hei)

    def _part(self, kind: str, which: str, content: str) -> str:
        name = f"{kind}{sum(1 for name in self.files if name.startswith(f'word/{kind}')) + 1}.xml"
        self.files[f"word/{name}"] = content
        return f'<w:{kind}Reference w:type="{which}" r:id="{self.parts.relate(f"{OFFICE}/{kind}", name)}"/>'

    def _body(self, seals: closing.Seals, references: str) -> list[Piece]:
        head = Head(self.view, self.widths, self.facts, reached=max(MARGIN_TOP, self._reached))
        head.letter_top, head.under = self._letter_top, _under(self.document, self.view)
        before = HEADS[self.kind](head)
        flow = Flow(self.widths, self.parts, self.ids, [Piece(whole=part) for part in head.parts])
        begin = len(flow.pieces)
        flow.blocks(self.document.body, tail=Tail(self.facts.tail, self.facts.closing))
        if len(flow.pieces) == begin:
            flow.add(Piece("ZsBody"))
        first = flow.pieces[begin]
        if first.whole:
            flow.pieces.insert(begin, Piece("ZsBreak", look=Look(before=before)))
        else:
            first.look = replace(first.look, before=before)
        self._close(flow, seals)
        flow.annexes(self.document, self.view["annexes"])
        return flow.settled()

    def _close(self, flow: Flow, seals: closing.Seals) -> None:
        closes = closing.closes(self.view)
        closing.annex_note(flow, self.view["annex_note"], keep=closes)
        closing.closing(flow, self.view, seals)
        if self.kind == "minutes":
            closing.attendance(flow, self.view["attendance"])

    def _sections(self, pieces: list[Piece], box: str, references: str) -> str:
        """The text and the record: on the same page, or in a section that begins on an even page."""
        bare = bool(pieces[-1].turns)
        if bare and not box:
            pieces.pop()
        distance = record.footer_distance(self.dash)
        upright, later = Sheet(references, distance, first=self.letter), Sheet(references, distance)
        turned = Sheet(self._across(), distance, across=True) if any(p.turns for p in pieces) else later
        if box and self.facts.turns == 0 and not bare:
            if pieces[-1].whole:
                pieces.append(Piece("ZsBreak"))
            pieces[-1] = replace(pieces[-1], content=pieces[-1].content + box)
        written, last = text_sections(pieces, upright, turned, later)
        if not box or (self.facts.turns == 0 and not bare):
            return written + last.properties()
        kind = "nextPage" if self.letter or self.kind in BULLETINS else "evenPage"
        numbered = self.facts.turns == (0 if bare else 1)
        end = Sheet(references if numbered else self._without_numbers(references), distance)
        return written + ("" if bare else ended(last)) + anchored(box) + end.properties(kind)

    def _across(self) -> str:
        found = ""
        for which, odd in (("default", True), ("even", False)):
            header = record.page_number_across(self.dash, self._mark(), odd=odd)
            found += self._part("header", which, header) + self._part("footer", which, record.footer())
        return found

    @staticmethod
    def _headers(references: str) -> str:
        return "".join(f"{part}/>" for part in references.split("/>") if "headerReference" in part)

    def _without_numbers(self, references: str) -> str:
        return (
            self._headers(references)
            + self._part("footer", "default", record.footer())
            + self._part("footer", "even", record.footer())
        )


def _under(document: Document, view: dict[str, Any]) -> list[tuple[str, str]]:
    """Style and text of the lines under the title."""
    note = document.title_note.strip("（）()")
    known = [(document.subtitle, "ZsSubtitle"), (f"（{note}）", "ZsTitleNote"), (document.byline, "ZsByline")]
    found = []
    for text in view["under_title"]:
        at = next((at for at, (words, _) in enumerate(known) if words == text), None)
        found.append(("ZsTitleDate" if at is None else known.pop(at)[1], text))  # two of them may have the same words
    return found


_PACKAGE = {
    "rId1": (f"{OFFICE}/officeDocument", "word/document.xml"),
    "rId2": (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    ),
    "rId3": (f"{OFFICE}/extended-properties", "docProps/app.xml"),
    "rId4": (f"{OFFICE}/custom-properties", "docProps/custom.xml"),
}
