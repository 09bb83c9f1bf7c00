"""Entries as the audit administrator may read them: who did what to which thing when, never what a paper says.

Titles and words of papers may stand in an entry's summary and data, because those who handle the paper read them
there. The auditor handles no papers (三员分立), so titles are covered and texts are reduced to their length.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from zhongshu.apps.audit.models import Entry

TITLE = re.compile(r"《.+》|“[^”]{16,}”")
QUOTED = re.compile(r"“[^”]*”")
COVERED = "《……》"
#: Values that are identifiers, dates or numbers say nothing about a content.
PLAIN = re.compile(r"[\w.:+\- ]{0,64}", re.ASCII)


@dataclass(frozen=True)
class Line:
    """One entry on the page."""

    entry: Entry
    summary: str
    area: str
    thing: str
    data: list[tuple[str, str]]


def line(entry: Entry) -> Line:
    """An entry with titles covered."""
    return Line(
        entry,
        covered(entry.summary, strict=_names_people(entry)),
        _area(entry),
        _thing(entry),
        [(key, _value(value)) for key, value in entry.data.items()],
    )


def covered(words: str, *, strict: bool = False) -> str:
    """A summary without the title of any paper, and without what was written about one. ``strict``: of words that name no
    title nothing is shown."""
    hidden = TITLE.sub(COVERED, words)
    if strict and COVERED not in hidden:
        return f"（{len(words)} 字，不显示）"
    head, colon, tail = hidden.partition("：")
    # What follows a paper's title after a colon is an opinion or a passage of it.
    if COVERED in head and tail:
        return f"{head}{colon}（{len(tail)} 字，不显示）"
    return QUOTED.sub("“……”", hidden) if COVERED in hidden else hidden


def areas() -> list[tuple[str, str]]:
    """The apps by label and by the word people use, for the filter and the list."""
    return [(app.label, str(app.verbose_name)) for app in apps.get_app_configs() if app.name.startswith("zhongshu.")]


def kinds() -> list[tuple[str, str]]:
    """Types of objects by label and by the word people use."""
    ours = {label for label, _ in areas()}
    models = [model._meta for model in apps.get_models() if model._meta.app_label in ours]
    return sorted((meta.label_lower, str(meta.verbose_name)) for meta in models)


def _names_people(entry: Entry) -> bool:
    """Whether the app of the act writes names of people and things into its summaries (``names_stand_in_summaries``)."""
    config = apps.app_configs.get(entry.verb.partition(".")[0])
    return bool(getattr(config, "names_stand_in_summaries", False))


def _thing(entry: Entry) -> str:
    if not entry.object_type:
        return ""
    try:
        kind = str(apps.get_model(entry.object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        kind = entry.object_type
    return f"{kind} 第 {entry.object_id} 号"


def _area(entry: Entry) -> str:
    return dict(areas()).get(entry.verb.partition(".")[0], "")


def _value(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {True: "是", False: "否", None: "无"}[value]
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        return value if PLAIN.fullmatch(value) else f"（{len(value)} 字，不显示）"
    if isinstance(value, (list, tuple)):
        return "、".join(_value(item) for item in value) or "无"
    return "；".join(f"{key}：{_value(item)}" for key, item in value.items())
