"""The templates there are: folders under ``kinds``, found by discovery, and the office's own editions over them.

A folder holds ``template.toml`` (``base`` names the folder it builds on), ``notice.txt``, ``script.txt`` and
``record.txt``; what is missing comes from the base. Names beginning with ``_`` are bases only.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from zhongshu.apps.meetings.models import Meeting, TemplateEdition
from zhongshu.apps.org.models import Organ
from zhongshu.lib.meeting.kinds import KINDS
from zhongshu.lib.meeting.template import Template, merged, parse_template, read_script

FOLDER = Path(__file__).parent / "kinds"
SMALL = "huddle"


@cache
def _data(name: str) -> Mapping[str, Any]:
    folder = FOLDER / name
    own = tomllib.loads((folder / "template.toml").read_text("utf-8"))
    for key in ("notice", "record"):
        path = folder / f"{key}.txt"
        if path.exists():
            own[key] = path.read_text("utf-8").strip()
    if (folder / "script.txt").exists():
        own["script"] = read_script((folder / "script.txt").read_text("utf-8"))
    base = own.pop("base", "")
    return merged(_data(base), own) if base else own


@cache
def built_in() -> dict[str, Template]:
    """Template key → template, in the order of the kinds."""
    names = sorted(path.name for path in FOLDER.iterdir() if (path / "template.toml").exists())
    found = [parse_template(name, _data(name)) for name in names if not name.startswith("_")]
    ordered = sorted(found, key=lambda template: (list(KINDS).index(template.kind), template.key))
    return {template.key: template for template in ordered}


def editions(organ: Organ | int) -> QuerySet[TemplateEdition]:
    """The office's own editions in force."""
    return TemplateEdition.objects.filter(organ=organ, current=True).select_related("made_by")


def templates_for(organ: Organ | int) -> dict[str, Template]:
    """What an office may plan meetings with: the built-in ones, its own editions in their place, its own kinds besides."""
    own = {row.name: parse_template(row.name, row.content) for row in editions(organ)}
    return {**built_in(), **own}


def edition_of(organ: Organ | int, key: str) -> TemplateEdition | None:
    return editions(organ).filter(name=key).first()


def template_of(meeting: Meeting) -> Template:
    """The template a meeting was planned with, whatever became of it since."""
    if meeting.edition is not None:
        return parse_template(meeting.template, meeting.edition.content)
    return built_in().get(meeting.template) or built_in()[SMALL]


def title_of(organ: Organ | int, key: str) -> str:
    """What a kind of meeting is called in an office."""
    found = templates_for(organ).get(key)
    return found.title if found else key
