"""Tables of WordprocessingML as a grid of cells: spans, merges, heads and the widths of columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from zhongshu.lib.refusal import Refused

from ..model import Align, Column, Merge, Table
from .note import Line
from .package import Node, W, flag, value

COLUMN_LIMIT = 63
HEAD_STYLE, CELL_STYLE = "公文表头", "公文表格文字"
_COLUMNS = re.compile(r"zhongshu:columns=(.*)")


@dataclass(slots=True)
class Cell:
    """One cell of the grid. ``continued``: it belongs to the merged cell above."""

    lines: list[Line]
    across: int = 1
    continued: bool = False
    down: int = 1

    @property
    def text(self) -> str:
        return "\n".join(_words(line) for line in self.lines)


@dataclass(slots=True)
class Grid:
    """Rows of cells as drawn, before it is decided whether they are a table of data."""

    rows: list[list[Cell]] = field(default_factory=list)
    heads: int = 0
    columns: str = ""

    @property
    def texts(self) -> list[list[str]]:
        return [[cell.text for cell in row] for row in self.rows]

    @property
    def lines(self) -> list[Line]:
        return [line for row in self.rows for cell in row for line in cell.lines]

    def is_own(self) -> bool:
        """Whether its cells carry the styles that this software gives to tables of data."""
        return any(line.style in (HEAD_STYLE, CELL_STYLE) for line in self.lines)

    def table(self, *, landscape: bool) -> tuple[Table | None, bool]:
        """The table of data, and whether it is whole; merges that make no sense are given up. None for an empty grid."""
        placed, width = self._placed()
        if not placed or not width:
            return None, True
        rows = [[""] * width for _ in placed]
        for number, row in enumerate(placed):
            for column, cell in row.items():
                rows[number][column] = "" if cell.continued else cell.text
        fixed = tuple(map(tuple, rows))
        heads = self.heads if self.is_own() else min(max(1, self.heads), len(fixed))
        merges = tuple(_merges(placed))
        try:
            return Table(fixed, heads, self._columns(width), merges, landscape), True
        except Refused:
            return Table(fixed, min(heads, len(fixed)), (), (), landscape), False

    def _placed(self) -> tuple[list[dict[int, Cell]], int]:
        """Each row's cells by column; a cell that continues the one above makes that one taller."""
        placed: list[dict[int, Cell]] = []
        above: dict[int, Cell] = {}
        width = 0
        for row in self.rows:
            column, line, now = 0, {}, {}
            for cell in row:
                top = above.get(column)
                if cell.continued and top is not None and top.across == cell.across:
                    top.down += 1
                    now[column] = top
                else:
                    cell.continued = False
                    now[column] = cell
                line[column] = cell
                column += cell.across
            placed.append(line)
            above, width = now, max(width, column)
        return placed, width

    def _columns(self, width: int) -> tuple[Column, ...]:
        match = _COLUMNS.fullmatch(self.columns)
        parts = match[1].split(",") if match else []
        if len(parts) != width:
            return ()
        aligns = {align.value: align for align in Align}
        split = [part.partition(":") for part in parts]
        try:
            return tuple(Column(_number(share), aligns[align]) for share, _, align in split)
        except (ValueError, KeyError):
            return ()


def _number(text: str) -> float:
    number = float(text or 0)
    return int(number) if number.is_integer() else number


def read_grid(table: Node, cell_lines: Callable[[Node], list[Line]], met: set[str]) -> Grid:
    """The grid of a w:tbl; ``cell_lines`` reads a cell's story. Deleted rows are left out."""
    grid = Grid(columns=value(table.find(f"{W}tblPr/{W}tblDescription")))
    for row in _own_rows(table, table):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            met.add("revision")
            continue
        cells = _padding(properties, "gridBefore")
        cells += [_cell(cell, cell_lines) for cell in _own_cells(row, table, met)]
        if not cells:
            continue
        head = properties is not None and flag(properties.find(f"{W}tblHeader"))
        if head and grid.heads == len(grid.rows):
            grid.heads += 1
        grid.rows.append(cells[:COLUMN_LIMIT])
    return grid


def _own_rows(node: Node, table: Node) -> Iterator[Node]:
    for row in node.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl"), None) is table:
            yield row


def _own_cells(row: Node, table: Node, met: set[str]) -> Iterator[Node]:
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tbl"), None) is table:
            yield cell
        else:
            met.add("nested")


def _padding(properties: Node | None, name: str) -> list[Cell]:
    text = value(properties.find(f"{W}{name}")) if properties is not None else ""
    return [Cell([]) for _ in range(min(_whole(text, 0), COLUMN_LIMIT))]


def _cell(cell: Node, cell_lines: Callable[[Node], list[Line]]) -> Cell:
    properties = cell.find(f"{W}tcPr")
    span = value(properties.find(f"{W}gridSpan")) if properties is not None else ""
    merge = properties.find(f"{W}vMerge") if properties is not None else None
    continued = merge is not None and value(merge, default="continue") == "continue"
    return Cell(cell_lines(cell), max(1, min(_whole(span, 1), COLUMN_LIMIT)), continued)


def _merges(placed: list[dict[int, Cell]]) -> Iterator[Merge]:
    for number, row in enumerate(placed):
        for column, cell in row.items():
            if not cell.continued and (cell.down > 1 or cell.across > 1):
                yield Merge(number, column, cell.down, cell.across)


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else default


def _words(line: Line) -> str:
    if isinstance(line.block, Table):
        return "\n".join(" ".join(cell for cell in row if cell) for row in line.block.rows)
    return line.text if line.block is None else line.block.text
