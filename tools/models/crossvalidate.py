"""``python -m tools.models.crossvalidate [MODEL]``: how good the reranker is on what it did not learn from.

Three folds by sentence over the training splits of documents and laws: two thirds are learnt from together with everything
else, the third is answered. SIGHAN, of which nothing is learnt, and mistakes made in unseen papers are answered by the
reranker that learnt from all. First round of the search only: before doubled, swapped and missing characters, idioms,
pairs of words and suppression.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from tools.models import corpus, examples, training
from tools.models.__main__ import SEED, SENTENCES, SPOILT, spoilt
from tools.models.examples import Examples
from zhongshu.lib.proofread.spelling import models
from zhongshu.lib.proofread.spelling.doubts import CARELESS, CLEAR, COMPANY
from zhongshu.lib.proofread.spelling.workshop import MODEL

FOLDS = 3
UNSEEN, UNSEEN_SEED = 6_000, 99
LEAST = 1e-9
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9)


def main(path: Path) -> None:
    base, split = models.open_models(path), corpus.read()
    sources = {
        name: examples.collect(base, examples.read(corpus.DATA / f"{name}.train"))
        for name in training.SOURCES
        if name != "tune"
    }
    sources["tune"] = examples.collect(base, spoilt(base, split.tune, SENTENCES, SPOILT, SEED))
    for name in ("odw", "law"):
        _tell(f"{name}.train, cross-validated", sources[name], _out_of_fold(sources, name), base)
    _alarms("unseen papers, cross-validated", sources["tune"], _out_of_fold(sources, "tune"), base)
    model = training.train(sources)
    sighan = examples.collect(base, examples.read(corpus.DATA / "sighan2015.train"))
    _tell("sighan2015.train, nothing learnt", sighan, model.chance(sighan.features), base)
    unseen = corpus.unseen(split.held, split.laws + split.reports + split.tune)
    held = examples.collect(base, spoilt(base, unseen, UNSEEN, SPOILT, UNSEEN_SEED))
    _alarms("papers nothing was set by", held, model.chance(held.features), base)


def _out_of_fold(sources: Mapping[str, Examples], name: str) -> np.ndarray:
    fold = sources[name].sentence % FOLDS
    chance = np.zeros(len(fold))
    for number in range(FOLDS):
        model = training.train({**sources, name: sources[name].only(fold != number)})
        chance[fold == number] = model.chance(sources[name].features[fold == number])
    return chance


def _thresholds(source: Examples, chance: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """What is told at each threshold: the chances, 0 where nothing is. Last the thresholds in use, which look at the sentence."""
    for threshold in THRESHOLDS:
        yield str(threshold), np.where(chance >= threshold, chance, 0)
    surest = np.zeros(len(source.pairs))
    np.maximum.at(surest, source.sentence, chance)
    told = (chance >= CLEAR) | ((chance >= CARELESS) & (surest[source.sentence] >= COMPANY))
    yield f"in use ({CLEAR}, {CARELESS} beside {COMPANY})", np.where(told, chance, 0)


def _tell(title: str, source: Examples, chance: np.ndarray, base: models.Models) -> None:
    print(f"{title}: {len(source.pairs)} sentences")
    for name, told in _thresholds(source, chance):
        figures = examples.score(source.pairs, examples.correct(source, told, LEAST, base.alphabet.decode))
        print(f"  {name}: " + " ".join(f"{key} {value:.1f}" for key, value in figures.items()), flush=True)


def _alarms(title: str, source: Examples, chance: np.ndarray, base: models.Models) -> None:
    clean = np.array([wrong == right for wrong, right in source.pairs])
    size = sum(len(right) for wrong, right in source.pairs if wrong == right)
    print(f"{title}: {size:,} clean characters, {(~clean).sum()} sentences with made mistakes")
    for name, told in _thresholds(source, chance):
        rows = np.flatnonzero((told > 0) & clean[source.sentence])
        alarms = len(set(zip(source.sentence[rows].tolist(), source.start[rows].tolist(), strict=True)))
        right = _put_right(source.pairs, examples.correct(source, told, LEAST, base.alphabet.decode))
        print(f"  {name}: {10_000 * alarms / size:.2f} false alarms in 10,000, {right:.1f} % of mistakes", flush=True)


def _put_right(pairs: examples.Pairs, answers: list[str]) -> float:
    """Share of mistakes, each a run of wrong characters, that were put right."""
    made = right = 0
    for (wrong, meant), answer in zip(pairs, answers, strict=True):
        for start, end in _runs(wrong, meant):
            made += 1
            right += answer[start:end] == meant[start:end]
    return 100 * right / max(1, made)


def _runs(wrong: str, meant: str) -> list[tuple[int, int]]:
    places = [at for at, (one, other) in enumerate(zip(wrong, meant, strict=True)) if one != other]
    starts = [at for at in places if at - 1 not in places]
    return [(start, next(end for end in range(start, len(wrong) + 1) if end not in places)) for start in starts]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL)
