"""Read the word language model of libime (Debian package libime-data-language-model): a quantised trie as KenLM writes it.

Nothing but the layout of the file is needed: the C++ library is not. The whole file becomes arrays, once.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .alphabet import RESERVED, Alphabet
from .everyday import FIRST, WORD_BITS, Everyday, Words, find
from .language_model import UNIT
from .lexicon import LONGEST, pack

Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]

PLACES = tuple(
    Path(folder) / "libime/zh_CN.lm"
    for folder in (
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib/loongarch64-linux-gnu",
        "/usr/lib",
    )
)
_MAGIC = b"mmap lm http://kheafield.com/code format version 5\n\0"
_FIXED = 0x58
"""Where the fixed parameters begin, behind the magic and the numbers that tell the machine's habits."""
_TRIE = 5
"""The kind of model: a trie, quantised, its pointers packed in an array."""
_UNIGRAM = np.dtype([("logp", "<f4"), ("backoff", "<f4"), ("next", "<u8")])


TOTAL = 5_000_000
"""Words of the text that a model is told out as."""
LEAST = 0.6
"""Occurrences in such a text below which a run of words is left out."""
_LEFT = 0.05
"""Share of a run's occurrences that is told even where longer runs account for all of them."""
_LITTLE = 1e-3
"""Share that words never seen behind another have at least."""
_EDGES = {"<s>": "\n", "</s>": "\n"}


class FormatError(ValueError):
    """A file that is no such model."""


@dataclass(frozen=True)
class WordModel:
    """Runs of one to three words, numbers into ``words``, with natural logarithms of probability and back-off."""

    words: tuple[str, ...]
    grams: tuple[Numbers, ...]
    """``grams[n]``: rows of n + 1 words in reading order."""
    logp: tuple[Reals, ...]
    backoff: tuple[Reals, ...]
    """One array fewer than ``logp``."""


def installed() -> Path | None:
    """The model of the Debian package, where it is installed."""
    return next((path for path in PLACES if path.is_file()), None)


def read(path: Path) -> WordModel:
    """OSError when it is not there, FormatError when it is of another kind."""
    data = np.fromfile(path, dtype=np.uint8)
    if data[: len(_MAGIC)].tobytes() != _MAGIC:
        raise FormatError(f"{path.name} is no KenLM file")
    try:
        return _read(data)
    except (struct.error, IndexError, ValueError, UnicodeDecodeError) as error:
        raise FormatError(f"{path.name} is damaged: {error}") from error


def told(model: WordModel, total: int = TOTAL) -> dict[str, float]:
    """Runs of one to three words as text, and how often each stands in ``total`` words, as the model has it.

    What a longer run accounts for is not told again with the shorter one.
    """
    single = np.exp(model.logp[0])
    for name in ("<unk>", "<s>"):
        if name in model.words:
            single[model.words.index(name)] = 0
    pairs, threes = model.grams[1], model.grams[2]
    double = single[pairs[:, 0]] * np.exp(model.logp[1])
    keys = pairs[:, 0] << 32 | pairs[:, 1]
    order = np.argsort(keys)
    wanted = threes[:, 0] << 32 | threes[:, 1]
    at = order[np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)]
    triple = np.where(keys[at] == wanted, double[at], 0) * np.exp(model.logp[2])
    rest = np.maximum(double - np.bincount(at, weights=triple, minlength=len(double)), _LEFT * double)
    alone = np.maximum(single - np.bincount(pairs[:, 0], weights=double, minlength=len(single)), _LEFT * single)
    words = [_EDGES.get(word, word) for word in model.words]
    runs: dict[str, float] = {}
    for grams, share in zip(model.grams, (alone, rest, triple), strict=True):
        often = np.flatnonzero(share * total >= LEAST)
        for row, times in zip(grams[often].tolist(), (share[often] * total).tolist(), strict=True):
            run = "".join(words[number] for number in row)
            runs[run] = runs.get(run, 0) + times
    return runs


def everyday(model: WordModel, alphabet: Alphabet, words: int, pairs: int, *, triples: bool) -> Everyday:
    """The commonest ``words``, the ``pairs`` of them that tell most beside the words alone, and perhaps all ``triples`` that
    begin with one of these."""
    number, own = _numbered(model, alphabet, words)
    single = np.zeros(FIRST + sum(map(len, own.keys)))
    known = number >= FIRST
    single[number[known]] = model.logp[0][known]
    kept = _telling(model, number, pairs)
    before, after = number[model.grams[1][kept]].T
    order = np.argsort(before << WORD_BITS | after, kind="stable")
    kept, before, after = kept[order], before[order], after[order]
    pair = before << WORD_BITS | after
    backoff = _whole(model.backoff[1][kept]) if triples else kept[:0]
    three, three_logp = _triples(model, number, pair) if triples else (kept[:0], model.logp[2][:0])
    return Everyday(
        own,
        _whole(single),
        _whole(_left(before, model.logp[1][kept], single[after], len(single))),
        pair,
        _whole(model.logp[1][kept]),
        backoff,
        three,
        _whole(three_logp),
    )


def _telling(model: WordModel, number: Numbers, most: int) -> Numbers:
    """Rows of the pairs of known words that tell most: how common they are times what they gain."""
    first, second = model.grams[1].T
    gain = model.logp[1] - model.backoff[0][first] - model.logp[0][second]
    worth = np.exp(model.logp[0][first] + model.logp[1]) * gain
    worth[(number[model.grams[1]] < FIRST).any(axis=1)] = -np.inf
    return np.argsort(-worth, kind="stable")[: min(most, int(np.isfinite(worth).sum()))]


def _left(before: Numbers, logp: Reals, alone: Reals, size: int) -> Reals:
    """What is added to the score of words that were not seen behind each, so that all chances add up to one."""
    seen = np.bincount(before, weights=np.exp(logp), minlength=size)
    otherwise = np.bincount(before, weights=np.exp(alone), minlength=size)
    return np.log(np.clip(1 - seen, _LITTLE, 1) / np.clip(1 - otherwise, _LITTLE, 1))


def _triples(model: WordModel, number: Numbers, pair: Numbers) -> tuple[Numbers, Reals]:
    """Keys, ascending, and logarithms of those whose first two words are a known pair."""
    first, second, third = number[model.grams[2]].T
    at, there = find(pair, first << WORD_BITS | second)
    known = np.flatnonzero(there & (number[model.grams[2]] >= FIRST).all(axis=1))
    keys = at[known] << WORD_BITS | third[known]
    order = np.argsort(keys, kind="stable")
    return keys[order], model.logp[2][known][order]


def _numbered(model: WordModel, alphabet: Alphabet, words: int) -> tuple[Numbers, Words]:
    """The number of each word of the model, -1 where it is left out, and the commonest words."""
    spelt = [alphabet.encode(word) for word in model.words]
    fits = np.array(
        [
            0 < len(word) <= LONGEST and not word.startswith("<") and bool((ids >= RESERVED).all())
            for word, ids in zip(model.words, spelt, strict=True)
        ]
    )
    common = np.argsort(-np.where(fits, model.logp[0], -np.inf), kind="stable")[: min(words, int(fits.sum()))]
    rows, keys = [], []
    for length in range(1, LONGEST + 1):
        mine = np.array([row for row in common.tolist() if len(spelt[row]) == length], dtype=np.int64)
        own = pack(np.array([spelt[row] for row in mine.tolist()], dtype=np.int64).reshape(-1, length))
        order = np.argsort(own, kind="stable")
        rows.append(mine[order])
        keys.append(own[order])
    known = Words.by_score(tuple(keys), np.maximum(_whole(model.logp[0][np.concatenate(rows)]), -255))
    number = np.full(len(model.words), -1, dtype=np.int64)
    number[np.concatenate(rows)] = np.concatenate(known.numbers)
    return number, known


def _whole(logarithms: Reals) -> Numbers:
    return np.round(logarithms * UNIT).astype(np.int64)


def _read(data: Bytes) -> WordModel:
    order, _, kind, has_words, _ = struct.unpack_from("<B3xfIB3xI", data.data, _FIXED)
    if (order, kind, has_words) != (3, _TRIE, 1):
        raise FormatError("it is no trie of three words with its vocabulary")
    counts = struct.unpack_from("<3Q", data.data, _FIXED + 20)
    at = _up(_FIXED + 20 + 24) + 8 * (counts[0] + 1)
    _, bits, backoff_bits = (int(number) for number in data[at : at + 3])
    tables = data[at + 8 :].view(np.uint8)[: 4 * (2 * (1 << bits) + (1 << backoff_bits))].view("<f4").astype(np.float64)
    bins, backoffs, last_bins = np.split(tables, [1 << bits, (1 << bits) + (1 << backoff_bits)])
    at += 8 + 4 * len(tables)
    single = data[at : at + 16 * (counts[0] + 1)].view(_UNIGRAM)
    at += 16 * (counts[0] + 2)
    middle = _Middle.at(data, at, counts, bits + backoff_bits)
    word, quant, inline = middle.columns(data, (middle.word_bits, bits + backoff_bits, middle.inline_bits))
    last = _Packed(middle.end, counts[2], middle.word_bits + bits)
    first, last_quant = last.columns(data, (middle.word_bits, bits))
    begins = single["next"].astype(np.int64)
    second = np.repeat(np.arange(counts[0]), np.diff(begins))
    parents = np.repeat(np.arange(counts[1]), np.diff(middle.pointers(inline)))
    names = data[last.end :].tobytes().split(b"\0")[: counts[0]]
    pairs = np.stack([word[: counts[1]], second], axis=1)
    natural = float(np.log(10))
    return WordModel(
        tuple(name.decode() for name in names),
        (np.arange(counts[0])[:, None], pairs, np.concatenate([first[: counts[2], None], pairs[parents]], axis=1)),
        (
            natural * single["logp"][: counts[0]].astype(np.float64),
            natural * bins[quant[: counts[1]] >> backoff_bits],
            natural * last_bins[last_quant[: counts[2]]],
        ),
        (
            natural * single["backoff"][: counts[0]].astype(np.float64),
            natural * backoffs[quant[: counts[1]] & (1 << backoff_bits) - 1],
        ),
    )


@dataclass(frozen=True)
class _Packed:
    """Entries of ``bits`` bits each, from byte ``start``; one more than ``count`` is stored."""

    start: int
    count: int
    bits: int

    @property
    def end(self) -> int:
        return self.start + ((1 + self.count) * self.bits + 7) // 8 + 8

    def columns(self, data: Bytes, widths: tuple[int, ...]) -> list[Numbers]:
        """The fields of each entry, in the order they are stored in."""
        first = np.arange(self.count + 1, dtype=np.int64) * self.bits
        fields = []
        for width in widths:
            at = self.start + (first >> 3)
            whole = np.zeros(len(first), dtype=np.int64)
            for byte in range((width + 14) // 8):
                whole |= data[at + byte].astype(np.int64) << 8 * byte
            fields.append(whole >> (first & 7) & (1 << width) - 1)
            first = first + width
        return fields


@dataclass(frozen=True)
class _Middle(_Packed):
    """The pairs of words: their high pointer bits are counted in an array before them."""

    word_bits: int
    inline_bits: int
    high: Numbers
    """Entry from which on each value of the high bits begins."""

    @classmethod
    def at(cls, data: Bytes, start: int, counts: tuple[int, ...], quant_bits: int) -> _Middle:
        size, most = counts[1] + 1, counts[2]
        chopped = _chopped(size, most, int(data[start + 1]))
        length = (most >> most.bit_length() - chopped) + 1
        begin = _up(start) + 8
        high = data[begin : begin + 8 * length].view("<u8").astype(np.int64)
        word_bits, inline_bits = counts[0].bit_length(), most.bit_length() - chopped
        base = start + 8 * (1 + length) + 7
        return cls(base, counts[1], word_bits + quant_bits + inline_bits, word_bits, inline_bits, high)

    def pointers(self, inline: Numbers) -> Numbers:
        """Where the runs of three behind each pair begin, and at last where they end."""
        above = np.searchsorted(self.high, np.arange(self.count + 1), side="right") - 1
        pointers: Numbers = (above << self.inline_bits) | inline
        return pointers


def _chopped(size: int, most: int, configured: int) -> int:
    """How many high bits of the pointers are in the array: what takes least room, as KenLM reckons it."""
    required = most.bit_length()
    return min(range(min(required, configured) + 1), key=lambda bits: (most >> required - bits) * 64 - size * bits)


def _up(offset: int) -> int:
    return (offset + 7) // 8 * 8
