"""Mistakes as hands make them, put into clean sentences: for training and for measuring recall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

import numpy as np

from .alphabet import RESERVED
from .confusion import (
    FAR_SHAPE,
    FUZZY_SOUND,
    LETTER_OFF,
    LIKE_SHAPE,
    SAME_SOUND,
    SAME_TONE,
)
from .models import Models

KINDS = (
    ("word", 0.34),
    ((1 << SAME_TONE) | (1 << SAME_SOUND), 0.38),
    ((1 << LIKE_SHAPE) | (1 << FAR_SHAPE), 0.13),
    (1 << LETTER_OFF, 0.05),
    (1 << FUZZY_SOUND, 0.05),
    ("swap", 0.05),
)
"""What is mistaken, and its share: the shares of the training splits, words of the same sound as input methods offer them."""

ANY = "any"
WITH_ANY = (*KINDS, (ANY, 0.06))
"""With characters that nothing likens to what was meant: a slip among the suggestions of an input method."""

_CHINESE = re.compile(r"[一-鿿]+")
SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")


def sentences(paragraphs: list[str], shortest: int = 10, longest: int = 100) -> list[str]:
    found = (match.group() for paragraph in paragraphs for match in SENTENCE.finditer(paragraph))
    return [sentence for sentence in found if shortest <= len(sentence) <= longest]


class Spoiler:
    """Puts mistakes into sentences; the same seed makes the same ones."""

    def __init__(self, models: Models, seed: int, kinds: Sequence[tuple[str | int, float]] = KINDS) -> None:
        self._models = models
        self._kinds, self._weights = zip(*kinds, strict=True)
        self._random = Random(seed)  # noqa: S311 - no secret depends on it

    def spoil(self, sentence: str, times: int) -> str:
        """The sentence with up to ``times`` mistakes of equal length; itself where none could be made."""
        for _ in range(times):
            kind = self._random.choices(self._kinds, self._weights)[0]
            for _ in range(12):
                made = self._once(sentence, kind)
                if made != sentence:
                    sentence = made
                    break
        return sentence

    def _once(self, sentence: str, kind: str | int) -> str:
        runs = [match for match in _CHINESE.finditer(sentence) if match.end() - match.start() >= 2]
        if not runs:
            return sentence
        run = self._random.choice(runs)
        at = self._random.randrange(run.start(), run.end() - 1)
        if kind == "swap":
            return sentence[:at] + sentence[at + 1] + sentence[at] + sentence[at + 2 :]
        length = self._random.choice((2, 2, 2, 3, 4)) if kind == "word" else 1
        if at + length > run.end():
            return sentence
        ids = self._models.alphabet.encode(sentence[at : at + length])
        if (ids < RESERVED).any():
            return sentence
        new = self._word(ids) if kind == "word" else self._any() if kind == ANY else self._character(ids, int(kind))
        return sentence[:at] + new + sentence[at + length :] if new else sentence

    def _word(self, ids: np.ndarray) -> str:
        """Another word of the same sound, where these characters are a word."""
        lexicon = self._models.lexicon
        key = int(sum(int(number) << 13 * (len(ids) - 1 - place) for place, number in enumerate(ids)))
        if lexicon.cost(np.array([key]), len(ids))[0] < 0:
            return ""
        _, words = lexicon.alike(ids[None, :])
        others = [word for word in words if (word != ids).any()]
        return self._models.alphabet.decode(self._random.choice(others)) if others else ""

    def _any(self) -> str:
        """Any character, the commoner the likelier."""
        chinese = np.flatnonzero(self._models.confusion.confusable(np.arange(len(self._models.alphabet))))
        rarity = self._models.language.rarity(chinese) / 16
        return self._models.alphabet.decode([self._random.choices(chinese.tolist(), np.exp(-rarity / 2).tolist())[0]])

    def _character(self, ids: np.ndarray, kinds: int) -> str:
        """A character that is taken for this one, the commoner the likelier."""
        _, others, masks = self._models.confusion.expand(ids)
        others = others[(masks & kinds) > 0]
        if not len(others):
            return ""
        rarity = self._models.language.rarity(others) / 16
        return self._models.alphabet.decode([self._random.choices(others, np.exp(-rarity / 2).tolist())[0]])
