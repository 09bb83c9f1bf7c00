"""``python -m tools.models.voter.pairs PAIRS.npz``: the training splits for ``tune.py``, in folds.

Sentences that share a run of eight characters are of one fold: a network remembers, and half of these splits is the same
sentence with and without a mistake.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tools.models import corpus, examples
from tools.models.voter.texts import row
from zhongshu.lib.proofread.spelling import models
from zhongshu.lib.proofread.spelling.workshop import MODEL

NAMES = ("odw", "law", "med")
RUN = 8
FOLDS = 3


def folds(texts: Sequence[str]) -> np.ndarray:
    """The fold of each text: groups of texts with a run in common, the largest first to the fold with the fewest."""
    parent = list(range(len(texts)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[str, int] = {}
    for number, text in enumerate(texts):
        for at in range(max(1, len(text) - RUN + 1)):
            parent[root(number)] = root(first.setdefault(text[at : at + RUN], number))
    groups: dict[int, list[int]] = {}
    for number in range(len(texts)):
        groups.setdefault(root(number), []).append(number)
    fold, sizes = np.zeros(len(texts), dtype=np.int64), [0] * FOLDS
    for group in sorted(groups.values(), key=lambda group: (-len(group), group[0])):
        smallest = sizes.index(min(sizes))
        fold[group] = smallest
        sizes[smallest] += len(group)
    return fold


def write(output: Path) -> None:
    base = models.open_models(MODEL)
    arrays: dict[str, np.ndarray] = {}
    for name in NAMES:
        pairs = examples.read(corpus.DATA / f"{name}.train")
        for number, side in enumerate(("written", "meant")):
            arrays[f"{name}_{side}"] = np.concatenate([row(base, pair[number]) for pair in pairs])
        arrays[f"{name}_fold"] = folds([meant for _, meant in pairs])
    np.savez(output, **arrays)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
