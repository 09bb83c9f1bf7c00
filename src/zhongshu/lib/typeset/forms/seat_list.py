"""座次表、签到表: people by unit with their seats, numbered through where they sign."""

from __future__ import annotations

from itertools import count
from typing import Any

from zhongshu.lib.refusal import Refused

from ..titles import break_title, width
from .table_sign import lines

NAME_CELL = {True: 8.2, False: 5.4}
"""Characters of 11 points that a name's cell holds, where people sign and where not."""


def view(data: dict[str, Any]) -> dict[str, Any]:
    """Names spaced as usual and numbered; a name too long for its cell is squeezed."""
    number = count(1)
    groups = [
        {**group, "rows": [_row(one, next(number), data["sign"]) for one in group["rows"]]} for group in data["groups"]
    ]
    rows = [one for group in groups for one in group["rows"]]
    if not rows:
        raise Refused("座次表上还没有人。", remedy="请先排定座次。")
    return {
        **data,
        "posts": any(one["post"] for one in rows),
        "seat_width": 4.1 * max(4.0, *(width(one["seat"]) for one in rows)) + 3,
        "plain_title": data["title"],
        "title_lines": list(break_title(data["title"], 24)),
        "groups": groups,
        "total": str(len(rows)),
    }


def _row(one: dict[str, str], number: int, sign: bool) -> dict[str, Any]:
    shown = "".join(lines(one["name"]))
    return {**one, "shown": shown, "number": number, "squeeze": min(1.0, NAME_CELL[sign] / max(1.0, width(shown)))}
