"""How likely each character is after the four before it. All figures are whole numbers, sixteenths of a natural logarithm."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from . import native
from .hashing import Bytes, Hashes, Table, extend
from .native import Kernel

ORDER = 5
UNIT = 16
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Profile:
    """For each character: its score (0 is certain, the rest below 0) and the length of the longest run known to end there."""

    scores: Numbers
    orders: Numbers


class LanguageModel:
    """``tables[n]`` holds the runs of n + 2 characters. ``layers`` are models of other texts over the same alphabet,
    each with what is taken off its scores: a run is as likely as the one that knows it best says."""

    def __init__(
        self,
        unigrams: tuple[Bytes, Bytes],
        tables: Sequence[Table],
        kernel: Kernel | None = None,
        layers: Sequence[tuple[LanguageModel, int]] = (),
    ) -> None:
        self._single = (unigrams[0].astype(np.int64), unigrams[1].astype(np.int64))
        self._tables = tables
        self._kernel = kernel
        self._native = native.tables([(table.marks, table.values, table.size) for table in tables])
        self._layers = tuple(layers)

    def with_layers(self, layers: Sequence[tuple[LanguageModel, int]]) -> LanguageModel:
        """The same model, with these layers over those it has."""
        layered = copy(self)
        layered._layers = (*self._layers, *layers)
        return layered

    def profile(self, ids: Numbers) -> Profile:
        """Of one text, or of the rows of a matrix each on its own."""
        rows = ids.reshape(1, -1) if ids.ndim == 1 else ids
        scores, orders = self._score(rows)
        for layer, taken in self._layers:
            more, longer = layer._score(rows)
            scores, orders = np.maximum(scores, more - taken), np.maximum(orders, longer)
        return Profile(scores.reshape(ids.shape), orders.reshape(ids.shape))

    def rarity(self, ids: Numbers) -> Numbers:
        """How rare each character is by itself, in the unit of the scores."""
        rarity: Numbers = self._single[0][ids]
        return rarity

    def pair(self, first: Numbers, second: Numbers) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """The score of each second character after the first alone, and whether the two were ever seen together."""
        hashes = extend(extend(np.zeros(len(first), dtype=np.uint64), first), second)
        scores, known = self._pair(hashes, first, second)
        for layer, taken in self._layers:
            more, seen = layer._pair(hashes, first, second)
            scores, known = np.maximum(scores, more - taken), known | seen
        return scores, known

    def _pair(self, hashes: Hashes, first: Numbers, second: Numbers) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        at = self._tables[0].find(hashes)
        apart = self._single[0][second] + self._single[1][first]
        return -np.where(at >= 0, self._tables[0].values[0][at], apart), at >= 0

    def _score(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        if self._kernel:
            return self._kernel.profile(self._single, self._native, rows)
        columns = np.tile(np.arange(rows.shape[1]), rows.shape[0])
        flat = rows.reshape(-1)
        inner = np.flatnonzero(columns > 0)
        scores = -self._single[0][flat]
        orders = np.ones_like(flat)
        backoffs = -self._single[1][flat]
        """Of the runs of the length before that end at each place."""
        ends = inner
        for length, table in enumerate(self._tables, 2):
            scores[inner] += backoffs[inner - 1]
            ends = ends[(columns[ends] >= length - 1) & (orders[ends - 1] >= length - 1)]
            places = table.find(_hashes(flat, ends, length))
            ends, places = ends[places >= 0], places[places >= 0]
            scores[ends] = -table.values[0][places].astype(np.int64)
            orders[ends] = length
            backoffs = np.zeros_like(flat)
            if len(table.values) > 1:
                backoffs[ends] = -table.values[1][places].astype(np.int64)
        return scores.reshape(rows.shape), orders.reshape(rows.shape)


def _hashes(flat: Numbers, ends: Numbers, length: int) -> Hashes:
    hashes = np.zeros(len(ends), dtype=np.uint64)
    for back in range(length - 1, -1, -1):
        hashes = extend(hashes, flat[ends - back])
    return hashes
