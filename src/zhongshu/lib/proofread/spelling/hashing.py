"""Tables of character runs without the runs: a fingerprint of 16 bits, found within eight places of where it belongs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .native import Kernel

Hashes = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]

PROBES = 8
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_FINAL = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)


def extend(hashes: Hashes, characters: npt.NDArray[np.int64]) -> Hashes:
    """The hashes of runs one character longer."""
    mixed: Hashes = (hashes ^ (characters.astype(np.uint64) + np.uint64(1))) * _FACTOR
    return mixed ^ (mixed >> np.uint64(29))


def fingerprints(hashes: Hashes) -> npt.NDArray[np.uint16]:
    """Never 0, which marks an empty place."""
    low = (hashes * _FINAL >> np.uint64(48)).astype(np.uint16)
    return np.where(low == 0, np.uint16(1), low)


def places(hashes: Hashes, size: int) -> npt.NDArray[np.int64]:
    """Where each belongs in a table for ``size`` (the table has ``PROBES - 1`` places more)."""
    return ((hashes >> _HALF) * np.uint64(size) >> _HALF).astype(np.int64)


@dataclass(frozen=True)
class Table:
    """What is known of runs of one length; values are small numbers, one or two a run."""

    marks: npt.NDArray[np.uint16]
    values: tuple[Bytes, ...]
    kernel: Kernel | None = None

    @property
    def size(self) -> int:
        return len(self.marks) - PROBES + 1

    def find(self, hashes: Hashes) -> npt.NDArray[np.int64]:
        """The place of each run, -1 where it is not known."""
        if self.kernel:
            return self.kernel.find(self.marks, self.size, hashes)
        wanted = fingerprints(hashes)
        at = places(hashes, self.size)
        found = np.full(len(hashes), -1, dtype=np.int64)
        open_ = np.arange(len(hashes))
        for _ in range(PROBES):
            marks = self.marks[at[open_]]
            hit = marks == wanted[open_]
            found[open_[hit]] = at[open_[hit]]
            open_ = open_[~hit & (marks != 0)]
            if not len(open_):
                break
            at[open_] += 1
        return found


@dataclass(frozen=True)
class Compact:
    """A table as a file holds it, without its empty places: ``full`` has a bit for each of ``count`` places."""

    count: int
    full: Bytes
    marks: npt.NDArray[np.uint16]
    values: tuple[Bytes, ...]

    @classmethod
    def of(cls, table: Table) -> Compact:
        full = table.marks != 0
        values = tuple(value[full] for value in table.values)
        return cls(len(table.marks), np.packbits(full), table.marks[full], values)

    def table(self, kernel: Kernel | None = None) -> Table:
        """Inverse of :meth:`of`."""
        full = np.unpackbits(self.full, count=self.count).view(bool)
        marks = np.zeros(self.count, dtype=np.uint16)
        marks[full] = self.marks
        values = np.zeros((len(self.values), self.count), dtype=np.uint8)
        for whole, column in zip(values, self.values, strict=True):
            whole[full] = column
        return Table(marks, tuple(values), kernel)


def build(hashes: Hashes, values: tuple[Bytes, ...], load: float) -> Table:
    """A table of runs in order of importance: the last ones are left out where there is no place for them."""
    size = int(len(hashes) / load) + 1
    marks = np.zeros(size + PROBES - 1, dtype=np.uint16)
    owner = np.full(len(marks), -1, dtype=np.int64)
    at, waiting = places(hashes, size), np.arange(len(hashes))
    for _ in range(PROBES):
        free = waiting[owner[at[waiting]] < 0]
        taken, first = np.unique(at[free], return_index=True)
        owner[taken] = free[first]
        waiting = waiting[owner[at[waiting]] != waiting]
        at[waiting] += 1
    full = owner >= 0
    marks[full] = fingerprints(hashes)[owner[full]]
    stored = []
    for value in values:
        column = np.zeros(len(marks), dtype=np.uint8)
        column[full] = value[owner[full]]
        stored.append(column)
    return Table(marks, tuple(stored))
