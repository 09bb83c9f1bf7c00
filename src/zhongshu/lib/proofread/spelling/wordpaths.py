"""The likeliest words of a line of everyday language: where they differ from what stands there, it may be mistaken.

A search over all words that stand there or could have been meant, as an input method looks for the words of a sound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from .alphabet import BITS, DIGIT, LETTER
from .candidates import Flags, foremost
from .confusion import LIKE_SHAPE, RARE_COSTS, SAME_SOUND, SAME_TONE
from .everyday import NOTHING, Everyday
from .language_model import UNIT, Numbers
from .lexicon import LONGEST, pack
from .models import Models

ALONE = 1 << SAME_TONE | 1 << SAME_SOUND | 1 << LIKE_SHAPE
"""How a word of one character may have been mistaken."""
KEPT = 8
"""Words of each length that may have been meant at one place."""
HARDLY = 4 * UNIT
"""By how much less likely than the likeliest words others may be to be weighed too."""
BEAM = 6
"""Ways to get to a place that are followed further, beside those that change nothing."""
FIGURE, STRANGE = -37, -240
"""Score of a figure or letter, and of a character that is no word."""
SELDOM = 208
"""What a word costs at least that everyday language does not know: as much as the rarest that it knows."""
_NEVER = -(1 << 40)


@dataclass(frozen=True)
class Choices:
    """One row a word that may be meant, by start: its number, and ``own``, what choosing it adds beside what follows from the
    word before; ``fixed`` words have nothing but that. ``new`` holds its characters."""

    start: Numbers
    length: Numbers
    number: Numbers
    own: Numbers
    fixed: Flags
    new: Numbers
    changed: Flags
    """As ``new``: which characters it changes."""

    @property
    def end(self) -> Numbers:
        return self.start + self.length


@dataclass(frozen=True)
class Change:
    """Characters from ``start`` to ``end`` that likely words have otherwise; ``margin``: by how much these are likelier than any
    that leave the characters as they are, in natural logarithms. They are of the word from ``first`` to ``last``."""

    start: int
    end: int
    new: Numbers
    margin: float
    first: int
    last: int
    likeliest: bool
    """Whether it is of the likeliest words of the line."""


def where(models: Models, everyday: Everyday, ids: Numbers, within: Flags) -> list[Change]:
    """Of whole lines that lie ``within``, with an edge behind each."""
    kept = np.flatnonzero(within | np.concatenate([[False], within[:-1]]))
    found = []
    for change in changes(models, everyday, ids[kept]):
        by = int(kept[change.start]) - change.start
        moved = {name: getattr(change, name) + by for name in ("start", "end", "first", "last")}
        found.append(replace(change, **moved))
    return found


def chains(changes: Iterable[Change]) -> list[list[Change]]:
    """Those of the likeliest words, in words side by side together."""
    found: list[list[Change]] = []
    for change in changes:
        if not change.likeliest:
            continue
        if found and found[-1][-1].last == change.first:
            found[-1].append(change)
        else:
            found.append([change])
    return found


def changes(models: Models, everyday: Everyday, ids: Numbers) -> list[Change]:
    """Of lines with edges between them; in reading order, several of the same characters beside each other."""
    if not len(ids):
        return []
    words = possible(models, everyday, ids)
    search = _Search(everyday, words, models.confusion.confusable(ids))
    likeliest, without = set(search.best()), cache(search.without)
    found = []
    for row in search.hopeful():
        start, changed = int(words.start[row]), np.flatnonzero(words.changed[row])
        first, last = int(changed[0]), int(changed[-1]) + 1
        margin = (search.through(row) - without(start + first, start + last)) / UNIT
        new, end = words.new[row, first:last], int(words.end[row])
        found.append(Change(start + first, start + last, new, margin, start, end, row in likeliest))
    return found


def possible(models: Models, everyday: Everyday, ids: Numbers) -> Choices:
    """Every word that stands there, and those that can be taken for what stands there."""
    chinese = models.confusion.confusable(ids)
    parts = [_others(everyday, ids, chinese)]
    for size in range(1, min(LONGEST, len(ids)) + 1):
        runs = np.lib.stride_tricks.sliding_window_view(ids, size)
        inside = np.lib.stride_tricks.sliding_window_view(chinese, size).sum(axis=1)
        starts = np.flatnonzero(inside == size)
        parts.append(_of_length(models, everyday, runs[starts], starts))
        parts.append(_rare(models, everyday, runs[starts], starts))
    start, length, number, own, new = (np.concatenate([part[column] for part in parts]) for column in range(5))
    order = np.lexsort((length, start))
    start, length, number, own, new = (column[order] for column in (start, length, number, own, new))
    at = np.minimum(start[:, None] + np.arange(LONGEST), len(ids) - 1)
    changed = (np.arange(LONGEST) < length[:, None]) & (new != ids[at])
    return Choices(start, length, number, own, number == NOTHING, new, changed)


Columns = tuple[Numbers, Numbers, Numbers, Numbers, Numbers]


def _others(everyday: Everyday, ids: Numbers, chinese: Flags) -> Columns:
    """What is no word: marks and edges, figures and letters, unknown characters."""
    strange = chinese & (everyday.words.number(ids, 1) < 0)
    places = np.flatnonzero(~chinese | strange)
    figure = np.isin(ids[places], (DIGIT, LETTER))
    own = np.where(strange[places], STRANGE, np.where(figure, FIGURE, 0))
    new = np.zeros((len(places), LONGEST), dtype=np.int64)
    new[:, 0] = ids[places]
    return places, np.ones_like(places), np.full_like(places, NOTHING), own, new


def _rare(models: Models, everyday: Everyday, runs: Numbers, starts: Numbers) -> Columns:
    """Words of the dictionary that stand there and that everyday language does not know: names and terms."""
    length, keys = runs.shape[1], pack(runs)
    cost = models.lexicon.cost(keys, length)
    rows = np.flatnonzero((cost >= 0) & (everyday.words.number(keys, length) < 0)) if length > 1 else np.arange(0)
    new = np.zeros((len(rows), LONGEST), dtype=np.int64)
    new[:, :length] = runs[rows]
    own = -np.maximum(cost[rows], SELDOM)
    return starts[rows], np.full(len(rows), length), np.full_like(rows, NOTHING), own, new


def _of_length(models: Models, everyday: Everyday, runs: Numbers, starts: Numbers) -> Columns:
    """Words of one length: as it stands, with one character taken for another, and those of the same sound."""
    length, keys = runs.shape[1], pack(runs)
    owners, found, costs = [np.arange(len(runs))], [keys], [np.zeros(len(runs), dtype=np.int64)]
    for place in range(length):
        owner, other, mask = models.confusion.expand(runs[:, place])
        if length == 1:
            alone = mask & ALONE > 0
            owner, other, mask = owner[alone], other[alone], mask[alone]
        owners.append(owner)
        found.append(keys[owner] + ((other - runs[owner, place]) << BITS * (length - 1 - place)))
        costs.append(RARE_COSTS[mask])
    if length > 1 and len(runs):
        owner, words = models.lexicon.alike(runs)
        masks, differs = models.confusion.mask(runs[owner], words), words != runs[owner]
        kept = (differs.sum(axis=1) > 1) & ((masks > 0) | ~differs).all(axis=1)
        owners.append(owner[kept])
        found.append(pack(words[kept]))
        costs.append(RARE_COSTS[masks[kept]].sum(axis=1))
    owner, key, cost = np.concatenate(owners), np.concatenate(found), np.concatenate(costs)
    number = everyday.words.number(key, length)
    known = np.flatnonzero(number >= 0)
    worth = np.where(cost[known] == 0, 1, everyday.score[number[known]] - cost[known])
    kept = known[foremost(owner[known], worth, KEPT)]
    new = np.zeros((len(kept), LONGEST), dtype=np.int64)
    for place in range(length):
        new[:, place] = key[kept] >> BITS * (length - 1 - place) & (1 << BITS) - 1
    return starts[owner[kept]], np.full(len(kept), length), number[kept], -cost[kept], new


@dataclass(frozen=True)
class _Step:
    """The words that begin at one depth of their clauses, each behind those that end there and are followed further: a row a
    pair, by the later word. ``follow`` is what the later one scores there."""

    before: Numbers
    after: Numbers
    follow: Numbers


class _Search:
    """Viterbi over words: ``total`` is the score of the best way up to and with each from the beginning of its clause, ``rest``
    of the best way on to the end. No word reaches beyond its clause, so all clauses are searched at once, depth by depth."""

    def __init__(self, everyday: Everyday, words: Choices, chinese: Flags) -> None:
        clause = np.concatenate([[0], np.cumsum(~chinese)[:-1]])
        borders = np.append(np.flatnonzero(np.diff(clause, prepend=-1)), len(chinese))
        self._words, self._clause = words, clause[words.start]
        self._begin, ends = borders[self._clause], borders[self._clause + 1]
        self._first = np.searchsorted(words.start, np.arange(len(chinese) + 1)).tolist()
        self._unchanged: Flags = words.changed.sum(axis=1) == 0
        self._total = np.full(len(words.start), _NEVER, dtype=np.int64)
        self._rest = np.full(len(words.start), _NEVER, dtype=np.int64)
        self._back = np.full(len(words.start), -1, dtype=np.int64)
        self._row = np.zeros((len(words.start), 2), dtype=np.int64)
        """Of each word, the first of its rows in the steps, and how many there are."""
        self._steps = list(self._forward(everyday))
        self._last = self._followed(np.flatnonzero(words.end == ends))
        self._highest = np.full(len(borders) - 1, _NEVER, dtype=np.int64)
        np.maximum.at(self._highest, self._clause[self._last], self._total[self._last])
        self._rest[self._last] = 0
        for step in reversed(self._steps):
            np.maximum.at(self._rest, step.before, step.follow + self._rest[step.after])
        self._before, self._follow = (
            np.concatenate([np.arange(0), *(getattr(step, name) for step in self._steps)])
            for name in ("before", "follow")
        )

    def _forward(self, everyday: Everyday) -> Iterator[_Step]:
        """To each depth but the first."""
        words = self._words
        begin, end = words.start - self._begin, words.end - self._begin
        by_begin, by_end = np.argsort(begin, kind="stable"), np.argsort(end, kind="stable")
        depths = np.arange(int(begin.max()) + 2)
        begins, ends = np.searchsorted(begin[by_begin], depths), np.searchsorted(end[by_end], depths)
        first, nothing = by_begin[: begins[1]], np.array([NOTHING])
        self._total[first] = self._scores(everyday, nothing, nothing, first, np.zeros_like(first))
        done = 0
        for depth in range(1, len(depths) - 1):
            before = self._followed(by_end[ends[depth] : ends[depth + 1]])
            step = self._behind(everyday, before, by_begin[begins[depth] : begins[depth + 1]], done)
            done += len(step.follow)
            yield step

    def _followed(self, rows: Numbers) -> Numbers:
        """Of words that end at one depth, by clause: the best ones of each, and those that change nothing."""
        kept: Flags = self._unchanged[rows]
        kept[foremost(self._clause[rows], self._total[rows], BEAM)] = True
        return rows[kept]

    def _behind(self, everyday: Everyday, before: Numbers, after: Numbers, done: int) -> _Step:
        """``done``: rows of the steps before this one."""
        low, high = (np.searchsorted(self._clause[before], self._clause[after], side) for side in ("left", "right"))
        size = high - low
        begins = np.cumsum(size) - size
        later, owner = np.repeat(after, size), np.arange(int(size.sum())) - np.repeat(begins - low, size)
        back = self._back[before]
        earlier = np.where(back >= 0, self._words.number[back], NOTHING)
        follow = self._scores(everyday, earlier, self._words.number[before], later, owner)
        totals = self._total[before][owner] + follow
        self._total[after] = np.maximum.reduceat(totals, begins)
        best = np.flatnonzero(totals == self._total[later])[::-1]  # the first of equally good ones is written last
        self._back[later[best]] = before[owner[best]]
        self._row[after] = np.stack([done + begins, size], axis=1)
        return _Step(before[owner], later, follow)

    def _scores(self, everyday: Everyday, earlier: Numbers, before: Numbers, after: Numbers, owner: Numbers) -> Numbers:
        follow = everyday.follow(earlier, before, self._words.number[after], owner)
        return np.where(self._words.fixed[after], 0, follow) + self._words.own[after]

    def best(self) -> Iterator[int]:
        """Rows of the likeliest words, those of each clause the last one first."""
        seen = set()
        for row in self._last[self._total[self._last] == self._highest[self._clause[self._last]]].tolist():
            if self._clause[row] not in seen:
                seen.add(self._clause[row])
                while row >= 0:
                    yield row
                    row = int(self._back[row])

    def through(self, row: int) -> int:
        """The score of the likeliest words of the clause that have this one among them."""
        return int(self._total[row] + self._rest[row])

    def hopeful(self) -> list[int]:
        """Rows of the words that change something and are not much less likely than the likeliest."""
        likely = self._total + self._rest >= self._highest[self._clause] - HARDLY
        rows: list[int] = np.flatnonzero(~self._unchanged & likely).tolist()
        return rows

    def without(self, start: int, end: int) -> int:
        """The score of the likeliest words of the clause that change no character from start to end."""
        words, total, begin = self._words, self._total.copy(), int(self._begin[self._first[start]])
        low = max(begin, start - LONGEST + 1)
        rows = slice(self._first[low], self._first[end])
        places = words.start[rows, None] + np.arange(LONGEST)
        bad = (words.changed[rows] & (places >= start) & (places < end)).any(axis=1)
        total[rows] = np.where(bad, _NEVER, total[rows])
        for place in range(max(begin + 1, low), end):
            after = slice(self._first[place], self._first[place + 1])
            at, size = self._row[after.start]
            follow = self._follow[at : at + size * (after.stop - after.start)].reshape(-1, size)
            behind = (total[self._before[at : at + size]] + follow).max(axis=1)
            total[after] = np.where(total[after] == _NEVER, _NEVER, behind)
        across = np.arange(rows.start, rows.stop)
        across = across[words.end[across] >= end]
        return int((total[across] + self._rest[across]).max())
