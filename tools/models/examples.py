"""Pairs of what was written and what was meant, as rows for the reranker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from zhongshu.lib.proofread.spelling import candidates, features, lattice, spoiling, voter
from zhongshu.lib.proofread.spelling.alphabet import EDGE
from zhongshu.lib.proofread.spelling.lexicon import LONGEST
from zhongshu.lib.proofread.spelling.models import Models
from zhongshu.lib.proofread.spelling.voter import Voter

Pairs = list[tuple[str, str]]
CHUNK = 400
"""Sentences looked at together."""
SENTENCES, SPOILT = 15_500, 0.35
"""Clean sentences, and the share of them that is given mistakes, that the reranker learns from beside the splits."""
SEED = 11


@dataclass(frozen=True)
class Examples:
    """``features`` of each candidate, whether it is ``right``, and the ``sentence`` it stands in."""

    pairs: Pairs
    features: np.ndarray
    right: np.ndarray
    sentence: np.ndarray
    start: np.ndarray
    length: np.ndarray
    new: np.ndarray

    @property
    def clean(self) -> np.ndarray:
        """Whether the sentence of each candidate has no mistake."""
        flags = np.array([wrong == right for wrong, right in self.pairs])
        return flags[self.sentence]

    def only(self, rows: np.ndarray) -> Examples:
        """These candidates; the sentences stay."""
        columns = (self.features, self.right, self.sentence, self.start, self.length, self.new)
        return Examples(self.pairs, *(column[rows] for column in columns))


def read(path: Path) -> Pairs:
    """A training split: what was written and what was meant, where both are of one length."""
    rows = [line.rstrip("\n").split("\t") for line in path.read_text("utf-8").splitlines()]
    return [(row[1], row[2]) for row in rows if len(row) >= 3 and len(row[1]) == len(row[2])]


def made_up(name: str) -> Pairs:
    """What ``letters.txt`` or ``mixed_up.txt`` has."""
    lines = Path(__file__).with_name(f"{name}.txt").read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if not line.startswith("#")]
    return [(row[0], row[-1]) for row in rows]


def made(base: Models, paragraphs: list[str]) -> Pairs:
    """What the trees learn from beside the splits."""
    return spoilt(base, paragraphs, SENTENCES, SPOILT, SEED, spoiling.WITH_ANY)


def spoilt(
    base: Models,
    paragraphs: list[str],
    count: int,
    share: float,
    seed: int,
    kinds: Sequence[tuple[str | int, float]] = spoiling.KINDS,
) -> Pairs:
    """Sentences of the paragraphs, some of them with one mistake and a few with two."""
    random, spoiler = Random(seed), spoiling.Spoiler(base, seed, kinds)
    sentences = spoiling.sentences(paragraphs)
    random.shuffle(sentences)
    pairs = []
    for sentence in sentences[:count]:
        times = random.choice((1, 1, 1, 2)) if random.random() < share else 0
        pairs.append((spoiler.spoil(sentence, times), sentence))
    return pairs


def collect(models: Models, pairs: Pairs, second: Voter | None = None) -> Examples:
    """With what the ``second`` voice proposes and thinks, if there is one."""
    parts = [_chunk(models, pairs[at : at + CHUNK], at, second) for at in range(0, len(pairs), CHUNK)]
    return Examples(pairs, *(np.concatenate([part[column] for part in parts]) for column in range(6)))


def collect_apart(models: Models, pairs: Pairs, fold: np.ndarray, voters: Sequence[Voter]) -> Examples:
    """Each sentence as the voter sees it that has not learnt from its ``fold``."""
    parts = []
    for number, one_voter in enumerate(voters):
        mine = np.flatnonzero(fold == number)
        one = collect(models, [pairs[row] for row in mine], one_voter)
        parts.append((one.features, one.right, mine[one.sentence], one.start, one.length, one.new))
    return Examples(pairs, *(np.concatenate([part[column] for part in parts]) for column in range(6)))


def _joined(models: Models, texts: list[str]) -> np.ndarray:
    """As the speller joins lines: what is said of one must not depend on the next."""
    gap = np.full(candidates.PAD, EDGE, dtype=np.int64)
    return np.concatenate([part for text in texts for part in (models.alphabet.encode(text), gap)])


def _chunk(models: Models, pairs: Pairs, first: int, second: Voter | None) -> tuple[np.ndarray, ...]:
    pad = candidates.PAD
    written, meant = (_joined(models, [pair[side] for pair in pairs]) for side in (0, 1))
    meant = np.pad(meant, pad)
    text = candidates.Text.of(models, written)
    gate = candidates.doubtful(models, text)
    proposed, votes = candidates.propose(models, text, gate), None
    if second is not None:
        inside = text.ids != EDGE
        votes = second.ask(text, inside)
        edges = lattice.weigh(models, text, proposed, voter.proposals(models, text, votes, inside))
    else:
        edges = lattice.weigh(models, text, proposed)
    found = edges.candidates
    span = np.minimum(found.start[:, None] + np.arange(LONGEST), len(meant) - 1)
    inside = np.arange(LONGEST) < found.length[:, None]
    right = ((found.new == meant[span]) | ~inside).all(axis=1)
    begins = np.cumsum([0] + [len(wrong) + pad for wrong, _ in pairs])
    sentence = np.searchsorted(begins, found.start - pad, side="right") - 1
    rows = features.describe(models, text, edges, gate)
    if votes:
        rows = np.concatenate([rows, np.stack(voter.describe(text, found, votes), axis=1)], axis=1)
    return (
        rows.astype(np.float32),
        right,
        sentence + first,
        found.start - pad - begins[sentence],
        found.length,
        found.new,
    )


def correct(examples: Examples, chance: np.ndarray, threshold: float, decode) -> list[str]:
    """The sentences after all candidates from ``threshold`` on, the likeliest first where two overlap."""
    texts = [list(wrong) for wrong, _ in examples.pairs]
    taken: set[tuple[int, int]] = set()
    for row in np.argsort(-chance, kind="stable"):
        if chance[row] < threshold:
            break
        sentence, start, length = examples.sentence[row], examples.start[row], examples.length[row]
        places = {(sentence, at) for at in range(start, start + length)}
        if not places & taken:
            taken |= places
            texts[sentence][start : start + length] = decode(examples.new[row, :length])
    return ["".join(text) for text in texts]


def score(pairs: Pairs, answers: list[str]) -> dict[str, float]:
    """Of whole sentences: precision, recall and F1 of correction, and the share of clean ones altered."""
    wrong = sum(one != other for one, other in pairs)
    altered = sum(answer != one for (one, _), answer in zip(pairs, answers, strict=True))
    right = sum(one != other == answer for (one, other), answer in zip(pairs, answers, strict=True))
    spoilt = sum(one == other != answer for (one, other), answer in zip(pairs, answers, strict=True))
    return {
        "P": 100 * right / max(1, altered),
        "R": 100 * right / max(1, wrong),
        "F1": 200 * right / max(1, altered + wrong),
        "FPR": 100 * spoilt / max(1, len(pairs) - wrong),
    }
