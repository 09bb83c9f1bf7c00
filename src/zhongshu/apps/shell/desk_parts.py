"""What apps put on the home pages, declared in an app's own ``desk_parts.py`` and found there.

It may hold ``own(person, now) -> list[Figure]`` (the desk), ``board(person, organ, now) -> list[Figure]`` (the director's
board) and ``leader(person, now) -> list[Section]`` (the leader's page). Each reads through its app's own door.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from zhongshu.apps.org.models import Organ, Person


@dataclass(frozen=True)
class Figure:
    """A number that leads to its list; ``late`` marks what is overdue."""

    word: str
    value: int
    url: str
    late: bool = False


@dataclass(frozen=True)
class Line:
    """One thing on the leader's page, with a light and its word."""

    title: str
    url: str
    note: str = ""
    colour: str = ""
    word: str = ""


@dataclass(frozen=True)
class Section:
    """A titled list on the leader's page; ``url`` leads to all of it, ``nothing`` is said when it is empty."""

    title: str
    nothing: str
    lines: list[Line] = field(default_factory=list)
    url: str = ""


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = [f"{config.name}.desk_parts" for config in apps.get_app_configs() if config.name.startswith("zhongshu.")]
    return tuple(import_module(name) for name in names if find_spec(name))


def own_figures(person: Person, now: datetime) -> Iterator[Figure]:
    for module in _modules():
        if hasattr(module, "own"):
            yield from module.own(person, now)


def board_figures(person: Person, organ: Organ, now: datetime) -> Iterator[Figure]:
    for module in _modules():
        if hasattr(module, "board"):
            yield from module.board(person, organ, now)


def leader_sections(person: Person, now: datetime) -> Iterator[Section]:
    for module in _modules():
        if hasattr(module, "leader"):
            yield from module.leader(person, now)
