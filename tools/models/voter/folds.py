"""``python -m tools.models.voter.folds PAIRS.npz``: the training splits for ``tune.py``, in folds.

A network remembers, and half of these splits is the same sentence with and without a mistake: sentences that share a run of
eight characters are of one fold, and the trees learn from what a voter says of sentences it has not seen.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.models import corpus, examples
from tools.models.examples import Examples, Pairs
from tools.models.voter.texts import row
from zhongshu.lib.proofread.spelling import models
from zhongshu.lib.proofread.spelling.voter import Voter, open_voter
from zhongshu.lib.proofread.spelling.workshop import MODEL

NAMES = ("odw", "law", "med")
RUN = 8
FOLDS = 3
PLACE = Path(".gpu/folds")
"""Where the voters tuned without a fold lie, each in a folder with its number, as ``tune.py`` wrote them."""


@dataclass(frozen=True)
class Voters:
    """``whole`` ships; ``apart``: one for each fold, which has not learnt from it."""

    whole: Voter
    apart: Sequence[Voter]


def voters(base: models.Models, place: Path) -> Voters:
    """The one that ships and those in the folder. :class:`FileNotFoundError` where one is missing."""
    paths = [place / str(fold) / "voter.onnx" for fold in range(FOLDS)]
    found = [open_voter(base.alphabet), *(open_voter(base.alphabet, path) for path in paths)]
    whole, *apart = (voter for voter in found if voter)
    if len(apart) < FOLDS:
        raise FileNotFoundError(f"voters of all {FOLDS} folds in {place}, and onnxruntime")
    return Voters(whole, apart)


def sources(base: models.Models, pairs: Mapping[str, Pairs], known: Voters | None) -> dict[str, Examples]:
    """Rows for the trees, with what a voter says that has not seen them; without any voter where none is ``known``."""
    if known is None:
        return {name: examples.collect(base, rows) for name, rows in pairs.items()}
    return {
        name: examples.collect_apart(base, rows, folds_of(rows), known.apart)
        if name in NAMES
        else examples.collect(base, rows, known.whole)
        for name, rows in pairs.items()
    }


def folds_of(pairs: Pairs) -> np.ndarray:
    """The fold of each pair: groups that have a run in common, the largest first to the fold with the fewest."""
    parent = list(range(len(pairs)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[str, int] = {}
    for number, (_, meant) in enumerate(pairs):
        for at in range(max(1, len(meant) - RUN + 1)):
            parent[root(number)] = root(first.setdefault(meant[at : at + RUN], number))
    groups: dict[int, list[int]] = {}
    for number in range(len(pairs)):
        groups.setdefault(root(number), []).append(number)
    fold, sizes = np.zeros(len(pairs), dtype=np.int64), [0] * FOLDS
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
        arrays[f"{name}_fold"] = folds_of(pairs)
    np.savez(output, **arrays)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
