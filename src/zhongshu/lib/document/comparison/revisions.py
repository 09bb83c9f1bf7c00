"""Two versions as one DOCX with Word revisions (w:ins, w:del): accepting all gives the new text, rejecting all the old.

WordprocessingML: ISO/IEC 29500-1, 17.13.5 (revisions). Without an old version the same writer makes a clean copy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from ..model import Document, Table
from .blocks import aligned
from .edits import Span, bigrams, spans
from .lines import PaperLine, paper_lines
from .package import packed, style_id

_INVALID = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Side = PaperLine | None


def revision_docx(old: Document, new: Document, *, author: str, at: datetime) -> bytes:
    """A DOCX of ``new`` with every change since ``old`` as a revision by ``author`` at ``at`` (local time)."""
    writer = _Writer(author, at)
    body = "".join(writer.paper(paper_lines(old), paper_lines(new)))
    return packed(body, title=new.plain_title, tracked=True)


def clean_docx(document: Document) -> bytes:
    """清稿: the words and nothing else, no revisions, comments, names or times."""
    lines = paper_lines(document)
    return packed("".join(_Writer("", None).paper(lines, lines)), title=document.plain_title, tracked=False)


@dataclass(slots=True)
class _Writer:
    author: str
    at: datetime | None
    count: int = 0

    def paper(self, old: Sequence[PaperLine], new: Sequence[PaperLine]) -> Iterator[str]:
        """The body's XML: every line of both versions once, in order."""
        pairs = aligned([_key(line) for line in old], [_key(line) for line in new],
                        [_grams(line) for line in old], [_grams(line) for line in new])  # fmt: skip
        table_before = False
        for i, j in pairs:
            one, two = old[i] if i is not None else None, new[j] if j is not None else None
            for left, right in _split(one, two):
                table = next(side.table for side in (right, left) if side is not None)
                if table is not None and table_before:
                    yield self._paragraph(PaperLine("公文正文"), "del")  # keeps two tables from growing together
                yield from self._tables(left, right) if table is not None else [self._line(left, right)]
                table_before = table is not None
        if table_before:
            yield '<w:p><w:pPr><w:pStyle w:val="' + style_id("公文正文") + '"/></w:pPr></w:p>'

    def _line(self, old: Side, new: Side) -> str:
        line = new or old
        assert line is not None
        op = "" if old and new else "ins" if new else "del"
        return self._paragraph(line, op, self._runs(spans(old.text if old else "", new.text if new else ""), line))

    def _paragraph(self, line: PaperLine, op: str = "", runs: str = "") -> str:
        align = f'<w:jc w:val="{line.align}"/>' if line.align else ""
        if line.align:
            align = f'<w:ind w:firstLineChars="0" w:firstLine="0"/>{align}'
        page = "<w:pageBreakBefore/>" if line.style == "公文附件标识" else ""
        mark = f"<w:rPr>{self._mark(op, '')}</w:rPr>" if op else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style_id(line.style)}"/>{page}{align}{mark}</w:pPr>{runs}</w:p>'

    def _runs(self, parts: Sequence[Span], line: PaperLine | None = None) -> str:
        result = []
        for index, part in enumerate(parts):
            last = line is not None and index == len(parts) - 1 and part.op != "removed" and line.suffix
            cut = len(part.text) - line.suffix if last and line and line.suffix <= len(part.text) else len(part.text)
            for text, style in ((part.text[:cut], ""), (part.text[cut:], "公文标志后缀")):
                if text:
                    result.append(self._run(part.op, text, style))
        return "".join(result)

    def _run(self, op: str, text: str, style: str = "") -> str:
        properties = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
        run = f"<w:r>{properties}{''.join(_characters(text, deleted=op == 'removed'))}</w:r>"
        return run if op == "same" else self._mark("ins" if op == "added" else "del", run)

    def _mark(self, op: str, inside: str) -> str:
        self.count += 1
        when = f' w:date="{self.at:%Y-%m-%dT%H:%M:%S}Z"' if self.at else ""
        head = f'w:{op} w:id="{self.count}" w:author={quoteattr(_valid(self.author) or "未署名")}{when}'
        return f"<{head}>{inside}</w:{op}>" if inside else f"<{head}/>"

    def _tables(self, old: Side, new: Side) -> Iterator[str]:
        before, after = old.table if old else None, new.table if new else None
        columns = len((after or before or Table((("",),))).rows[0])
        grid = "".join(f'<w:gridCol w:w="{8840 // columns}"/>' for _ in range(columns))
        yield f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id("公文表格")}"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
        yield f"<w:tblGrid>{grid}</w:tblGrid>"
        rows_before, rows_after = before.rows if before else (), after.rows if after else ()
        heads = (after or before or Table((("",),))).head_rows
        pairs = aligned(rows_before, rows_after, [bigrams("|".join(row)) for row in rows_before],
                        [bigrams("|".join(row)) for row in rows_after])  # fmt: skip
        for number, (i, j) in enumerate(pairs):
            one, two = rows_before[i] if i is not None else None, rows_after[j] if j is not None else None
            yield self._row(one, two, head=number < heads)
        yield "</w:tbl>"

    def _row(self, old: tuple[str, ...] | None, new: tuple[str, ...] | None, *, head: bool) -> str:
        op = "" if old and new else "ins" if new else "del"
        properties = ("<w:tblHeader/>" if head else "") + (self._mark(op, "") if op else "")
        cells = []
        style = PaperLine("公文表头" if head else "公文表格文字")
        for one, two in zip(old or ("",) * len(new or ()), new or ("",) * len(old or ()), strict=True):
            cells.append(f"<w:tc>{self._paragraph(style, op, self._runs(spans(one, two)))}</w:tc>")
        return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def _key(line: PaperLine) -> tuple[str, str]:
    return line.style, line.words


def _grams(line: PaperLine) -> Counter[str]:
    return bigrams(line.words[:2000])


def _split(old: Side, new: Side) -> Iterator[tuple[Side, Side]]:
    """A pair that cannot be one paragraph or table (another style, another number of columns) as two."""
    same = old is not None and new is not None and old.style == new.style
    if same and old is not None and new is not None and old.table is not None and new.table is not None:
        same = len(old.table.rows[0]) == len(new.table.rows[0])
    if old is None or new is None or same:
        yield old, new
        return
    yield old, None
    yield None, new


def _characters(text: str, *, deleted: bool) -> Iterator[str]:
    tag = "w:delText" if deleted else "w:t"
    for part in re.split(r"([\t\n])", _valid(text)):
        if part in ("\t", "\n"):
            yield "<w:tab/>" if part == "\t" else "<w:br/>"
        elif part:
            yield f'<{tag} xml:space="preserve">{escape(part)}</{tag}>'


def _valid(text: str) -> str:
    return _INVALID.sub("", text)
