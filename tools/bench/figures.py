"""Figures, and the arithmetic from many times to few figures."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Figure:
    """One measured value; ``target`` is the most it should be, None where there is no target."""

    what: str
    value: float
    unit: str = "ms"
    target: float | None = None

    @property
    def met(self) -> bool:
        return self.target is None or self.value <= self.target


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` (0–1) of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(ceil(share * len(ordered)) - 1, 0)]


def spread(
    what: str, times: Sequence[float], *, target: float | None = None, target_95: float | None = None
) -> list[Figure]:
    """Median and 95th percentile of times in milliseconds."""
    return [
        Figure(f"{what}, p50 of {len(times)}", median(times), target=target),
        Figure(f"{what}, p95", percentile(times, 0.95), target=target_95),
    ]


def timed(times: list[float], do: Callable[[], T], clock: Callable[[], float] = time.perf_counter) -> T:
    """Do it and add the milliseconds it took to ``times``."""
    begun = clock()
    done = do()
    times.append((clock() - begun) * 1000)
    return done


def repeated(
    times: int, do: Callable[[], object], *, warm: int = 3, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Milliseconds of each of ``times`` runs, after ``warm`` runs that are not counted."""
    for _ in range(warm):
        do()
    taken: list[float] = []
    for _ in range(times):
        timed(taken, do, clock)
    return taken
