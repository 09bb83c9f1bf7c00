"""Which characters are taken for which: same sound, like sound, like shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

SAME_TONE, SAME_SOUND, FUZZY_SOUND, LETTER_OFF, LIKE_SHAPE, FAR_SHAPE, SWAPPED = range(7)
KINDS = 7
UNLIKE = KINDS
"""Taken for another that the table does not know: never proposed from here, only by another voice."""


def _costs(by_kind: tuple[int, ...], both: int) -> Numbers:
    """By mask, one bit a kind: the cheapest kind, and ``both`` less for an error of both sound and shape."""
    costs = np.zeros(1 << len(by_kind), dtype=np.int64)
    for mask in range(1, len(costs)):
        cheapest = min(cost for kind, cost in enumerate(by_kind) if mask >> kind & 1)
        costs[mask] = cheapest - (both if mask & 0b111 and mask & 0b110000 else 0)
    return costs


COSTS = _costs((40, 46, 61, 86, 56, 70, 60, 110), 16)
"""Cost of a substitution in sixteenths of a natural logarithm; from the error kinds in the training splits, every second
sentence of which has mistakes."""
RARE_COSTS = _costs((74, 81, 103, 133, 96, 125, 147, 147), 18)
"""The same where mistakes are a tenth as common."""


@dataclass(frozen=True)
class Confusion:
    """Row ``c`` of the table: ``others[starts[c]:starts[c + 1]]`` and their masks, others ascending."""

    starts: Numbers
    others: Numbers
    masks: Numbers

    def confusable(self, characters: Numbers) -> npt.NDArray[np.bool_]:
        """Which of them have a row in the table: the Chinese ones."""
        return self.starts[characters + 1] > self.starts[characters]

    def expand(self, characters: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """For all the characters together: index into ``characters``, the other character, the mask."""
        sizes = self.starts[characters + 1] - self.starts[characters]
        owner = np.repeat(np.arange(len(characters)), sizes)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        at = self.starts[characters][owner] + within
        return owner, self.others[at], self.masks[at]

    def mask(self, characters: Numbers, others: Numbers) -> Numbers:
        """How each character may be taken for the other; 0 where it is the same or may not."""
        keys = characters << 16 | others
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[at] == keys, self.masks[at], 0)

    @property
    def _keys(self) -> Numbers:
        cached = self.__dict__.get("keys")
        if cached is None:
            rows = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
            cached = rows << 16 | self.others
            self.__dict__["keys"] = cached
        return cached
