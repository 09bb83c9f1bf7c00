"""A second voice: a small network that sees both sides of a character and says what it would expect there.

It was trained from scratch on the texts of the language model (``tools/models/voter``). It is asked only where the trees see
a possible mistake, proposes candidates of its own, and its opinion becomes further figures of every candidate.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from .alphabet import EDGE, RESERVED, Alphabet
from .candidates import Candidates, Flags, Text
from .confusion import UNLIKE
from .language_model import UNIT, Numbers
from .lexicon import LONGEST
from .models import Models

_log = logging.getLogger(__name__)
MODEL = Path(__file__).with_name("official.voter.onnx")
MOST = 124
"""Characters it looks at together."""
REMEMBERED = 4_000
"""Characters whose answers are kept, ten thousand bytes each."""
ENDS = "。！？；"
LOWEST = -20.0
"""Natural logarithms below which all is one."""
WORTH, UNLIKE_WORTH = 0.05, 0.3
"""Chances from which what it expects is proposed: what may be taken for what stands there, and what hardly may."""
BESIDE = 3
"""Characters on either side whose doubts are told."""
Scores = npt.NDArray[np.float16]


@dataclass(frozen=True)
class Opinion:
    """Of some characters, a row each: ``chances`` of every character there, the two ``likeliest`` of those that have a sign of
    their own, and what these are ``worth``. All chances as natural logarithms."""

    chances: Scores
    likeliest: Numbers
    worth: Scores

    @classmethod
    def none(cls, size: int) -> Opinion:
        """A single row that says nothing."""
        nothing = np.zeros((1, 2), dtype=np.int64)
        return cls(np.zeros((1, size), dtype=np.float16), nothing, nothing.astype(np.float16))

    @classmethod
    def joined(cls, parts: Sequence[Opinion]) -> Opinion:
        columns = zip(*((part.chances, part.likeliest, part.worth) for part in parts), strict=True)
        return cls(*(np.concatenate(column) for column in columns))

    def of(self, rows: Numbers, characters: Numbers) -> npt.NDArray[np.float64]:
        """What the characters are worth, ``LOWEST`` at least."""
        found = self.chances[rows, np.minimum(characters, self.chances.shape[1] - 1)]
        return np.maximum(found.astype(np.float64), LOWEST)


@dataclass(frozen=True)
class Votes:
    """``seen`` tells which characters of the padded text it looked at; ``row`` is their row in ``opinion``."""

    seen: Flags
    row: Numbers
    opinion: Opinion

    def of(self, at: Numbers, characters: Numbers) -> npt.NDArray[np.float64]:
        """What the characters at these places are worth; 0 where it did not look."""
        return np.where(self.seen[at], self.opinion.of(self.row[at], characters), 0.0)


class Voter:
    """``session`` answers characters, ``EDGE`` before and behind, with the three parts of an :class:`Opinion`; ``ends`` are the
    marks that end a sentence.

    One sentence is asked about at a time: the network reckons in whole numbers scaled by all it is given together, and what is
    said of a line must not depend on the next.
    """

    def __init__(self, session: Any, size: int, ends: Numbers) -> None:
        self._session, self._size, self._ends = session, size, ends
        self._known: OrderedDict[bytes, Opinion] = OrderedDict()
        self._rows, self._lock = 0, Lock()
        self.hidden = size
        """Stands for a character that is not shown."""

    def ask(self, text: Text, wanted: Flags) -> Votes:
        """About the sentences in which a character is ``wanted``."""
        seen, row = np.zeros(len(text.ids), dtype=bool), np.zeros(len(text.ids), dtype=np.int64)
        parts, at = [Opinion.none(self._size)], 1
        for start, end in self.sentences(text.ids):
            if wanted[start:end].any():
                parts.append(self.opinion(text.ids[start:end]))
                seen[start:end], row[start:end] = True, np.arange(at, at + end - start)
                at += end - start
        return Votes(seen, row, Opinion.joined(parts))

    def sentences(self, ids: Numbers) -> Iterator[tuple[int, int]]:
        """Where each begins and ends; one of more than ``MOST`` characters in parts of about equal length."""
        ended = np.concatenate([[False], np.isin(ids[:-1], self._ends)])
        number = np.where(ids == EDGE, 0, np.cumsum(ended) + 1)
        borders = np.concatenate([[0], np.flatnonzero(np.diff(number)) + 1, [len(ids)]]).tolist()
        for start, end in pairwise(borders):
            if ids[start] != EDGE:
                if end - start <= MOST:
                    yield start, end
                else:
                    parts = -(-(end - start) // MOST)
                    yield from pairwise(np.linspace(start, end, parts + 1).astype(int).tolist())

    def opinion(self, ids: Numbers) -> Opinion:
        """Of a sentence of at most ``MOST`` characters. Asked again soon after, from memory."""
        key = ids.tobytes()
        known = self._known.get(key)
        if known is None:
            known = self._asked(ids)
            with self._lock:
                self._known[key] = known
                self._rows += len(ids)
                while self._rows > REMEMBERED:
                    self._rows -= len(self._known.popitem(last=False)[1].worth)
        return known

    def _asked(self, ids: Numbers) -> Opinion:
        answers = self._session.run(None, {"ids": np.concatenate([[EDGE], ids, [EDGE]])[None, :]})
        chances, worth, likeliest = (answer[0, 1:-1] for answer in answers)
        return Opinion(chances, likeliest, worth)


def open_voter(alphabet: Alphabet, path: Path = MODEL) -> Voter | None:
    """For the alphabet it was trained for; None where the file or onnxruntime is missing: the trees then decide alone."""
    if not path.exists():
        return None
    try:
        runtime = import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        session = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        return Voter(session, len(alphabet), alphabet.encode(ENDS))
    except Exception as error:  # onnxruntime has errors of its own for every kind of bad file
        _log.warning("the second voice of the spelling engine is silent: %s", error)
        return None


def proposals(models: Models, text: Text, votes: Votes, within: Flags) -> Candidates:
    """What it expects in place of a character; two neighbours also together."""
    places = np.flatnonzero(votes.seen & within & models.confusion.confusable(text.ids))
    rows, opinion = votes.row[places], votes.opinion
    rank = (opinion.likeliest[rows, 0] == text.ids[places]).astype(np.int64)
    best, worth = opinion.likeliest[rows, rank], opinion.worth[rows, rank]
    masks = models.confusion.mask(text.ids[places], best)
    chinese = models.confusion.confusable(best)
    masks[(masks == 0) & chinese & (worth >= np.log(UNLIKE_WORTH))] = 1 << UNLIKE
    worthy = (masks > 0) & (worth >= np.log(WORTH))
    places, best, masks = places[worthy], best[worthy], masks[worthy]
    together = np.flatnonzero(np.diff(places) == 1)
    count = len(places) + len(together)
    new, kinds = np.zeros((2, count, LONGEST), dtype=np.int64)
    for rows, chosen, values in ((new, best, best), (kinds, masks, masks)):
        rows[: len(places), 0] = chosen
        rows[len(places) :, 0], rows[len(places) :, 1] = values[together], values[together + 1]
    length = np.concatenate([np.ones(len(places), dtype=np.int64), np.full(len(together), 2, dtype=np.int64)])
    return Candidates(np.concatenate([places, places[together]]), length, new, kinds)


def describe(text: Text, candidates: Candidates, votes: Votes) -> list[Numbers]:
    """Its opinion of each candidate, in the unit of the language model."""
    inside = np.arange(LONGEST) < candidates.length[:, None]
    at = np.minimum(candidates.start[:, None] + np.arange(LONGEST), len(text.ids) - 1)
    old = text.ids[at]
    changed = inside & (candidates.new != old)
    mine, theirs = votes.of(at, candidates.new), votes.of(at, old)
    best = np.maximum(votes.opinion.worth[:, 0].astype(np.float64), LOWEST)[votes.row[at]]
    own = np.where(text.ids >= RESERVED, votes.of(np.arange(len(text.ids)), text.ids), 0.0)
    before = own[np.maximum(candidates.start[:, None] - np.arange(1, BESIDE + 1), 0)].min(axis=1)
    after = own[np.minimum(candidates.end[:, None] + np.arange(BESIDE), len(own) - 1)].min(axis=1)
    columns = [
        np.where(changed, mine - theirs, 0).sum(axis=1),
        np.where(changed, mine, 0).min(axis=1),
        np.where(changed, theirs, LOWEST).max(axis=1),
        np.where(changed, best - mine, 0).max(axis=1),
        (changed & (best > mine)).sum(axis=1) / UNIT,
        np.minimum(before, after),
    ]
    return [np.round(column * UNIT).astype(np.int64) for column in columns]
