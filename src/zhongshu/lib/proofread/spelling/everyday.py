"""Everyday language: which words follow which where people talk and write letters, and which lines are of that kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .alphabet import BITS, EDGE
from .container import Array, Container
from .language_model import UNIT, Numbers

NOTHING, FIRST = 0, 1
"""The number of what is no word and tells nothing of the next one; words have numbers from ``FIRST`` on."""
WORD_BITS = 18
SLOT_BITS = 20
PAIR_UNIT = 8
"""Scores of pairs and triples are stored in halves of a natural logarithm."""
TALK, UNSURE = -14, 2
"""Mean leaning, in sixteenths of a natural logarithm, of a line that may be everyday language or not; and how much more or
less makes it likely or unlikely."""
PAPERS, FEW = -30, 2
"""Mean leaning of official papers, and how many words of theirs a line is taken to have more: a few words tell little."""
_SPREAD = 0x1E3779B97F4A7C15
NAME = "everyday "
"""What the names of the arrays of a file begin with."""


@dataclass(frozen=True)
class Words:
    """Keys of words of one character, of two and so on, each ascending, and the number of each."""

    keys: tuple[Numbers, ...]
    numbers: tuple[Numbers, ...]

    @classmethod
    def by_score(cls, keys: tuple[Numbers, ...], score: Numbers) -> Words:
        """Numbered from the likeliest on; ``score`` of each, from length to length."""
        numbers = np.empty(len(score), dtype=np.int64)
        numbers[np.argsort(-score, kind="stable")] = FIRST + np.arange(len(score))
        ends = np.cumsum([len(own) for own in keys])[:-1]
        return cls(keys, tuple(np.split(numbers, ends)))

    def number(self, keys: Numbers, length: int) -> Numbers:
        """Of each run of ``length`` characters; -1 where it is no word."""
        numbers = self.numbers[length - 1]
        if not len(numbers):
            return np.full(keys.shape, -1, dtype=np.int64)
        found = np.full(keys.shape, -1, dtype=np.int64)
        likely = np.flatnonzero(self._taken[length - 1][_slot(keys)])
        at, known = find(self.keys[length - 1], keys[likely])
        found[likely[known]] = numbers[at[known]]
        return found

    @cached_property
    def _taken(self) -> tuple[npt.NDArray[np.bool_], ...]:
        """Which slots the words of each length fall into: most of what is asked about is no word, which this tells ten times
        faster than a search."""
        taken = np.zeros((len(self.keys), 1 << SLOT_BITS), dtype=np.bool_)
        for table, keys in zip(taken, self.keys, strict=True):
            table[_slot(keys)] = True
        return tuple(taken)

    def longest(self, ids: Numbers, most: int) -> Numbers:
        """The number of the longest word that begins at each place, -1 where none does; only of numbers below ``most``."""
        found = np.full(len(ids), -1, dtype=np.int64)
        keys = ids.copy()
        for length in range(1, len(self.keys) + 1):
            here = self.number(keys, length)
            found[: len(keys)] = np.where((here >= 0) & (here < most), here, found[: len(keys)])
            keys = keys[:-1] << BITS | ids[length:]
        return found


@dataclass(frozen=True)
class Register:
    """By how much likelier each of the commonest words is in everyday language than in official papers: sixteenths of a
    natural logarithm. ``score`` of words as in :class:`Everyday`."""

    words: Words
    leaning: Numbers
    score: Numbers

    @cached_property
    def shift(self) -> npt.NDArray[np.float64]:
        """By how much likelier each character is in everyday language than in papers, in natural logarithms; 0 where no
        common word has it."""
        talk, papers = np.zeros((2, 1 << BITS))
        for length, (keys, numbers) in enumerate(zip(self.words.keys, self.words.numbers, strict=True), 1):
            common = numbers < len(self.leaning)
            weight = np.exp(self.score[numbers[common]] / UNIT)
            other = weight * np.exp(-self.leaning[numbers[common]] / UNIT)
            for place in range(length):
                characters = keys[common] >> BITS * place & (1 << BITS) - 1
                talk += np.bincount(characters, weight, 1 << BITS)
                papers += np.bincount(characters, other, 1 << BITS)
        known = papers > 0
        shift = np.zeros(1 << BITS)
        shift[known] = np.log(talk[known] / talk.sum()) - np.log(papers[known] / papers.sum())
        return shift

    def talk(self, ids: Numbers) -> npt.NDArray[np.float64]:
        """How likely the line of each character (between edges) is to be everyday language; 0 for edges."""
        words = self.words.longest(ids, len(self.leaning))
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

    def follow(self, earlier: Numbers, before: Numbers, after: Numbers, owner: Numbers) -> Numbers:
        """How likely each word of ``after`` is behind two others: those of ``earlier`` and ``before`` at its ``owner``."""
        pair, known = find(self.pairs, before[owner] << WORD_BITS | after)
        score: Numbers = np.where(known, self.pair_score[pair], self.backoff[before][owner] + self.score[after])
        if len(self.triples):
            two, seen = find(self.pairs, earlier << WORD_BITS | before)
            rows = np.flatnonzero(seen[owner])
            two = two[owner[rows]]
            triple, told = find(self.triples, two << WORD_BITS | after[rows])
            score[rows] = np.where(told, self.triple_score[triple], score[rows] + self.pair_backoff[two])
        return score


def to_arrays(everyday: Everyday, leaning: Numbers) -> dict[str, Array]:
    """For a file; ``leaning`` may be of some words only, or of none. The pairs are few bytes because common words have low numbers and
    only the steps from one to the next of each word are stored."""
    words, (before, after) = everyday.words, _apart(everyday.pairs)
    two, third = _apart(everyday.triples)
    columns: dict[str, tuple[Numbers, npt.DTypeLike]] = {
        **{f"words{length}": (np.diff(keys, prepend=0), np.int64) for length, keys in enumerate(words.keys, 1)},
        "score": (-everyday.score[np.concatenate(words.numbers)], np.uint8),
        "backoff": (-everyday.backoff, np.int8),
        "leaning": (leaning, np.int8),
        "followers": (np.bincount(before, minlength=len(everyday.score)), np.uint16),
        "pair_score": (np.round(-everyday.pair_score / PAIR_UNIT), np.uint8),
        "pair_backoff": (np.round(-everyday.pair_backoff / PAIR_UNIT), np.int8),
        "pair_followers": (np.bincount(two, minlength=len(before)) if len(two) else two, np.uint16),
        "triple_score": (np.round(-everyday.triple_score / PAIR_UNIT), np.uint8),
    }
    arrays: dict[str, Array] = {
        name: np.clip(column, *_range(kind)).astype(kind) for name, (column, kind) in columns.items()
    }
    arrays |= {"next": _steps(before, after), "pair_next": _steps(two, third)}
    return {NAME + name: array for name, array in arrays.items()}


def from_arrays(file: Container) -> Everyday:
    """Inverse of :func:`to_arrays`, but for the rounding. It takes a quarter of a second."""

    def column(name: str) -> Numbers:
        return file[NAME + name].astype(np.int64)

    def scores(name: str, unit: int = 1) -> Numbers:
        return (-unit * file[NAME + name].astype(np.int16)).astype(np.int16)

    return Everyday(
        _words(file),
        _scores(file),
        scores("backoff"),
        _behind(column("followers"), file[f"{NAME}next"]),
        scores("pair_score", PAIR_UNIT),
        scores("pair_backoff", PAIR_UNIT),
        _behind(column("pair_followers"), file[f"{NAME}pair_next"]),
        scores("triple_score", PAIR_UNIT),
    )


def register_from(file: Container) -> Register:
    """What of :func:`to_arrays` tells the lines it is asked about."""
    return Register(_words(file), file[f"{NAME}leaning"].astype(np.int64), _scores(file))


def _scores(file: Container) -> Numbers:
    """By the number of each word: the likeliest have the lowest."""
    return np.concatenate([[0], -np.sort(file[f"{NAME}score"].astype(np.int16))]).astype(np.int16)


def _words(file: Container) -> Words:
    keys = tuple(np.cumsum(file[f"{NAME}words{length}"]) for length in range(1, 5))
    return Words.by_score(keys, -file[f"{NAME}score"].astype(np.int64))


def _slot(keys: Numbers) -> Numbers:
    return (keys * _SPREAD & (1 << 63) - 1) >> 63 - SLOT_BITS


def _apart(keys: Numbers) -> tuple[Numbers, Numbers]:
    return keys >> WORD_BITS, keys & (1 << WORD_BITS) - 1


def _steps(before: Numbers, after: Numbers) -> Array:
    """From each number to the next of the same ``before``, less one; the lowest bytes of all, then the next ones."""
    first = np.diff(before, prepend=-1) != 0
    steps = np.where(first, after, np.diff(after, prepend=0) - 1)
    size = max(1, (int(steps.max(initial=0)).bit_length() + 7) // 8)
    return np.stack([steps >> 8 * byte & 255 for byte in range(size)]).astype(np.uint8)


def _behind(followers: Numbers, steps: Array) -> Numbers:
    """The keys from the number of followers of each and the steps."""
    before = np.repeat(np.arange(len(followers)), followers)
    step = np.zeros(len(before), dtype=np.int64)
    for byte, part in enumerate(steps):
        step |= part.astype(np.int64) << 8 * byte
    summed = np.cumsum(step + 1)
    begins = np.cumsum(followers) - followers
    own = followers > 0
    base = np.zeros(len(followers), dtype=np.int64)
    base[own] = summed[begins[own]] - step[begins[own]]
    return before << WORD_BITS | summed - base[before]


def _range(kind: npt.DTypeLike) -> tuple[int, int]:
    limits = np.iinfo(np.dtype(kind))
    return int(limits.min), int(limits.max)


def find(keys: Numbers, wanted: Numbers) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Where each is among the ascending keys, and whether it is there."""
    if not len(keys):
        return np.zeros_like(wanted), np.zeros(wanted.shape, dtype=bool)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted
