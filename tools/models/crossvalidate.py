"""``python -m tools.models.crossvalidate [--alone] [--folds FOLDER]``: how good the spelling engine is on what it did not learn from.

Three folds (``voter/folds.py``): voter and trees learn from two thirds of everything, the third is answered by the engine as it
ships, all rounds and finders, before suppression. Everyday language, of which nothing is learnt, and mistakes made in unseen
papers are answered by the voter and the trees that learnt from all, alone and with libime's model beside them. ``--alone`` leaves the voter out.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tools.models import corpus, counting, examples, training
from tools.models.examples import Examples, Pairs
from tools.models.voter import folds
from tools.models.voter.folds import Voters
from zhongshu.lib.proofread.spelling import learning, models, word_model
from zhongshu.lib.proofread.spelling.correction import Correction
from zhongshu.lib.proofread.spelling.doubts import CARELESS, CLEAR, CLEAR_SLIP, COMPANY, is_clear, is_company
from zhongshu.lib.proofread.spelling.speller import Speller
from zhongshu.lib.proofread.spelling.voter import Voter
from zhongshu.lib.proofread.spelling.workshop import MODEL

UNSEEN, UNSEEN_SEED = 6_000, 99
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
TALK = ("sighan2015", "sighan2013", "med")
"""Learners' letters and doctors' talk, of which nothing is learnt."""
MADE_UP = ("letters", "mixed_up")
"""Letters made up here, and sentences full of characters that are often mixed up."""
Answers = list[tuple[Correction, ...]]
Sources = dict[str, Examples]


def main(*, alone: bool, apart: Path) -> None:
    base, split = models.open_models(MODEL), corpus.read()
    known = None if alone else folds.voters(base, apart)
    pairs = {name: examples.read(corpus.DATA / f"{name}.train") for name in (*folds.NAMES, *TALK)}
    pairs |= {name: examples.made_up(name) for name in MADE_UP}
    pairs["tune"] = examples.made(base, split.tune)
    unseen = corpus.unseen(split.held, split.laws + split.reports + split.tune)
    pairs["held"] = examples.spoilt(base, unseen, UNSEEN, examples.SPOILT, UNSEEN_SEED)
    learnable = {name: pairs[name] for name in training.SOURCES}
    plain = folds.sources(base, learnable, None)
    voted = folds.sources(base, learnable, known) if known else None
    tell(base, known, pairs, plain, voted)


def tell(
    base: models.Models, known: Voters | None, pairs: dict[str, Pairs], plain: Sources, voted: Sources | None
) -> None:
    answers: dict[str, Answers] = {name: [()] * len(pairs[name]) for name in training.SOURCES}
    fold = {name: folds.folds_of(pairs[name]) for name in training.SOURCES}
    for number in range(folds.FOLDS):
        others = {name: row != number for name, row in fold.items()}
        speller = learnt(base, known.apart[number] if known else None, plain, voted, others)
        for name in training.SOURCES:
            mine = np.flatnonzero(fold[name] == number)
            found = answered(speller, [pairs[name][row][0] for row in mine])
            for row, answer in zip(mine, found, strict=True):
                answers[name][row] = answer
    _tell("odw.train, cross-validated", pairs["odw"], answers["odw"])
    _tell("law.train, cross-validated", pairs["law"], answers["law"])
    _alarms("unseen papers, cross-validated", pairs["tune"], answers["tune"])
    speller = learnt(base, known.whole if known else None, plain, voted)
    for name in (*TALK, *MADE_UP):
        _tell(f"{name}, nothing learnt", pairs[name], answered(speller, [wrong for wrong, _ in pairs[name]]))
    _alarms("held, nothing learnt", pairs["held"], answered(speller, [wrong for wrong, _ in pairs["held"]]))
    with TemporaryDirectory() as folder:
        layer = Path(folder) / "general.zspell"
        layer.write_bytes(learning.general(base, word_model.read(counting.libime())))
        speller = speller.over(models.layered(speller.models, [layer]))
        for name in (*TALK, *MADE_UP):
            answers[name] = answered(speller, [wrong for wrong, _ in pairs[name]])
            _tell(f"{name} after zhongshu learn libime", pairs[name], answers[name])
        _alarms("held after it", pairs["held"], answered(speller, [wrong for wrong, _ in pairs["held"]]))


def learnt(
    base: models.Models,
    voter: Voter | None,
    plain: Sources,
    voted: Sources | None,
    only: Mapping[str, np.ndarray] | None = None,
) -> Speller:
    """The engine with trees that learnt from all, or ``only`` from some sentences of each source."""
    fitted = [
        training.reranker(
            training.train({name: one.only(only[name][one.sentence]) if only else one for name, one in source.items()})
        )
        for source in (plain, voted)
        if source
    ]
    own = replace(base, reranker=fitted[0], voted=fitted[1] if voted else None)
    return Speller(own, lambda: voter)


def answered(speller: Speller, texts: Sequence[str]) -> Answers:
    speller.prepare(texts)
    return [speller.corrections(text) for text in texts]


def _thresholds(answers: Answers) -> Iterator[tuple[str, Answers]]:
    """What is told at each threshold. Last the thresholds in use from which something should be changed: they look at the
    sentence."""
    for threshold in THRESHOLDS:
        yield str(threshold), [tuple(item for item in one if item.chance >= threshold) for one in answers]
    in_use = []
    for one in answers:
        sure = any(is_company(item, hasty=True) for item in one)
        in_use.append(tuple(item for item in one if is_clear(item, beside_sure=sure, hasty=True)))
    yield f"in use ({CLEAR}, slips {CLEAR_SLIP}, {CARELESS} beside {COMPANY})", in_use


def _put(text: str, corrections: Sequence[Correction]) -> str:
    for item in sorted(corrections, key=lambda item: -item.start):
        text = text[: item.start] + item.new + text[item.end :]
    return text


def _tell(title: str, pairs: Pairs, answers: Answers) -> None:
    print(f"{title}: {len(pairs)} sentences")
    for name, told in _thresholds(answers):
        corrected = [_put(wrong, one) for (wrong, _), one in zip(pairs, told, strict=True)]
        figures = examples.score(pairs, corrected)
        print(f"  {name}: " + " ".join(f"{key} {value:.1f}" for key, value in figures.items()), flush=True)


def _alarms(title: str, pairs: Pairs, answers: Answers) -> None:
    clean = [wrong == right for wrong, right in pairs]
    size = sum(len(right) for (_, right), good in zip(pairs, clean, strict=True) if good)
    print(f"{title}: {size:,} clean characters, {clean.count(False)} sentences with made mistakes")
    for name, told in _thresholds(answers):
        alarms = sum(len(one) for one, good in zip(told, clean, strict=True) if good)
        made, right = map(
            sum, zip(*(_put_right(*pair, one) for pair, one in zip(pairs, told, strict=True)), strict=True)
        )
        print(
            f"  {name}: {10_000 * alarms / size:.2f} false alarms in 10,000, {100 * right / made:.1f} % of mistakes",
            flush=True,
        )


def _put_right(wrong: str, meant: str, told: Sequence[Correction]) -> tuple[int, int]:
    """How many mistakes, each a run of wrong characters, were made, and how many put right."""
    answer = list(wrong)
    for item in told:
        if item.end - item.start == len(item.new):
            answer[item.start : item.end] = item.new
    places = [at for at, (one, other) in enumerate(zip(wrong, meant, strict=True)) if one != other]
    starts = [at for at in places if at - 1 not in places]
    ends = [next(end for end in range(start, len(wrong) + 1) if end not in places) for start in starts]
    right = sum("".join(answer[start:end]) == meant[start:end] for start, end in zip(starts, ends, strict=True))
    return len(starts), right


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--folds", type=Path, default=folds.PLACE)
    options = parser.parse_args()
    main(alone=options.alone, apart=options.folds)
