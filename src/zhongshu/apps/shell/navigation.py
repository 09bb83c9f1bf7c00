"""Places on the left and things under 新建, declared by each app in its own ``places.py`` and found there.

An app's ``places.py`` may hold ``PLACES: list[Place]`` and ``CREATIONS: list[Creation]``; nothing else is registered.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse

from zhongshu.apps.org.asking import asking_once
from zhongshu.apps.org.models import Person

#: The office's functions in the order of the left column (design: desk first, administration last).
GROUPS = (
    "工作台",
    "办文",
    "办会",
    "办事",
    "督查",
    "信息",
    "参谋",
    "协调",
    "两本书",
    "保密廉政",
    "队伍",
    "系统管理",
)


def everyone(_person: Person) -> bool:
    return True


@dataclass(frozen=True)
class Place:
    """One line in the left column. ``shown_to`` decides whether a person sees it; ``count`` may add a number."""

    group: str
    label: str
    url_name: str
    icon: str = "folder"
    order: int = 100
    shown_to: Callable[[Person], bool] = everyone
    count: Callable[[Person], int] | None = None
    kwargs: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Creation:
    """One line under 新建."""

    label: str
    url_name: str
    icon: str = "file-text"
    order: int = 100
    shown_to: Callable[[Person], bool] = everyone
    kwargs: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Line:
    """A place or creation as one person sees it on one page."""

    label: str
    url: str
    icon: str
    current: bool = False
    count: int | None = None


@cache
def _declared(name: str) -> tuple[Any, ...]:
    found: list[Any] = []
    for config in apps.get_app_configs():
        if config.name.startswith("zhongshu.") and find_spec(f"{config.name}.places"):
            found.extend(getattr(import_module(f"{config.name}.places"), name, ()))
    return tuple(sorted(found, key=lambda item: item.order))


def places(request: HttpRequest) -> list[tuple[str, list[Line]]]:
    """Groups of places for the signed-in person; the longest address that begins the page's own is the current one."""
    person = getattr(request, "person", None)
    if person is None:
        return []
    with asking_once():
        shown = [place for place in _declared("PLACES") if place.shown_to(person)]
        urls = {place: reverse(place.url_name, kwargs=place.kwargs) for place in shown}
        here = max((url for url in urls.values() if _within(request.path, url)), key=len, default="")
        lines = [
            (place.group, Line(place.label, url, place.icon, url == here, place.count(person) if place.count else None))
            for place, url in urls.items()
        ]
    lines.sort(key=lambda line: GROUPS.index(line[0]))
    return [(group, [line for _, line in members]) for group, members in groupby(lines, key=lambda line: line[0])]


def creations(request: HttpRequest) -> list[Line]:
    """What the signed-in person may begin."""
    person = getattr(request, "person", None)
    if person is None:
        return []
    with asking_once():
        shown = [item for item in _declared("CREATIONS") if item.shown_to(person)]
    return [Line(item.label, reverse(item.url_name, kwargs=item.kwargs), item.icon) for item in shown]


def _within(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
