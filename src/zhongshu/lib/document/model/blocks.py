"""What a body is made of: headings, paragraphs, tables, page breaks, and what was kept as it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from zhongshu.lib.refusal import Refused

from ..shape import Between, Label, Since
from .vocabulary import Align, Style

KEPT_BYTES_LIMIT = 8_000_000
"""Bytes of pictures and the like that one document may carry."""
PICTURES = ("image/png", "image/jpeg")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a paragraph's words, from ``start`` up to but not including ``end``, set in a style of its own."""

    start: Annotated[int, Label("起"), Between(0)]
    end: Annotated[int, Label("止"), Between(1)]
    style: Annotated[Style, Label("字形")] = Style.BOLD


@dataclass(frozen=True, slots=True)
class Heading:
    """结构层次 1–4 (一、 （一） 1. （1）); ``text`` carries its number as written."""

    type: ClassVar[str] = "heading"
    level: Annotated[int, Label("层次"), Between(1, 4)]
    text: Annotated[str, Label("文字")]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One natural paragraph of the body, without its indent. ``marks`` are in order and do not overlap."""

    type: ClassVar[str] = "paragraph"
    text: Annotated[str, Label("文字")]
    marks: Annotated[tuple[Mark, ...], Label("字形"), Since(2)] = ()
    align: Annotated[Align, Label("位置"), Since(2)] = Align.USUAL

    def __post_init__(self) -> None:
        place = 0
        for mark in self.marks:
            if not place <= mark.start < mark.end <= len(self.text):
                raise Refused("段落的字形标记超出文字或者互相重叠。", remedy="请检查数据来源后重试。")
            place = mark.end


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its share of the table's width (0: by what its cells hold) and where its cells' text stands."""

    width: Annotated[float, Label("列宽份额"), Between(0, 1000)] = 0
    align: Annotated[Align, Label("对齐")] = Align.USUAL


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells joined into one, from (``row``, ``column``), counted from 0, ``down`` rows and ``across`` columns."""

    row: Annotated[int, Label("行"), Between(0)]
    column: Annotated[int, Label("列"), Between(0)]
    down: Annotated[int, Label("行数"), Between(1)] = 1
    across: Annotated[int, Label("列数"), Between(1)] = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cell texts, all with the same number of cells; a cell that a merge covers is empty.

    The first ``head_rows`` rows are the head, repeated on every page. ``landscape``: on pages of its own, across (横排表格).
    A caption is the centred paragraph before the table, its unit ("单位：万元") one at the right; both stay with it.
    """

    type: ClassVar[str] = "table"
    rows: Annotated[tuple[tuple[str, ...], ...], Label("各行")]
    head_rows: Annotated[int, Label("表头行数"), Between(0, 20), Since(2)] = 1
    columns: Annotated[tuple[Column, ...], Label("各列"), Since(2)] = ()
    merges: Annotated[tuple[Merge, ...], Label("合并的单元格"), Since(2)] = ()
    landscape: Annotated[bool, Label("横排"), Since(2)] = False

    def __post_init__(self) -> None:
        if not self.rows or not self.rows[0] or len({len(row) for row in self.rows}) != 1:
            raise Refused("表格应为至少一行一列、各行列数相同的表格。", remedy="请补齐缺少的单元格。")
        if self.columns and len(self.columns) != len(self.rows[0]):
            raise Refused("表格的列宽设置与列数不符。", remedy="请为每一列设置列宽，或者不设。")
        if self.head_rows > len(self.rows):
            raise Refused("表格的表头行数多于全部行数。", remedy="请改正表头行数。")
        if self.merges:
            self._refuse_bad_merges()

    def _refuse_bad_merges(self) -> None:
        taken: set[tuple[int, int]] = set()
        for merge in self.merges:
            cells = self.merged(merge)
            outside = merge.row + merge.down > len(self.rows) or merge.column + merge.across > len(self.rows[0])
            if outside or taken & cells:
                raise Refused("表格中合并的单元格超出表格或者互相重叠。", remedy="请重新合并单元格。")
            taken |= cells
            if merge.row < self.head_rows < merge.row + merge.down:
                raise Refused("表格中合并的单元格跨出了表头。", remedy="请改正表头行数。")
            if any(self.rows[row][column] for row, column in cells - {(merge.row, merge.column)}):
                raise Refused("表格中被合并的单元格里还有文字。", remedy="请把文字移到合并后的单元格。")

    @staticmethod
    def merged(merge: Merge) -> set[tuple[int, int]]:
        """Row and column of every cell a merge takes in."""
        rows = range(merge.row, merge.row + merge.down)
        return {(row, column) for row in rows for column in range(merge.column, merge.column + merge.across)}

    @property
    def text(self) -> str:
        """All its words, cells one after another."""
        return "".join(cell for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""

    type: ClassVar[str] = "page_break"
    since: ClassVar[int] = 2
    text: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Something the elements have no word for, kept as it came: a picture, a formula, a chart.

    ``what`` names it ("图片"), ``text`` holds the words found in it, ``content`` its bytes of ``media_type``. A PNG or JPEG
    is printed, ``width`` mm wide (0: its own size, at most the type area's); of anything else the words are.
    """

    type: ClassVar[str] = "kept"
    since: ClassVar[int] = 2
    what: Annotated[str, Label("种类")]
    text: Annotated[str, Label("其中的文字")] = ""
    media_type: Annotated[str, Label("数据类型")] = ""
    content: Annotated[bytes, Label("数据")] = b""
    width: Annotated[float, Label("宽度（毫米）"), Between(0, 260)] = 0

    @property
    def is_picture(self) -> bool:
        """Whether it can be printed as it is."""
        return bool(self.content) and self.media_type in PICTURES


Block = Heading | Paragraph | Table | PageBreak | Kept


def text_of(block: Block) -> str:
    """All characters of a block, cells one after another."""
    return block.text
