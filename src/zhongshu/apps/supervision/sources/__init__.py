"""Where matters come from: one module a kind of thing, found by discovery; an app above declares its own in a file
``supervision_source.py``.

A module has ``KEY`` (the ``app.model`` of the thing), ``find(person, pk, span) -> Proposal | None`` (None: not there, or
not for this person), ``pick(person, pk) -> list[Passage]`` (sentences to choose from; may be empty) and
``address(person, pk) -> str`` (the thing's page for a person who may open it, else an empty string).
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Protocol

from django.apps import apps

from zhongshu.apps.org.models import Person, Unit

Span = tuple[int, int]


@dataclass(frozen=True)
class SourceFacts:
    """The sentence and where it stands; see ``models.Source``."""

    kind: str
    sentence: str
    label: str
    object_type: str = ""
    object_id: int | None = None
    span: Span | None = None
    leader: Person | None = None
    given_on: date | None = None


@dataclass(frozen=True)
class Proposal:
    """What the opening form begins with; every field may be changed by whoever opens the matter."""

    facts: SourceFacts
    task: str = ""
    unit: Unit | None = None
    person: Person | None = None
    leader: Person | None = None
    deadline: date | None = None
    supporting: list[Unit] = field(default_factory=list)
    urgency: str = ""


@dataclass(frozen=True)
class Passage:
    """One sentence of a thing that may be chosen as the source."""

    start: int
    end: int
    text: str


class Provider(Protocol):
    KEY: str

    def find(self, person: Person, pk: int, span: Span | None) -> Proposal | None: ...

    def pick(self, person: Person, pk: int) -> list[Passage]: ...

    def address(self, person: Person, pk: int) -> str: ...


def _ours(name: str) -> bool:
    return name.startswith("zhongshu.") and find_spec(name) is not None


@cache
def providers() -> dict[str, Provider]:
    """Every kind of thing a matter can come from."""
    names = [f"{__name__}.{item.name}" for item in iter_modules(__path__)]
    above = [f"{config.name}.supervision_source" for config in apps.get_app_configs()]
    modules = [import_module(name) for name in [*names, *(name for name in above if _ours(name))]]
    return {module.KEY: module for module in modules if getattr(module, "KEY", "")}  # type: ignore[misc]


def find(person: Person, key: str, pk: int, span: Span | None = None) -> Proposal | None:
    """What a thing proposes to a person who may know of it."""
    provider = providers().get(key)
    return provider.find(person, pk, span) if provider else None


def address_of(person: Person, object_type: str, object_id: int | None) -> str:
    """Where a source's thing is read, for whoever may read it."""
    provider = providers().get(object_type)
    return provider.address(person, object_id) if provider and object_id is not None else ""
