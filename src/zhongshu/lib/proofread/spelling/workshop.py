"""The models in use: those of the package, and what this installation learnt from its own papers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from pathlib import Path

from .container import ModelError
from .models import layered, open_models
from .speller import Speller
from .suppression import Known
from .voter import open_voter

_log = logging.getLogger(__name__)
MODEL = Path(__file__).with_name("official.zspell")


@dataclass(frozen=True)
class Office:
    """``speller`` replaces the built-in one; ``known`` are words of the place that are right whatever a model thinks."""

    speller: Speller | None = None
    known: Known = field(default_factory=Known)

    def __hash__(self) -> int:
        return id(self.speller) ^ hash(self.known)


@cache
def builtin() -> Speller:
    """The models that come with the package, opened once."""
    models = open_models(MODEL)
    return Speller(models, partial(open_voter, models.alphabet))


_PLAIN = Office()
_source: Callable[[], Office] | None = None


def office() -> Office:
    """What this process was told to use; the built-in models alone when it was told nothing."""
    return _source() if _source else _PLAIN


def layers_in(folder: Path) -> Callable[[], Office]:
    """A source for :func:`use`: the built-in models with those of ``folder`` over them, looked at anew when a file changes."""

    def source() -> Office:
        stamps = layers_of(folder)
        return _with_layers(stamps) if stamps else _PLAIN

    return source


def layers_of(folder: Path) -> tuple[tuple[Path, int], ...]:
    """The layers in a folder, and when each was written."""
    try:
        return tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.zspell")))
    except OSError:
        return ()


@lru_cache(maxsize=2)
def _with_layers(stamps: tuple[tuple[Path, int], ...]) -> Office:
    """A layer that was learnt for another version of the models is passed over: ``zhongshu learn`` makes it anew."""
    models = builtin().models
    for path, _ in stamps:
        try:
            models = layered(models, [path])
        except (OSError, ModelError) as error:
            _log.warning("%s", error)
    return Office(builtin().over(models)) if models is not builtin().models else _PLAIN


def use(source: Callable[[], Office] | None) -> None:
    """Called once when a process starts: where to ask for the office's own models and words. None forgets it."""
    global _source
    _source = source
