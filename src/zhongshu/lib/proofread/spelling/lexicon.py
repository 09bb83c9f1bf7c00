"""The dictionary: which runs of characters are words, how common they are, and which words sound alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

from .alphabet import BITS

Numbers = npt.NDArray[np.int64]

LONGEST = 4
"""Longer words are compounds of shorter ones."""
UNKNOWN_COST = 272
"""Of a single character that is no word: 17 natural logarithms."""
SOUNDS = 10
"""Bits of a syllable's number."""
COMMON = 230
"""Words up to this cost may be suggested for others of the same sound."""
READINGS = 3


@dataclass(frozen=True)
class Lexicon:
    """``words[n]`` holds the keys of words of n + 1 characters, ascending; ``costs`` their costs; ``sounds`` up to
    ``READINGS`` syllables for each character, 0 for none."""

    words: tuple[Numbers, ...]
    costs: tuple[Numbers, ...]
    sounds: Numbers

    def cost(self, keys: Numbers, length: int) -> Numbers:
        """Of each run of ``length`` characters; -1 where it is no word."""
        words = self.words[length - 1]
        at = np.minimum(np.searchsorted(words, keys), len(words) - 1)
        return np.where(words[at] == keys, self.costs[length - 1][at], -1)

    def alike(self, runs: Numbers) -> tuple[Numbers, Numbers]:
        """Common words that sound like the runs (rows of equal length): index of the run, word as a row."""
        length = runs.shape[1]
        keys, order = self._by_sound[length]
        owners, found = [], []
        for readings in product(range(2), repeat=length):
            sounds = np.stack([self.sounds[runs[:, place], reading] for place, reading in enumerate(readings)], axis=1)
            spoken = np.flatnonzero((sounds > 0).all(axis=1))
            wanted = pack(sounds[spoken], SOUNDS)
            first, last = np.searchsorted(keys, wanted), np.searchsorted(keys, wanted, side="right")
            sizes = last - first
            owner = np.repeat(np.arange(len(spoken)), sizes)
            within = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
            owners.append(spoken[owner])
            found.append(order[first[owner] + within])
        words = self.words[length - 1]
        pairs = np.unique(np.concatenate(owners) * len(words) + np.concatenate(found))
        return pairs // len(words), unpack(words[pairs % len(words)], length)

    def one_off(self, runs: Numbers, wrong: int) -> tuple[Numbers, Numbers]:
        """Words of four that equal the runs but for the character ``wrong``: index of the run, that character."""
        keys, right = self._but_one[wrong]
        rest = pack(np.delete(runs, wrong, axis=1))
        first, last = np.searchsorted(keys, rest), np.searchsorted(keys, rest, side="right")
        sizes = last - first
        owner = np.repeat(np.arange(len(runs)), sizes)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        found = right[first[owner] + within]
        other = found != runs[owner, wrong]
        return owner[other], found[other]

    @cached_property
    def _but_one(self) -> tuple[tuple[Numbers, Numbers], ...]:
        """For each place of a word of four: keys of the other three characters, ascending, and the character."""
        rows = unpack(self.words[LONGEST - 1], LONGEST)
        index = []
        for place in range(LONGEST):
            keys = pack(np.delete(rows, place, axis=1))
            order = np.argsort(keys, kind="stable")
            index.append((keys[order], rows[order, place]))
        return tuple(index)

    @cached_property
    def _by_sound(self) -> dict[int, tuple[Numbers, Numbers]]:
        """By length: keys of syllables, ascending, and the word each belongs to."""
        index = {}
        for length in range(2, LONGEST + 1):
            common = np.flatnonzero(self.costs[length - 1] <= COMMON)
            rows = unpack(self.words[length - 1][common], length)
            keys, owners = [], []
            for readings in product(range(READINGS if length == 2 else 2), repeat=length):
                sounds = np.stack([self.sounds[rows[:, at], reading] for at, reading in enumerate(readings)], axis=1)
                spoken = (sounds > 0).all(axis=1)
                keys.append(pack(sounds[spoken], SOUNDS))
                owners.append(common[spoken])
            key, owner = np.concatenate(keys), np.concatenate(owners)
            order = np.argsort(key, kind="stable")
            index[length] = key[order], owner[order]
        return index


def pack(rows: Numbers, bits: int = BITS) -> Numbers:
    """Each row of small numbers as one number."""
    keys = np.zeros(len(rows), dtype=np.int64)
    for column in range(rows.shape[1]):
        keys = keys << bits | rows[:, column]
    return keys


def unpack(keys: Numbers, length: int) -> Numbers:
    """Inverse of :func:`pack` for characters."""
    return np.stack([keys >> BITS * (length - 1 - at) & (1 << BITS) - 1 for at in range(length)], axis=1)
