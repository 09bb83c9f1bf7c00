"""The likeliest words of short stretches of text: how much they cost, and how long the word at each place is."""

from __future__ import annotations

import numpy as np

from .alphabet import BITS
from .lexicon import LONGEST, UNKNOWN_COST, Lexicon, Numbers


def segment(lexicon: Lexicon, rows: Numbers) -> tuple[Numbers, Numbers]:
    """For each row of characters: the cost of its cheapest words, and the length of the word that holds each place."""
    height, width = rows.shape
    best = np.full((width + 1, height), 1 << 30, dtype=np.int64)
    best[0] = 0
    chosen = np.ones((width + 1, height), dtype=np.int64)
    costs = [_costs(lexicon, rows, length) for length in range(1, LONGEST + 1)]
    for end in range(1, width + 1):
        for length in range(1, min(LONGEST, end) + 1):
            total = best[end - length] + costs[length - 1][:, end - length]
            better = total < best[end]
            best[end] = np.where(better, total, best[end])
            chosen[end] = np.where(better, length, chosen[end])
    return best[width], _lengths(chosen, height, width)


def _costs(lexicon: Lexicon, rows: Numbers, length: int) -> Numbers:
    """Cost of the run of ``length`` that begins at each place."""
    width = rows.shape[1] - length + 1
    keys = rows[:, :width].copy()
    for offset in range(1, length):
        keys = keys << BITS | rows[:, offset : offset + width]
    found = lexicon.cost(keys.reshape(-1), length).reshape(keys.shape)
    return np.where(found >= 0, found, UNKNOWN_COST if length == 1 else 1 << 20)


def _lengths(chosen: Numbers, height: int, width: int) -> Numbers:
    """Walk back from the ends, all rows at once."""
    lengths = np.ones((height, width), dtype=np.int64)
    at = np.full(height, width, dtype=np.int64)
    rows = np.arange(height)
    for end in range(width, 0, -1):
        here = np.flatnonzero(at == end)
        length = chosen[end, here]
        for back in range(1, LONGEST + 1):
            inside = here[length >= back]
            lengths[rows[inside], end - back] = chosen[end, inside]
        at[here] -= length
    return lengths
