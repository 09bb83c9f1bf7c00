"""Sweeps: what has to be looked for again and again, declared where it belongs and found by discovery."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

Work = Callable[[datetime], int]


@dataclass(frozen=True)
class Sweep:
    """``run(now)`` finds by one indexed query what is due, deals with it once, and returns how many it dealt with."""

    name: str
    every_minutes: int
    run: Work


_sweeps: dict[str, Sweep] = {}


def sweep(*, every_minutes: int) -> Callable[[Work], Work]:
    """Declare a sweep in an app's ``sweeps.py``. It must be safe to run twice and after any pause."""

    def declare(run: Work) -> Work:
        name = f"{run.__module__.split('.')[-2]}.{run.__name__}"
        _sweeps[name] = Sweep(name, every_minutes, run)
        return run

    return declare


def all_sweeps() -> list[Sweep]:
    """Every declared sweep, by name."""
    for app in (*settings.GROUND, *settings.FUNCTIONS):
        module = f"zhongshu.apps.{app}.sweeps"
        if find_spec(module):
            import_module(module)
    return [_sweeps[name] for name in sorted(_sweeps)]
