"""Reading the sheet of an existing ledger: cells as they are seen, merged ones filled, the row of headings found."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from zhongshu.lib.refusal import Refused

MOST_ROWS = 100_000
MOST_COLUMNS = 60
#: A sheet's XML larger than this is no ledger.
MOST_BYTES = 300 * 1024 * 1024
#: The headings stand within the first rows, below a title.
HEADING_ROWS = 12
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"')

Cells = list[Any]


@dataclass(frozen=True)
class Sheet:
    """``headings`` stand in row ``header_row`` (from 1); ``rows`` are the rows below, each with its number."""

    header_row: int
    headings: list[str]
    rows: list[tuple[int, Cells]]


def read_sheet(content: bytes, known: Sequence[str]) -> Sheet:
    """The first sheet that has rows. ``known``: words of headings, by which their row is recognised.

    Refused when the file is no workbook, is too large or holds no table.
    """
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Refused(
            "打不开这个文件：不是 XLSX 工作簿，或者已损坏，没有导入。", remedy="请用 Excel 或 WPS 另存为 .xlsx 再上传。"
        ) from error
    for sheet in book.worksheets:
        merged = _merged(content, getattr(sheet, "_worksheet_path", ""))
        rows = list(_rows(sheet, merged))
        if len(rows) > 1:
            return _with_headings(rows, known)
    raise Refused("文件里没有表格内容，没有导入。", remedy="请检查是不是选错了文件。")


def _merged(content: bytes, path: str) -> dict[tuple[int, int], tuple[int, int]]:
    """(row, column) of every covered cell → the cell that holds the value."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        info = package.getinfo(path.lstrip("/"))
        if info.file_size > MOST_BYTES:
            raise Refused("工作表太大，没有导入。", remedy="请按年度拆分后分别导入。")
        xml = package.read(info)
    found = {}
    for match in _MERGE.finditer(xml):
        left, top, right, bottom = range_boundaries(match[1].decode())
        if bottom - top > MOST_ROWS or right > MOST_COLUMNS:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                found[row, column] = (top, left)
    return found


def _rows(sheet: Any, merged: dict[tuple[int, int], tuple[int, int]]) -> Iterator[tuple[int, Cells]]:
    sources = set(merged.values())
    widths: dict[int, int] = {}
    for row_number, column in merged:
        widths[row_number] = max(widths.get(row_number, 0), column)
    values: dict[tuple[int, int], Any] = {}
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MOST_ROWS:
            raise Refused(f"超过 {MOST_ROWS:,} 行，没有导入。", remedy="请拆分后分别导入。")
        cells = list(row[:MOST_COLUMNS])
        for column, value in enumerate(cells, 1):
            if (number, column) in sources:
                values[number, column] = value
        if number in widths:
            cells += [None] * (widths[number] - len(cells))
            cells = [values.get(merged[number, c], v) if (number, c) in merged else v for c, v in enumerate(cells, 1)]
        if any(value not in (None, "") for value in cells):
            yield number, [plain(value) for value in cells]


def plain(value: Any) -> Any:
    """A cell as it is kept: texts trimmed, dates in ISO form marked so, whole floats as integers."""
    if isinstance(value, datetime):
        return f"@{value.date().isoformat()}"
    if isinstance(value, date):
        return f"@{value.isoformat()}"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, (int, float)):
        return value
    return str(value).strip()[:2000]


def as_date(value: Any) -> Any:
    """A kept cell as a date again, where it was one."""
    return date.fromisoformat(value[1:]) if isinstance(value, str) and value.startswith("@") else value


def shown(value: Any) -> str:
    """A kept cell for people."""
    return "" if value is None else str(value).removeprefix("@") if isinstance(value, str) else str(value)


def _with_headings(rows: list[tuple[int, Cells]], known: Sequence[str]) -> Sheet:
    def score(cells: Cells) -> int:
        return len({word for word in known for cell in cells if isinstance(cell, str) and word in cell})

    number, cells = max(rows[:HEADING_ROWS], key=lambda row: (score(row[1]), -row[0]))
    headings = [shown(cell).replace("\n", "") for cell in cells]
    below = [(n, c) for n, c in rows if n > number]
    # A second line of headings (merged downwards) repeats what is above it.
    if below and [shown(c) for c in below[0][1]][: len(headings)] == headings:
        below = below[1:]
    return Sheet(number, headings, below)
