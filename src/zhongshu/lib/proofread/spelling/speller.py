"""From a text to what was probably meant in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from . import idioms, judging, pairs, slips, talking, voter
from .alphabet import EDGE
from .candidates import PAD, Flags, Text, doubtful, propose
from .confusion import SWAPPED
from .correction import Correction, Kind
from .features import describe
from .language_model import Numbers
from .lattice import Edges, weigh
from .lexicon import pack
from .models import Models
from .reranker import Reals, blended
from .voter import Voter

PIECE = 3000
"""Characters looked at together, which bounds the memory."""
REMEMBERED = 4_000
"""Lines whose answers are kept: a draft being typed is looked at only where it changed."""
NEAR = 6
"""Characters around a sure correction that are looked at once more, now that it stands."""
SURE = 0.5
LOOK = 0.005
"""Chance of any candidate of a line from which the voter is asked about it."""
LOWEST = 0.2
"""Probability below which nothing is said at all."""
_CUT = re.compile(r"[。；！？，、]")


class Speller:
    """Knows a set of models. The same text always gives the same answer."""

    def __init__(self, models: Models, voter: Callable[[], Voter | None] = lambda: None) -> None:
        """``voter`` is opened when first needed."""
        self.models = models
        self._open_voter = voter
        self._known: OrderedDict[str, tuple[Correction, ...]] = OrderedDict()

    def over(self, models: Models) -> Speller:
        """Another one with the same voter, which remembers nothing."""
        return Speller(models, lambda: self.voter)

    @cached_property
    def voter(self) -> Voter | None:
        return self._open_voter() if self.models.voted else None

    def corrections(self, text: str) -> tuple[Correction, ...]:
        """In reading order, no two over the same characters. What is said of a line depends on that line alone."""
        pieces = list(_pieces(text))
        answers = self._answers(dict.fromkeys(piece for _, piece in pieces))
        return tuple(correction.moved(start) for start, piece in pieces for correction in answers[piece])

    def prepare(self, texts: Iterable[str]) -> None:
        """Look at many short texts in one go, so that the answers are ready; it only saves time."""
        self._answers(dict.fromkeys(piece for text in texts for _, piece in _pieces(text)))

    def _answers(self, pieces: Iterable[str]) -> dict[str, tuple[Correction, ...]]:
        """Of each piece, from memory where it was looked at before."""
        answers = {piece: known for piece in pieces if (known := self._known.get(piece)) is not None}
        group: list[str] = []
        for piece in (piece for piece in pieces if piece not in answers):
            group.append(piece)
            if sum(map(len, group)) >= PIECE:
                answers |= self._together(group)
                group = []
        if group:
            answers |= self._together(group)
        return answers

    def _together(self, texts: Sequence[str]) -> dict[str, tuple[Correction, ...]]:
        gap = np.full(PAD, EDGE, dtype=np.int64)
        parts, starts, at = [], [], 0
        for text in texts:
            starts.append(at)
            parts += [self.models.alphabet.encode(text), gap]
            at += len(text) + PAD
        found: dict[int, list[Correction]] = {number: [] for number in range(len(texts))}
        for correction in self._of_ids(np.concatenate(parts)):
            number = bisect_right(starts, correction.start) - 1
            found[number].append(correction.moved(-starts[number]))
        answers = {text: tuple(found[number]) for number, text in enumerate(texts)}
        self._remember(answers)
        return answers

    def _remember(self, answers: Mapping[str, tuple[Correction, ...]]) -> None:
        for piece, answer in answers.items():
            self._known[piece] = answer
        for _ in range(len(self._known) - REMEMBERED):
            try:
                self._known.popitem(last=False)
            except KeyError:  # another thread was faster
                break

    def is_idiom(self, text: str, correction: Correction) -> bool:
        """Whether the correction makes a dictionary word of four characters (idioms are) where none stood."""
        new = text[: correction.start] + correction.new + text[correction.end :]
        about = slice(max(0, correction.end - 4), correction.start + 4)
        return _has_idiom(self.models, self.models.alphabet.encode(new[about]))

    def _of_ids(self, ids: Numbers) -> list[Correction]:
        text = Text.of(self.models, ids)
        gate = doubtful(self.models, text)
        if not gate.any():
            return []
        first = self._round(text, gate, text.ids != EDGE)
        sure = [correction for correction in first if correction.chance >= SURE]
        found = first + (self._again(ids, sure) if sure else [])
        register = self.models.register
        talk = register.talk(text.ids) if register else np.zeros(len(text.ids))
        if self.voter is not None:  # words alone are wrong too often
            found = list(talking.with_expected(self.voter, self.models, text, talk, found))
        taken = np.zeros(len(ids) + 1, dtype=bool)
        found = [item for item in found if not self.stands_well(ids, item)]
        found += self._by_finders(text, talk)
        return sorted(_apart(found, taken), key=lambda correction: correction.start)

    def stands_well(self, ids: Numbers, item: Correction) -> bool:
        """Whether what stands there is part of a dictionary word of four characters."""
        return _has_idiom(self.models, ids[max(0, item.end - 4) : item.start + 4])

    def _by_finders(self, text: Text, talk: Reals) -> list[Correction]:
        models, voter = self.models, self.voter
        words, confused = idioms.find(models, text), pairs.find(models, text)
        if voter is None:
            doubled, swapped = slips.doubled(models, text), slips.swapped(models, text)
        else:
            words = judging.confirmed(voter, models, text, words, pairs=False)
            confused = judging.confirmed(voter, models, text, confused, pairs=True)
            doubled, swapped = judging.doubled(voter, models, text), judging.swapped(voter, models, text)
        doubled = talking.twice(doubled, talk)
        return [*words, *confused, *doubled, *swapped, *slips.missing(models, text)]

    def _again(self, ids: Numbers, sure: list[Correction]) -> list[Correction]:
        """What shows only after the sure corrections are made, near them, and no surer than what it leans on."""
        fixed, done = ids.copy(), np.zeros(len(ids) + 2 * PAD, dtype=bool)
        near = np.zeros(len(ids) + 2 * PAD)
        for correction in sure:
            fixed[correction.start : correction.end] = self.models.alphabet.encode(correction.new)
            about = slice(max(0, correction.start + PAD - NEAR), correction.end + PAD + NEAR)
            near[about] = np.maximum(near[about], correction.chance)
            done[correction.start + PAD : correction.end + PAD] = True
        text = Text.of(self.models, fixed)
        within = (near > 0) & ~done
        gate = doubtful(self.models, text) & within
        found = self._round(text, gate, within) if gate.any() else []
        return [
            replace(item, chance=min(item.chance, float(near[item.start + PAD : item.end + PAD].max())))
            for item in found
            if not done[item.start + PAD : item.end + PAD].any()
        ]

    def _round(self, text: Text, gate: Flags, within: Flags) -> list[Correction]:
        """``gate``: where candidates are proposed; ``within``: where the voter may propose further ones."""
        edges, chance = self._weighed(text, gate, within)
        found = []
        for row in np.flatnonzero(chance >= LOWEST):
            start, length = int(edges.candidates.start[row]) - PAD, int(edges.candidates.length[row])
            new = self.models.alphabet.decode(edges.candidates.new[row, :length])
            kind = Kind.SWAPPED if edges.candidates.masks[row, 0] == 1 << SWAPPED else Kind.MISTAKEN
            found.append(Correction(start, start + length, new, float(chance[row]), kind))
        return found

    def _weighed(self, text: Text, gate: Flags, within: Flags) -> tuple[Edges, Reals]:
        """The candidates with their chances: of the trees alone, and where they see anything, with the voter."""
        models = self.models
        candidates = propose(models, text, gate)
        edges = weigh(models, text, candidates)
        if not len(edges.candidates) or models.reranker is None:
            return edges, np.zeros(len(edges.candidates))
        chance = models.reranker.probability(describe(models, text, edges, gate))
        likely = edges.candidates.start[chance >= LOOK]
        if not len(likely) or self.voter is None or models.voted is None:
            return edges, chance
        wanted = np.zeros(len(text.ids), dtype=bool)
        wanted[likely] = True
        votes = self.voter.ask(text, wanted)
        seen = candidates.take(votes.seen[candidates.start])
        edges = weigh(models, text, seen, voter.proposals(models, text, votes, within))
        plain = describe(models, text, edges, gate)
        further = np.stack(voter.describe(text, edges.candidates, votes), axis=1)
        alone = models.reranker.probability(plain)
        together = models.voted.probability(np.concatenate([plain, further], axis=1))
        swaps = edges.candidates.masks[:, 0] == 1 << SWAPPED  # weighed by themselves: judging.swapped
        return edges, np.where(swaps, 0, blended(alone, together))


def _apart(found: list[Correction], taken: Flags) -> Iterator[Correction]:
    """The likeliest first, a doubted slip of the hand after all else; what touches characters already corrected is left out."""
    for correction in sorted(found, key=_rank):
        span = slice(correction.start, max(correction.end, correction.start + 1))
        if not taken[span].any():
            taken[span] = True
            yield correction


def _has_idiom(models: Models, ids: Numbers) -> bool:
    """Whether any four characters in a row are a dictionary word."""
    if len(ids) < 4:
        return False
    windows = np.lib.stride_tricks.sliding_window_view(ids, 4)
    return bool((models.lexicon.cost(pack(windows), 4) >= 0).any())


def _rank(item: Correction) -> tuple[bool, float, int, int, str]:
    doubted_slip = item.kind is not Kind.MISTAKEN and item.chance <= judging.DOUBTED
    return doubted_slip, -item.chance, item.start, item.end, item.new


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The lines with where each begins; one of more than ``PIECE`` characters in several, cut behind a mark."""
    start = 0
    for line in text.split("\n"):
        at = 0
        while at < len(line):
            end = at + PIECE
            cut = _CUT.search(line, end, end + PIECE) if end < len(line) else None
            end = min(cut.end() if cut else end, len(line))
            yield start + at, line[at:end]
            at = end
        start += len(line) + 1
