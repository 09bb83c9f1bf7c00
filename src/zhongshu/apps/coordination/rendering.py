"""The week sheet on paper."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import timezone

from zhongshu.apps.coordination.week import Week
from zhongshu.lib.typeset import FontSet, Rendered, to_form_pdf

WEEKDAYS = "一二三四五六日"


def fonts() -> FontSet:
    """The fonts the owner has set, or those the system has."""
    return FontSet(settings.FONT_FOLDER) if settings.FONT_FOLDER else FontSet()


def week_pdf(week: Week, *, title: str, paper: str) -> Rendered:
    """The sheet on A4 or A3 across; one row a leader, one column a day."""
    data = {
        "title": title,
        "subtitle": f"{_day(week.days[0])}—{_day(week.days[-1])}",
        "printed": f"打印：{timezone.localdate():%Y年%-m月%-d日}",
        "paper": paper,
        "columns": [f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}" for day in week.days],
        "rows": [
            {"name": row.leader.name, "cells": [{"lines": _lines(cell.entries)} for cell in row.cells]}
            for row in week.rows
        ],
    }
    return to_form_pdf("week", data, fonts=fonts(), timestamp=timezone.now().replace(microsecond=0))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _lines(entries: Sequence[object]) -> list[dict[str, str]]:
    return [{"when": entry.when, "what": entry.words, "note": entry.note} for entry in entries]  # type: ignore[attr-defined]
