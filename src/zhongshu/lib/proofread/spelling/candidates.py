"""What could have been meant: the edges of the lattice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .alphabet import EDGE, RESERVED
from .confusion import COSTS, SWAPPED
from .language_model import Profile
from .lexicon import LONGEST
from .models import Models

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

PAD = 18
"""Edges put before and after a text, so that every window lies inside and sees no other text."""
REACH = 4
"""Characters after a change whose score it touches."""
FOREMOST = 14
"""Single characters proposed at one place."""
DOUBTFUL = -129
"""Score below which a character draws attention to itself and to the two before."""


@dataclass(frozen=True)
class Text:
    """A text as numbers with ``PAD`` edges on both sides, and its profile."""

    ids: Numbers
    profile: Profile
    sums: Numbers
    """Scores added up: ``sums[b] - sums[a]`` is the score of characters a up to b."""

    @classmethod
    def of(cls, models: Models, ids: Numbers) -> Text:
        edges = np.full(PAD, EDGE, dtype=np.int64)
        padded = np.concatenate([edges, ids, edges])
        profile = models.language.profile(padded)
        return cls(padded, profile, np.concatenate([[0], np.cumsum(profile.scores)]))

    def score(self, starts: Numbers, ends: Numbers) -> Numbers:
        """Of the characters from start up to end."""
        return self.sums[ends] - self.sums[starts]


@dataclass(frozen=True)
class Candidates:
    """One row a candidate: ``new[:, :length]`` in place of the ``length`` characters from ``start`` of the padded text."""

    start: Numbers
    length: Numbers
    new: Numbers
    masks: Numbers
    """As ``new``: how each new character may be taken for the old one; 0 where nothing changes."""

    def __len__(self) -> int:
        return len(self.start)

    def take(self, rows: Numbers | Flags) -> Candidates:
        return Candidates(self.start[rows], self.length[rows], self.new[rows], self.masks[rows])

    def and_also(self, others: Candidates) -> Candidates:
        return Candidates(
            np.concatenate([self.start, others.start]),
            np.concatenate([self.length, others.length]),
            np.concatenate([self.new, others.new]),
            np.concatenate([self.masks, others.masks]),
        )

    @property
    def end(self) -> Numbers:
        return self.start + self.length

    @property
    def cost(self) -> Numbers:
        cost: Numbers = COSTS[self.masks].sum(axis=1)
        return np.where((self.masks == 1 << SWAPPED).any(axis=1), COSTS[1 << SWAPPED], cost)


def doubtful(models: Models, text: Text) -> Flags:
    """The gate: characters near a place the model finds unlikely. Nothing else is looked at."""
    odd = (text.profile.orders <= 2) | (text.profile.scores < DOUBTFUL)
    near = odd.copy()
    near[:-1] |= odd[1:]
    near[:-2] |= odd[2:]
    return near & models.confusion.confusable(text.ids)


def propose(models: Models, text: Text, gate: Flags) -> Candidates:
    """Substitutions of one character, words of the same sound, and neighbours swapped, where the gate is open."""
    places = np.flatnonzero(gate)
    parts = [_characters(models, text, places), _swaps(models, text, places)]
    parts += [_words(models, text, gate, length) for length in range(2, LONGEST + 1)]
    return Candidates(
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.length for part in parts]),
        np.concatenate([part.new for part in parts]),
        np.concatenate([part.masks for part in parts]),
    )


def _characters(models: Models, text: Text, places: Numbers) -> Candidates:
    """At each place the ``FOREMOST`` that go best with the two neighbours."""
    owner, other, mask = models.confusion.expand(text.ids[places])
    at = places[owner]
    before, known_before = models.language.pair(text.ids[at - 1], other)
    after, known_after = models.language.pair(other, text.ids[at + 1])
    seen = np.flatnonzero(known_before | known_after)
    kept = seen[foremost(at[seen], (before + after - COSTS[mask])[seen], FOREMOST)]
    new, masks = np.zeros((2, len(kept), LONGEST), dtype=np.int64)
    new[:, 0], masks[:, 0] = other[kept], mask[kept]
    return Candidates(at[kept], np.ones(len(new), dtype=np.int64), new, masks)


def foremost(group: Numbers, worth: Numbers, limit: int) -> Numbers:
    """Rows of the ``limit`` worthiest of each group, by group, the best first, of equally good ones the first."""
    count = len(group)
    if not count:
        return np.arange(0)
    highest = worth.max()
    # in one number each, which numpy sorts several times faster than by two keys
    keys = (group * (highest - worth.min() + 1) + highest - worth) * count + np.arange(count)
    order = np.sort(keys) % count
    sorted_ = group[order]
    begins = np.flatnonzero(np.concatenate([[True], sorted_[1:] != sorted_[:-1]]))
    sizes = np.diff(np.concatenate([begins, [count]]))
    within = np.arange(count) - np.repeat(begins, sizes)
    return order[within < limit]


def _swaps(models: Models, text: Text, places: Numbers) -> Candidates:
    first, second = text.ids[places], text.ids[places + 1]
    places = places[(first != second) & models.confusion.confusable(second)]
    new, masks = np.zeros((2, len(places), LONGEST), dtype=np.int64)
    new[:, 0], new[:, 1] = text.ids[places + 1], text.ids[places]
    masks[:, :2] = 1 << SWAPPED
    return Candidates(places, np.full(len(places), 2, dtype=np.int64), new, masks)


def _words(models: Models, text: Text, gate: Flags, length: int) -> Candidates:
    """Words of ``length`` that sound like what stands there and differ from it in two characters or more."""
    inside = models.confusion.confusable(text.ids)
    runs = np.stack([inside[at : len(inside) - LONGEST + at] for at in range(length)])
    some = np.stack([gate[at : len(gate) - LONGEST + at] for at in range(length)])
    places = np.flatnonzero(runs.all(axis=0) & some.any(axis=0))
    old = text.ids[places[:, None] + np.arange(length)]
    owner, words = models.lexicon.alike(old)
    masks = models.confusion.mask(old[owner], words)
    changed = words != old[owner]
    kept = (changed.sum(axis=1) >= 2) & ((masks > 0) | ~changed).all(axis=1) & (words >= RESERVED).all(axis=1)
    new, kinds = np.zeros((2, int(kept.sum()), LONGEST), dtype=np.int64)
    new[:, :length], kinds[:, :length] = words[kept], masks[kept]
    return Candidates(places[owner[kept]], np.full(len(new), length, dtype=np.int64), new, kinds)
