"""The words of everyday language and their pairs, from libime's model."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tools.models import corpus
from zhongshu.lib.proofread.spelling import word_model
from zhongshu.lib.proofread.spelling.alphabet import Alphabet
from zhongshu.lib.proofread.spelling.everyday import FIRST, Everyday, to_arrays
from zhongshu.lib.proofread.spelling.language_model import UNIT

WORDS, PAIRS = 200_000, 1_650_000
"""How many of the commonest words (that is all), and how many of their pairs: those that tell most."""
LEANING = 50_000
"""How many of the commonest words tell which lines are everyday language."""
RARE = 3e-6
"""Added to the share of a word on both sides before they are compared."""
FAR = 3 * UNIT
"""Leaning beyond which a word tells no more."""
LAWS = 20_000
"""Paragraphs of laws that official language is counted in, beside all reports."""


def arrays(model: word_model.WordModel, split: corpus.Split, alphabet: Alphabet) -> dict[str, np.ndarray]:
    everyday = word_model.everyday(model, alphabet, WORDS, PAIRS, triples=True)
    laws = split.laws[:: max(1, len(split.laws) // LAWS)]
    return to_arrays(everyday, _leaning(everyday, alphabet, [laws, split.reports]))


def _leaning(everyday: Everyday, alphabet: Alphabet, kinds: Iterable[list[str]]) -> np.ndarray:
    """Of each of the commonest words; the kinds of official papers count alike."""
    score, shares = everyday.score[: FIRST + LEANING], []
    for paragraphs in kinds:
        found = everyday.words.longest(alphabet.encode("\n".join(paragraphs)), len(score))
        counts = np.bincount(found[found >= 0], minlength=len(score))
        shares.append(counts / counts.sum())
    ratio = np.log((np.exp(score / UNIT) + RARE) / (np.mean(shares, axis=0) + RARE))
    return np.clip(np.round(ratio * UNIT), -FAR, FAR).astype(np.int64)
