"""Handling slips (办理单, 签批单, 发文稿纸): boxes of fields and of opinions with name and full date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..fonts import FontSet
from ..render import Rendered, prepare
from ..view import chinese_date

OPINION_HEIGHT = 28.0
"""Millimetres kept free in a box without opinions yet."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One opinion on a slip, with who wrote it and when."""

    text: str
    name: str = ""
    day: date | None = None
    note: str = ""
    """Put after the date: e.g. 电话同意·待补签."""


@dataclass(frozen=True, slots=True)
class Fields:
    """A row of a slip: pairs of label and value side by side."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Opinions:
    """A box of a slip for opinions; ``height`` in mm is kept free while there are none."""

    label: str
    opinions: tuple[Opinion, ...] = ()
    height: float = OPINION_HEIGHT


def to_slip_pdf(
    title: str,
    rows: Sequence[Fields | Opinions],
    *,
    corner_left: str = "",
    corner_right: str = "",
    closing: str = "",
    fonts: FontSet | None = None,
    watermark: str = "",
    timestamp: datetime | None = None,
) -> Rendered:
    """A handling slip as PDF/A-2b: rows from the top, opinions with name and full date."""
    data = {
        "title": title,
        "corner_left": corner_left,
        "corner_right": corner_right,
        "closing": closing,
        "rows": [_row(row) for row in rows],
    }
    return prepare(view(data), "slip", fonts, watermark=watermark).pdf(timestamp)


def view(data: dict[str, Any]) -> dict[str, Any]:
    """The data with each row's kind and the room of its opinions."""
    rows = [
        {"type": "fields", "fields": row["fields"]}
        if "fields" in row
        else {"type": "opinions", **row, "height": row.get("height") or OPINION_HEIGHT}
        for row in data["rows"]
    ]
    return {"plain_title": data["title"], **data, "rows": rows}


def _row(row: Fields | Opinions) -> dict[str, object]:
    if isinstance(row, Fields):
        return {"fields": [list(pair) for pair in row.pairs]}
    opinions = [
        {
            "text": opinion.text,
            "name": opinion.name,
            "date": chinese_date(opinion.day) + (f"（{opinion.note}）" if opinion.note else ""),
        }
        for opinion in row.opinions
    ]
    return {"label": row.label, "opinions": opinions, "height": row.height}
