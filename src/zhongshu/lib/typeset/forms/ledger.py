"""Ledgers and lists (发文登记簿, 清单, 台账): one table over as many pages as it takes, the head repeated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from zhongshu.lib.refusal import Refused

from ..fonts import FontSet
from ..render import Rendered, prepare
from ..titles import width
from ..view import chinese_date

LANDSCAPE_FROM = 8
"""A ledger of that many columns is printed across the page."""


def to_ledger_pdf(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    subtitle: str = "",
    closing: str = "",
    printed: date | None = None,
    landscape: bool | None = None,
    fonts: FontSet | None = None,
    watermark: str = "",
    timestamp: datetime | None = None,
) -> Rendered:
    """A ledger as PDF/A-2b; every row must have as many cells as there are ``columns``."""
    if not columns or any(len(row) != len(columns) for row in rows):
        raise ValueError("every row of a ledger needs one cell for each column")
    data = {
        "title": title,
        "columns": list(columns),
        "rows": [[str(cell) for cell in row] for row in rows],
        "subtitle": subtitle,
        "closing": closing,
        "printed": f"打印日期：{chinese_date(printed)}" if printed else "",
        "landscape": len(columns) >= LANDSCAPE_FROM if landscape is None else landscape,
    }
    return prepare(view(data), "ledger", fonts, watermark=watermark).pdf(timestamp)


def view(data: dict[str, Any]) -> dict[str, Any]:
    """The data with the columns' relative widths and alignment, by what their cells hold."""
    columns, rows = data["columns"], data["rows"]
    if not columns or any(len(row) != len(columns) for row in rows):
        raise Refused("登记簿各行的格数与栏数不符。", remedy="请补齐缺少的单元格。")
    longest = [max((width(row[i]) for row in rows[:500]), default=0.0) for i in range(len(columns))]
    shares = [min(max(width(name) + 1, item + 1.2, 3.0), 22.0) for name, item in zip(columns, longest, strict=True)]
    return {
        "plain_title": data["title"],
        **data,
        "widths": shares,
        "aligns": ["left" if item > 8 else "center" for item in longest],
    }
