"""A paper as the lines people read, from copy number to record: what two versions are laid side by side in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model import Align, Annex, Block, Document, Heading, Kept, Layout, PageBreak, Paragraph, SignatureBlock, Table
from ..text import body_to_text

_LEVELS = ("公文一级标题", "公文二级标题", "公文三级标题", "公文四级标题")
_ALIGNED = {Align.CENTER: "center", Align.RIGHT: "right", Align.LEFT: "left"}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paragraph or table as printed. ``style`` is its paragraph style's name; ``suffix`` how many characters at its end
    are the word 文件 of a mark; ``align`` leaves the style's alignment where set."""

    style: str
    text: str = ""
    table: Table | None = None
    suffix: int = 0
    align: str = ""

    @property
    def words(self) -> str:
        return self.text if self.table is None else body_to_text((self.table,))


def paper_lines(document: Document) -> tuple[PaperLine, ...]:
    """The whole paper in reading order."""
    return (
        *_head(document),
        *_title(document),
        *_main(document),
        *_tail(document),
        *_annexes(document),
        *_record(document),
    )


def _lines(style: str, *texts: str) -> Iterator[PaperLine]:
    for text in texts:
        if text:
            yield PaperLine(style, text)


def _head(document: Document) -> Iterator[PaperLine]:
    period = f"★{document.secrecy_period}" if document.secrecy_period and document.secrecy_level else ""
    yield from _lines("公文份号", document.copy_number)
    yield from _lines("公文密级", document.secrecy_level.label + period)
    yield from _lines("公文紧急程度", document.urgency.label)
    for index, mark in enumerate(document.issuer_marks):
        suffix = document.mark_suffix if index == len(document.issuer_marks) - 1 else ""
        yield PaperLine("公文发文机关标志", mark + suffix, suffix=len(suffix))
    signatories = f"签发人：{'　'.join(document.signatories)}" if document.signatories else ""
    number = str(document.number or "")
    if number or signatories:
        yield PaperLine("公文发文字号", f"{number}\t{signatories}" if signatories else number)


def _title(document: Document) -> Iterator[PaperLine]:
    yield from _lines("公文标题", *document.title.split("\n"))
    yield from _lines("公文副标题", document.subtitle)
    yield from _lines("公文题注", _bracketed(document.title_note))
    yield from _lines("公文作者", document.byline)
    if dated_under_title(document):
        yield from _lines("公文题下日期", _bracketed(_day(document.document_date)))
    if document.addressees:
        yield PaperLine("公文主送机关", f"{'，'.join(document.addressees)}：")


def dated_under_title(document: Document) -> bool:
    """A manuscript with a byline carries its date below it, not at the foot."""
    return document.layout is Layout.MANUSCRIPT and bool(document.byline) and not document.signature_blocks


def _main(document: Document) -> Iterator[PaperLine]:
    for block in document.body:
        yield _block(block)
    for name, text in document.extra:
        yield PaperLine("公文参会人员", f"{name}：{text}")


def _block(block: Block) -> PaperLine:
    if isinstance(block, Table):
        return PaperLine("公文表格文字", table=block)
    if isinstance(block, Heading):
        return PaperLine(_LEVELS[block.level - 1], block.text)
    if isinstance(block, PageBreak):
        return PaperLine("公文分页")
    if isinstance(block, Kept):
        return PaperLine("公文保留内容", body_to_text((block,)))
    assert isinstance(block, Paragraph)
    return PaperLine("公文正文", block.text, align=_ALIGNED.get(block.align, ""))


def _tail(document: Document) -> Iterator[PaperLine]:
    names = [annex.name for annex in document.annexes if annex.listed and annex.name]
    for index, name in enumerate(names):
        number = f"{index + 1}." if len(names) > 1 else ""
        yield PaperLine("公文附件说明", ("附件：" if index == 0 else "") + number + name)
    for block in document.signature_blocks:
        yield _signature(block)
    if not dated_under_title(document):
        yield from _lines("公文成文日期", _day(document.document_date))
    yield from _lines("公文附注", _bracketed(document.remark))


def _signature(block: SignatureBlock) -> PaperLine:
    if block.name or block.post:
        return PaperLine("公文署名", " ".join(part for part in (block.organ, block.post, block.name) if part))
    return PaperLine("公文署名", block.organ)


def _annexes(document: Document) -> Iterator[PaperLine]:
    listed = [annex for annex in document.annexes if annex.listed]
    for annex in document.annexes:
        if annex.blocks or annex.title or not annex.listed:
            yield from _annex(annex, f"附件{listed.index(annex) + 1}" if len(listed) > 1 and annex.listed else "附件")


def _annex(annex: Annex, label: str) -> Iterator[PaperLine]:
    if annex.listed:
        yield PaperLine("公文附件标识", label)
    yield from _lines("公文附件标题", *annex.shown_title.split("\n"))
    yield from _lines("公文附件副标题", annex.subtitle)
    for block in annex.blocks:
        yield _block(block)


def _record(document: Document) -> Iterator[PaperLine]:
    if document.copy_to:
        yield PaperLine("公文版记", f"抄送：{'，'.join(document.copy_to)}。")
    if document.printing_organ or document.printing_date:
        day = _day(document.printing_date)
        yield PaperLine("公文印发", "\t".join(part for part in (document.printing_organ, day and f"{day}印发") if part))


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _bracketed(text: str) -> str:
    return f"（{text}）" if text else ""
