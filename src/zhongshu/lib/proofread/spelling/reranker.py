"""Gradient trees: from what is known of a candidate to the probability that it is what was meant."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .native import Kernel

Reals = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


OWN = 0.3
"""Share of the plain trees where the voter is heard: they are less sure of papers of a kind that neither learnt from."""


def blended(alone: Reals, together: Reals) -> Reals:
    """Of two chances of each candidate the mean of the logits."""
    logits = [np.log(chance / (1 - chance)) for chance in (np.clip(one, 1e-4, 1 - 1e-4) for one in (alone, together))]
    chance: Reals = np.round(1 / (1 + np.exp(-OWN * logits[0] - (1 - OWN) * logits[1])), 4)
    return chance


@dataclass(frozen=True)
class Reranker:
    """All nodes of all trees in one row. A node sends what is <= ``threshold`` to ``left``, the rest to the node after it;
    a leaf has itself as ``left`` and +inf as threshold. Values are whole numbers, millionths of a logit."""

    roots: Numbers
    feature: Numbers
    threshold: Reals
    left: Numbers
    value: Numbers
    base: int
    depth: int
    kernel: Kernel | None = None

    def probability(self, features: Reals) -> Reals:
        """One figure between 0 and 1 a row."""
        logits = (self._grow(features) + self.base) / 1e6
        chance: Reals = np.round(1 / (1 + np.exp(-logits)), 4)
        return chance

    def _grow(self, features: Reals) -> Numbers:
        """The sum of the leaves each row falls into."""
        if self.kernel:
            return self.kernel.grow(self.roots, self.feature, self.threshold, self.left, self.value, features)
        at = np.broadcast_to(self.roots, (len(features), len(self.roots))).copy()
        rows = np.arange(len(features))[:, None]
        for _ in range(self.depth):
            small = features[rows, self.feature[at]] <= self.threshold[at]
            at = np.where(small, self.left[at], at + 1)
        sums: Numbers = self.value[at].sum(axis=1)
        return sums
