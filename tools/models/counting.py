"""Everything that is counted, without the reranker: the first half of the model."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.models import confusion, corpus, everyday, lexicon, pack
from zhongshu.lib.proofread.spelling import ngrams, word_model
from zhongshu.lib.proofread.spelling.alphabet import Alphabet

REPORT_WEIGHT = 5.0
"""Reports are one character in 16 of the corpus and half of what offices write: each counts fivefold."""
AT_LEAST = (1, 2, 2, 2, 3)
LIMITS = {2: 660_000, 3: 1_150_000, 4: 900_000, 5: 620_000}
LIBIME = "ZHONGSHU_LIBIME"
"""Environment variable with the path of libime's model, where its package is only unpacked."""


@dataclass(frozen=True)
class Counted:
    head: dict[str, object]
    arrays: dict[str, np.ndarray]


def count(split: corpus.Split, before: str) -> Counted:
    """``before``: the characters in the order of the model that is there. The network of the second voice knows them by their
    numbers, so those keep their places; it has to be trained anew where one is no longer used."""
    paragraphs = split.laws + split.reports
    words = lexicon.frequencies()
    counts = _characters(paragraphs, words)
    alphabet = Alphabet(_ordered(counts, before))
    known = set(counts)
    words = {word: times for word, times in words.items() if known.issuperset(word)}
    spoken, model = Counter(lexicon.spoken(words)), word_model.read(libime())
    for run, times in word_model.told(model).items():
        if known.issuperset(run.strip("\n")):
            spoken[run] += times
    text = ngrams.stream([(split.laws, 1.0), (split.reports, REPORT_WEIGHT)], spoken, alphabet)
    orders = ngrams.prune(ngrams.estimate(text, len(alphabet), AT_LEAST), LIMITS)
    costs = lexicon.costs(words, lexicon.occurrences(paragraphs[::8] + split.reports))
    arrays = {
        **ngrams.tables(orders),
        **pack.lexicon(costs, alphabet),
        **confusion.table(alphabet.characters, counts),
        **confusion.sounds(alphabet.characters),
        **everyday.arrays(model, split, alphabet),
    }
    return Counted({"characters": alphabet.characters}, arrays)


def _ordered(counts: Counter[str], before: str) -> str:
    """New ones behind, the commonest first."""
    new = sorted(set(counts) - set(before), key=lambda char: (-counts[char], char))
    return "".join([*(char for char in before if char in counts), *new])


def libime() -> Path:
    path = os.environ.get(LIBIME) or word_model.installed()
    if path is None:
        raise SystemExit(f"libime-data-language-model is not installed: unpack the package and set {LIBIME}")
    return Path(path)


def _characters(paragraphs: list[str], words: dict[str, int]) -> Counter[str]:
    """The alphabet by frequency: GB 2312, and what the corpus uses more than a few times."""
    used: Counter[str] = Counter()
    for paragraph in paragraphs:
        used.update(paragraph)
    for word, times in words.items():
        for char in word:
            used[char] += times // lexicon.GENERAL
    standard = {
        bytes([row, cell]).decode("gb2312")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF if row != 0xD7 else 0xFA)
    }
    kept = Counter({char: used[char] for char in standard})
    for char, times in used.items():
        mark = not char.isalnum() and not char.isspace() and ord(char) < 0xFFFE
        if (times >= 20 and mark) or (times >= 3 and "一" <= char <= "鿿"):
            kept[char] = times
    return kept
