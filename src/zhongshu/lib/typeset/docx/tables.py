"""Tables: those of the text, and the borderless ones a layout stands on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhongshu.lib.document.model import Table

from .fitting import Widths
from .markup import Look, paragraph, quoted
from .measures import AREA_WIDTH, twips
from .runs import plain

MARK = "zhongshu:columns="
"""Begins a table's description where its columns were asked for; what follows is width:align of each."""


def frame(widths: Sequence[float], rows: Sequence[Sequence[str]], *, align: str = "left", height: float = 0) -> str:
    """A borderless table: width of each column in points, rows of cells (paragraphs); ``height`` fixes that of a row."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    tall = f'<w:trHeight w:val="{twips(height)}" w:hRule="exact"/>' if height else ""
    side = "top" if height else "center"
    body = ""
    for row in rows:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="{side}"/></w:tcPr>{content}</w:tc>'
            for width, content in zip(widths, row, strict=True)
        )
        body += f"<w:tr><w:trPr><w:cantSplit/>{tall}</w:trPr>{cells}</w:tr>"
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/><w:jc w:val="{align}"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )


def table(block: Table, item: dict[str, Any], widths: Widths, width: float = AREA_WIDTH) -> str:
    """A table of the text over the whole width."""
    whole = sum(item["widths"])
    columns = [twips(width * share / whole) for share in item["widths"]]
    columns[-1] += twips(width) - sum(columns)
    wanted = ",".join(f"{column.width:g}:{column.align.value}" for column in block.columns)
    told = f"<w:tblDescription w:val={quoted(MARK + wanted)}/>" if block.columns else ""
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    cells = {(cell["row"], column): cell for cell, column in _placed(block, item)}
    rows = "".join(_row(block, item, number, columns, cells, widths) for number in range(len(block.rows)))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ZsTable"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/>{told}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _placed(block: Table, item: dict[str, Any]) -> list[tuple[dict[str, Any], int]]:
    """Each shown cell with its column."""
    covered = {place for merge in block.merges for place in Table.merged(merge) - {(merge.row, merge.column)}}
    places = [(y, x) for y, row in enumerate(block.rows) for x in range(len(row)) if (y, x) not in covered]
    return [(cell, x) for cell, (_, x) in zip([*item["head"], *item["cells"]], places, strict=True)]


def _row(
    block: Table,
    item: dict[str, Any],
    number: int,
    columns: list[int],
    cells: dict[tuple[int, int], dict[str, Any]],
    widths: Widths,
) -> str:
    head = number < block.head_rows
    inside, column = "", 0
    while column < len(columns):
        cell = cells.get((number, column))
        above = _reaching(cells, number, column) if cell is None else None
        shown = cell or above
        across = shown["across"] if shown else 1
        look = f'<w:tcW w:w="{sum(columns[column : column + across])}" w:type="dxa"/>'
        look += f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
        if cell is None:
            look += "<w:vMerge/>"
        elif cell["down"] > 1:
            look += '<w:vMerge w:val="restart"/>'
        words = cell["text"] if cell else ""
        align = "center" if head else item["aligns"][column]
        style = "ZsTableHead" if head else "ZsTableText"
        content = paragraph(
            style, plain(words, widths, "hei" if head else "fangsong"), Look(align="" if head else align)
        )
        inside += f'<w:tc><w:tcPr>{look}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
        column += across
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def _reaching(cells: dict[tuple[int, int], dict[str, Any]], row: int, column: int) -> dict[str, Any] | None:
    """The cell that reaches down to this place."""
    return next(
        (cell for (y, x), cell in cells.items() if x == column and y < row < y + cell["down"]),
        None,
    )
