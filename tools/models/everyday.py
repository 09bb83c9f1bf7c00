"""The words of everyday language and their pairs, from libime's model."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tools.models import corpus
from zhongshu.lib.proofread.spelling import word_model
from zhongshu.lib.proofread.spelling.alphabet import Alphabet
from zhongshu.lib.proofread.spelling.everyday import Everyday, to_arrays
from zhongshu.lib.proofread.spelling.language_model import UNIT

WORDS, PAIRS = 50_000, 700_000
"""How many of the commonest words, and how many of their pairs: those that tell most."""
RARE = 3e-6
"""Added to the share of a word on both sides before they are compared."""
FAR = 3 * UNIT
"""Leaning beyond which a word tells no more."""
LAWS = 20_000
"""Paragraphs of laws that official language is counted in, beside all reports."""


def arrays(model: word_model.WordModel, split: corpus.Split, alphabet: Alphabet) -> dict[str, np.ndarray]:
    everyday = word_model.everyday(model, alphabet, WORDS, PAIRS, triples=False)
    laws = split.laws[:: max(1, len(split.laws) // LAWS)]
    return to_arrays(everyday, _leaning(everyday, alphabet, [laws, split.reports]))


def _leaning(everyday: Everyday, alphabet: Alphabet, kinds: Iterable[list[str]]) -> np.ndarray:
    """Of each word; the kinds of official papers count alike."""
    shares = []
    for paragraphs in kinds:
        found = everyday.words.longest(alphabet.encode("\n".join(paragraphs)))
        counts = np.bincount(found[found >= 0], minlength=len(everyday.score))
        shares.append(counts / counts.sum())
    talk = np.exp(everyday.score / UNIT)
    ratio = np.log((talk + RARE) / (np.mean(shares, axis=0) + RARE))
    return np.clip(np.round(ratio * UNIT), -FAR, FAR).astype(np.int64)
