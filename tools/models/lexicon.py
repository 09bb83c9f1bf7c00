"""Words with frequencies: the list of jieba (MIT), and how often each stands in the corpus."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import jieba

_WORD = re.compile(r"[一-鿿]{1,8}")
GENERAL = 40
"""One occurrence in 40 of jieba's count is told to the character model, so that it knows everyday words."""

RARE = 3
TERMS = Path(__file__).with_name("terms.txt")
TERM_COUNT = 1200
"""An office term counts as much as a word of this frequency."""


def terms() -> list[str]:
    """Words and phrases of today's offices."""
    return [line for line in TERMS.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def frequencies() -> dict[str, int]:
    """jieba's words of Chinese characters that are not the rarest, and the office terms."""
    jieba.setLogLevel(60)
    jieba.initialize()
    words = {word: count for word, count in jieba.dt.FREQ.items() if count >= RARE and _WORD.fullmatch(word)}
    for term in terms():
        words[term] = max(words.get(term, 0), TERM_COUNT)
    return words


def spoken(words: Mapping[str, int]) -> dict[str, float]:
    """How often the character model hears each word outside the corpus."""
    return {word: 2 + count / GENERAL for word, count in words.items()}


def occurrences(paragraphs: Iterable[str]) -> Counter[str]:
    """Words of the paragraphs as jieba cuts them."""
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        counts.update(jieba.lcut(paragraph, HMM=False))
    return counts


def costs(words: Mapping[str, int], own: Mapping[str, int]) -> dict[str, int]:
    """Word to cost: sixteenths of a natural logarithm below certainty, general and official use weighed alike."""
    general, official = sum(words.values()), max(1, sum(own.values()))
    return {
        word: min(255, round(-16 * math.log(0.5 * count / general + 0.5 * own.get(word, 0) / official)))
        for word, count in words.items()
    }
