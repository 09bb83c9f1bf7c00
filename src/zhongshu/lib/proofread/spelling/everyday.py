"""Everyday language: which words follow which where people talk and write letters, and which lines are of that kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .alphabet import BITS, EDGE
from .container import Array, Container
from .language_model import Numbers

NOTHING, FIRST = 0, 1
"""The number of what is no word and tells nothing of the next one; words have numbers from ``FIRST`` on."""
WORD_BITS = 18
PAIR_UNIT = 4
"""Scores of pairs are stored in quarters of a natural logarithm."""
TALK, UNSURE = -14, 2
"""Mean leaning, in sixteenths of a natural logarithm, of a line that may be everyday language or not; and how much more or
less makes it likely or unlikely."""
PAPERS, FEW = -30, 2
"""Mean leaning of official papers, and how many words of theirs a line is taken to have more: a few words tell little."""
NAME = "everyday "
"""What the names of the arrays of a file begin with."""


@dataclass(frozen=True)
class Words:
    """Keys of words of one character, of two and so on, each ascending; they are numbered from length to length."""

    keys: tuple[Numbers, ...]

    def number(self, keys: Numbers, length: int) -> Numbers:
        """Of each run of ``length`` characters; -1 where it is no word."""
        at, known = find(self.keys[length - 1], keys)
        first = FIRST + sum(map(len, self.keys[: length - 1]))
        return np.where(known, at + first, -1)

    def longest(self, ids: Numbers) -> Numbers:
        """The number of the longest word that begins at each place, -1 where none does."""
        found = np.full(len(ids), -1, dtype=np.int64)
        keys = ids.copy()
        for length in range(1, len(self.keys) + 1):
            here = self.number(keys, length)
            found[: len(keys)] = np.where(here >= 0, here, found[: len(keys)])
            keys = keys[:-1] << BITS | ids[length:]
        return found


@dataclass(frozen=True)
class Register:
    """By how much likelier each word is in everyday language than in official papers: sixteenths of a natural logarithm."""

    words: Words
    leaning: Numbers

    def talk(self, ids: Numbers) -> npt.NDArray[np.float64]:
        """How likely the line of each character (between edges) is to be everyday language; 0 for edges."""
        words = self.words.longest(ids)
        line = np.cumsum(ids == EDGE)
        size = np.bincount(line, weights=words >= 0)
        leaning = np.bincount(line, weights=np.where(words >= 0, self.leaning[words], 0))
        odds = ((leaning + FEW * PAPERS) / (size + FEW) - TALK) / UNSURE
        chance = np.where(size > 0, 1 / (1 + np.exp(-odds)), 0)
        return np.where(ids == EDGE, 0, chance[line])


@dataclass(frozen=True)
class Everyday:
    """Scores are whole numbers, sixteenths of a natural logarithm, 0 certain and the rest below."""

    words: Words
    score: Numbers
    backoff: Numbers
    """Added to the score of a word that was never seen behind this one."""
    pairs: Numbers
    """Number of a word << ``WORD_BITS`` | number of the next, ascending."""
    pair_score: Numbers
    pair_backoff: Numbers
    """As ``backoff``, of two words; none where there are no triples."""
    triples: Numbers
    """Index of a pair << ``WORD_BITS`` | number of the next word, ascending; there may be none."""
    triple_score: Numbers

    def follow(self, earlier: Numbers, before: Numbers, after: Numbers) -> Numbers:
        """How likely each word is behind the two others."""
        pair, known = find(self.pairs, before << WORD_BITS | after)
        score = np.where(known, self.pair_score[pair], self.backoff[before] + self.score[after])
        if len(self.triples):
            two, seen = find(self.pairs, earlier << WORD_BITS | before)
            triple, told = find(self.triples, two << WORD_BITS | after)
            score = score + np.where(seen, self.pair_backoff[two], 0)
            score = np.where(seen & told, self.triple_score[triple], score)
        return score


def to_arrays(everyday: Everyday, leaning: Numbers) -> dict[str, Array]:
    """For a file; ``leaning`` of its words may be empty."""
    before, after = everyday.pairs >> WORD_BITS, everyday.pairs & (1 << WORD_BITS) - 1
    two, third = everyday.triples >> WORD_BITS, everyday.triples & (1 << WORD_BITS) - 1
    columns: dict[str, tuple[Numbers, npt.DTypeLike]] = {
        **{
            f"words{length}": (np.diff(keys, prepend=0), np.int64) for length, keys in enumerate(everyday.words.keys, 1)
        },
        "score": (-everyday.score, np.uint8),
        "backoff": (-everyday.backoff, np.int8),
        "leaning": (leaning, np.int8),
        "followers": (np.bincount(before, minlength=len(everyday.score)), np.uint16),
        "next": (after, np.min_scalar_type(len(everyday.score))),
        "pair_score": (np.round(-everyday.pair_score / PAIR_UNIT), np.uint8),
        "pair_backoff": (-everyday.pair_backoff, np.int8),
        "pair_followers": (np.bincount(two, minlength=len(before)) if len(two) else two, np.uint16),
        "pair_next": (third, np.min_scalar_type(len(everyday.score))),
        "triple_score": (np.round(-everyday.triple_score / PAIR_UNIT), np.uint8),
    }
    return {NAME + name: np.clip(column, *_range(kind)).astype(kind) for name, (column, kind) in columns.items()}


def from_arrays(file: Container) -> tuple[Everyday, Register]:
    """Inverse of :func:`to_arrays`, but for the rounding."""

    def column(name: str) -> Numbers:
        return file[NAME + name].astype(np.int64)

    def scores(name: str, unit: int = 1) -> Numbers:
        return (-unit * file[NAME + name].astype(np.int16)).astype(np.int16)

    words = Words(tuple(np.cumsum(file[f"{NAME}words{length}"]) for length in range(1, 5)))
    pairs = _behind(column("followers"), column("next"))
    triples = _behind(column("pair_followers"), column("pair_next"))
    everyday = Everyday(
        words,
        scores("score"),
        scores("backoff"),
        pairs,
        scores("pair_score", PAIR_UNIT),
        scores("pair_backoff"),
        triples,
        scores("triple_score", PAIR_UNIT),
    )
    return everyday, Register(words, column("leaning"))


def _behind(followers: Numbers, after: Numbers) -> Numbers:
    return np.repeat(np.arange(len(followers)), followers) << WORD_BITS | after


def _range(kind: npt.DTypeLike) -> tuple[int, int]:
    limits = np.iinfo(np.dtype(kind))
    return int(limits.min), int(limits.max)


def find(keys: Numbers, wanted: Numbers) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Where each is among the ascending keys, and whether it is there."""
    if not len(keys):
        return np.zeros_like(wanted), np.zeros(wanted.shape, dtype=bool)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted
