"""Entries as a workbook and back: a column 类别 and the columns of the fields, in any order."""

import datetime
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from zhongshu.lib.proofread import Entry, EntryKind
from zhongshu.lib.refusal import Refused

HEADINGS = {
    "类别": "kind", "名称": "name", "内容": "value", "补充": "detail", "起": "since", "止": "until", "说明": "reason", "依据": "basis",
}  # fmt: skip
MOST_ROWS = 20_000
_KINDS = {kind.label: kind for kind in EntryKind} | {kind.value: kind for kind in EntryKind}


def rows_of(entries: Iterable[Entry]) -> Iterator[list[Any]]:
    """Lines of a workbook, in the order of ``HEADINGS``."""
    for entry in entries:
        yield [entry.kind.label if field == "kind" else getattr(entry, field) for field in HEADINGS.values()]


def entries_of(content: bytes) -> list[Entry]:
    """The entries of an XLSX file. Refused with the row that is wrong."""
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise Refused("这不是可以读取的XLSX表格。", remedy="请先导出一份，照它的样子填写。") from error
    rows = book.worksheets[0].iter_rows(values_only=True)
    columns = [HEADINGS.get(str(cell or "").strip(), "") for cell in next(rows, ())]
    if "kind" not in columns or "name" not in columns:
        raise Refused("表格第一行没有“类别”“名称”这两列。", remedy="请先导出一份，照它的样子填写。")
    found = []
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise Refused(f"一次最多导入{MOST_ROWS}行。", remedy="请分成几个文件。")
        if any(cell not in (None, "") for cell in row):
            found.append(_entry(dict(zip(columns, row, strict=False)), number))
    return found


def _entry(cells: dict[str, Any], number: int) -> Entry:
    kind = _KINDS.get(str(cells.pop("kind", "") or "").strip())
    cells.pop("", None)
    if kind is None:
        raise Refused(
            f"第{number}行的“类别”不对。", remedy=f"类别只能是：{'、'.join(item.label for item in EntryKind)}。"
        )
    values = {name: _value(name, cell, number) for name, cell in cells.items() if cell not in (None, "")}
    entry = Entry(kind, **values)
    if faults := entry.faults():
        raise Refused(f"第{number}行：{'；'.join(faults)}，整个文件都没有导入。", remedy="请改正后重新导入。")
    return entry


def _value(name: str, cell: Any, number: int) -> Any:
    if name not in {"since", "until"}:
        return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()
    if isinstance(cell, datetime.datetime):
        return cell.date()
    try:
        return datetime.date.fromisoformat(str(cell).strip().replace("/", "-").replace(".", "-"))
    except ValueError as error:
        raise Refused(f"第{number}行的日期“{cell}”看不懂。", remedy="请写成2026-03-01的样子。") from error
