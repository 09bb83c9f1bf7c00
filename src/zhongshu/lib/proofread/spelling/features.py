"""What the reranker is told of a candidate: whole numbers, the same on every machine."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .alphabet import DIGIT, EDGE, LETTER
from .candidates import REACH, Candidates, Text
from .confusion import KINDS
from .language_model import Numbers
from .lattice import BEFORE, Edges
from .lexicon import LONGEST
from .models import Models
from .segmentation import segment

Flags = npt.NDArray[np.bool_]
AROUND = 4
"""Characters on either side of a candidate that are cut into words with it."""
LINE, GOOD = 40, 32
"""Places on either side that are looked over for other slips, and the advantage from which one counts."""
FAR = 12
"""Characters on either side that tell how familiar the surroundings are."""


def describe(models: Models, text: Text, edges: Edges, gate: Flags) -> npt.NDArray[np.float64]:
    """One row an edge."""
    candidates = edges.candidates
    columns = [
        edges.gain,
        candidates.cost,
        edges.net,
        edges.best - edges.without,
        edges.best,
        edges.without,
        edges.rival,
        edges.net - edges.rival,
        edges.rank,
        candidates.length,
        (candidates.masks > 0).sum(axis=1),
        *((candidates.masks >> kind & 1).sum(axis=1) for kind in range(KINDS)),
        *_runs(models, text, candidates),
        *_words(models, text, candidates),
        *_surroundings(text, candidates, gate),
        _company(text, edges),
    ]
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)


def _runs(models: Models, text: Text, candidates: Candidates) -> list[Numbers]:
    """The old and the new characters in the eyes of the language model."""
    at = candidates.start[:, None] - BEFORE + np.arange(BEFORE + LONGEST + REACH)
    at = np.minimum(at, len(text.ids) - 1)
    old = text.ids[at]
    new = replaced(candidates, old, BEFORE)
    profile = models.language.profile(new)
    place = np.arange(at.shape[1]) - BEFORE
    length = candidates.length[:, None]
    own, touched = (place >= 0) & (place < length), (place >= 0) & (place < length + 2)
    after = (place >= length) & (place < length + REACH)
    changed = own & (new != old)
    columns: list[Numbers] = []
    for scores, orders, ids in (
        (text.profile.scores[at], text.profile.orders[at], old),
        (profile.scores, profile.orders, new),
    ):
        columns += [
            np.where(touched, scores, 0).min(axis=1),
            np.where(own, scores, 0).sum(axis=1),
            np.where(after, scores, 0).sum(axis=1),
            np.where(touched, orders, 9).min(axis=1),
            np.where(own, orders, 0).max(axis=1),
            np.where(after, orders, 0).max(axis=1),
            np.where(changed, models.language.rarity(ids), 0).max(axis=1),
        ]
    return columns


def replaced(candidates: Candidates, rows: Numbers, offset: int) -> Numbers:
    """The rows, which begin ``offset`` before each candidate, with the candidates in place."""
    new = rows.copy()
    for place in range(LONGEST):
        inside = np.flatnonzero(candidates.length > place)
        new[inside, offset + place] = candidates.new[inside, place]
    return new


def _words(models: Models, text: Text, candidates: Candidates) -> list[Numbers]:
    """The old and the new characters as words."""
    at = candidates.start[:, None] - AROUND + np.arange(AROUND + LONGEST + AROUND)
    old = text.ids[np.minimum(at, len(text.ids) - 1)]
    new = replaced(candidates, old, AROUND)
    changed = new != old
    columns: list[Numbers] = []
    costs = []
    for rows in (old, new):
        cost, lengths = segment(models.lexicon, rows)
        costs.append(cost)
        columns += [np.where(changed, lengths, 0).max(axis=1), np.where(changed, lengths, 9).min(axis=1)]
    return [*columns, costs[0] - costs[1]]


def _surroundings(text: Text, candidates: Candidates, gate: Flags) -> list[Numbers]:
    """How well the model knows what stands around, and what the neighbours are."""
    last = len(text.ids)
    doubts = np.concatenate([[0], np.cumsum(gate)])
    low = np.maximum(candidates.start - FAR, 0)
    high = np.minimum(candidates.end + FAR, last)
    right = np.minimum(candidates.end + 2, last)
    far = np.minimum(right + FAR, last)
    known = text.ids != EDGE
    sums = np.concatenate([[0], np.cumsum(np.where(known, text.profile.scores, 0))])
    counts = np.concatenate([[0], np.cumsum(known)])
    count = np.maximum(counts[candidates.start] - counts[low] + counts[far] - counts[right], 1)
    outside = sums[candidates.start] - sums[low] + sums[far] - sums[right]
    before, after = text.ids[candidates.start - 1], text.ids[candidates.end]
    return [
        outside // count,
        doubts[high] - doubts[low],
        _kind(before),
        _kind(after),
    ]


def _company(text: Text, edges: Edges) -> Numbers:
    """At how many other places near by in the line a candidate is clearly better: slips come in company."""
    start = edges.candidates.start
    advantage = np.zeros(len(text.ids), dtype=np.int64)
    np.maximum.at(advantage, start, edges.best - edges.without)
    good = np.concatenate([[0], np.cumsum(advantage >= GOOD)])
    line = np.cumsum(text.ids == EDGE)
    first, last = np.searchsorted(line, line[start]), np.searchsorted(line, line[start], side="right")
    around = good[np.minimum(start + LINE, last)] - good[np.maximum(start - LINE, first)]
    own = good[np.minimum(edges.candidates.end + LONGEST, last)] - good[np.maximum(start - LONGEST, first)]
    return around - own


def _kind(ids: Numbers) -> Numbers:
    """0 for a character, 1 for a figure or letter, 2 for the edge of a line."""
    return np.where(ids == EDGE, 2, np.where((ids == DIGIT) | (ids == LETTER), 1, 0))
