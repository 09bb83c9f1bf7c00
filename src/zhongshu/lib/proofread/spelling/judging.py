"""What the finders of idioms, pairs of words and slips of the hand found, weighed by the voter.

The figures of the weighing are logistic regressions on mistakes put into unseen papers, with more taken off for what is a
word as it stands than the few of that corpus ask for (docs/bench-proofread.md).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from . import slips, wordpaths
from .candidates import PAD, Flags, Text
from .correction import Correction, Kind
from .language_model import UNIT, Numbers
from .models import Models
from .reranker import Reals
from .voter import LOWEST, Voter

FITS = 2.0
"""Natural logarithms by which the voter must prefer what a finder found."""
SURE = 0.8
"""Chance of a slip by which the text gains little from which it is worth a thought all the same."""
DOUBTED = 0.6
"""Chance of a word that the voter does not prefer: worth a thought. Of one word of a pair nothing is then said."""
WINDOW = 6
"""Characters on either side over which a text with neighbours swapped is compared with the text as it stands."""
LIKELY_TALK = 0.75
"""Chance from which a line is looked at as everyday language."""
TOLD = 0.75
"""Chance from which anything is told in everyday language: less is wrong as often as not there."""
CROWD = 8
"""Slips of one kind that a sentence may have."""
DOUBTS = -0.5
"""Natural logarithm of the chance of two neighbours as they stand above which they are not looked at."""
EXPECTED = 1.0
"""Natural logarithms by which hidden neighbours must be expected the other way round."""
MEETING_GAIN = 12.0
"""Natural logarithms of gain from which two characters that may end one word and begin the next are surely a slip."""
DOUBLED_GAIN, EVERY_GAIN, SWAPPED_GAIN = -4.0, 0.5, 2.0
"""Natural logarithms of gain below which a slip is not weighed; the second of what is said twice for “every”."""


def confirmed(voter: Voter, models: Models, text: Text, found: Iterable[Correction], pairs: bool) -> list[Correction]:
    """Those that the voter prefers to what stands there, the others doubted; of ``pairs`` of words only the former."""
    found = list(found)
    wanted = np.zeros(len(text.ids), dtype=bool)
    for item in found:
        wanted[item.start + PAD] = True
    votes = voter.ask(text, wanted)
    kept = []
    for item in found:
        at, new = np.arange(item.start, item.end) + PAD, models.alphabet.encode(item.new)
        changed = new != text.ids[at]
        if (votes.of(at, new) - votes.of(at, text.ids[at]))[changed].sum() >= FITS:
            kept.append(item)
        elif not pairs:
            kept.append(replace(item, chance=min(item.chance, DOUBTED)))
    return kept


def with_expected(
    voter: Voter, models: Models, text: Text, talk: Reals, found: Sequence[Correction]
) -> Iterator[Correction]:
    """What was ``found``, and what the words would rather be in lines that are likely ``talk``, where one may be sure of it.

    Their margin and the preference of the voter are logarithms of odds; what was found otherwise too is doubted only where
    both are wrong. Whatever else was found in such a word is taken back. Words side by side lean on each other: all or none.
    """
    within = talk >= LIKELY_TALK
    changes = wordpaths.where(models, models.everyday, text.ids, within) if models.everyday and within.any() else []
    known = {(item.start, item.end, item.new): item.chance for item in found}
    wanted, settled = np.zeros((2, len(text.ids)), dtype=bool)
    for change in changes:
        wanted[change.start : change.end] = True
    votes = voter.ask(text, wanted)
    for chain in wordpaths.chains(changes):
        corrections = []
        for change in chain:
            at = np.arange(change.start, change.end)
            old = text.ids[at]
            liking = float((votes.of(at, change.new) - votes.of(at, old))[change.new != old].sum())
            span, new = (change.start - PAD, change.end - PAD), models.alphabet.decode(change.new)
            doubt = 1 - float(talk[change.start]) * _chance(change.margin + liking)
            chance = round(1 - doubt * (1 - known.get((*span, new), 0.0)), 4)
            corrections.append(Correction(*span, new, chance, Kind.MISTAKEN))
        if all(correction.chance >= TOLD for correction in corrections):
            settled[chain[0].first : chain[-1].last] = True
            yield from corrections
    yield from (item for item in found if not settled[item.start + PAD : item.end + PAD].any())


def twice_in_talk(found: Iterable[Correction], talk: Reals) -> list[Correction]:
    """Doubled characters; in talk, where much is said twice, they are but worth a thought."""
    return [
        replace(item, chance=min(item.chance, DOUBTED)) if talk[item.start + PAD] >= LIKELY_TALK else item
        for item in found
    ]


def doubled(voter: Voter, models: Models, text: Text) -> list[Correction]:
    """Second ones of two equal characters: hidden, each in turn, are they what the voter expects beside the other?"""
    found, lines = slips.equal_neighbours(models, text), _lines(voter, text)
    kept = []
    measures = models.alphabet.encode(slips.MEASURES)
    worth = found.gain >= UNIT * np.where(found.every, EVERY_GAIN, DOUBLED_GAIN)
    rows = np.flatnonzero(worth)
    for row in rows[_few(lines, found.at[rows])]:
        second, gain, meets = int(found.at[row]), int(found.gain[row]), bool(found.meets[row])
        if line := _around(lines, second - 1, second):
            own = text.ids[second]
            if own in measures and own in text.ids[[second - 2, second + 1]]:
                continue  # 老年人人人: a word, and its last character for “every”
            later, earlier = (_hidden(voter, text, line, [place])[0, own] for place in (second, second - 1))
            chance = _chance(0.48 * gain / UNIT - 1.3 * meets - 0.54 * later - 0.48 * earlier - 4.0)
            if meets and gain < MEETING_GAIN * UNIT:
                chance = min(chance, DOUBTED)
            kept.append(Correction(second - PAD, second - PAD + 1, "", chance, Kind.DOUBLED))
    return kept


def swapped(voter: Voter, models: Models, text: Text) -> list[Correction]:
    """Two neighbours: the text the other way round, and what the voter expects where both are hidden."""
    found, lines = slips.neighbours(models, text), _lines(voter, text)
    kept = []
    rows = np.flatnonzero(found.gain >= SWAPPED_GAIN * UNIT)
    for row in rows[_few(lines, found.at[rows])]:
        at, gain, word, between = (int(column[row]) for column in (found.at, found.gain, found.word, found.between))
        line = _around(lines, at, at + 1)
        if line and _doubts(voter, text.ids[line], at - line.start):
            first, second = text.ids[at], text.ids[at + 1]
            hidden = _hidden(voter, text, line, [at, at + 1])
            expected = hidden[0, second] - hidden[0, first] + hidden[1, first] - hidden[1, second]
            if expected < EXPECTED:
                continue
            margin = _other_way_round(voter, text.ids[line], at - line.start)
            logit = 0.26 * gain / UNIT - 4 * word - between + 0.74 * margin + 0.2 * expected - 3.7
            chance = _chance(logit)
            if gain < slips.SWAPPED_GAIN * UNIT:
                chance = DOUBTED if chance >= SURE else 0.0
            new = models.alphabet.decode([second, first])
            kept.append(Correction(at - PAD, at + 2 - PAD, new, chance, Kind.SWAPPED))
    return kept


def _chance(logit: float) -> float:
    return round(float(1 / (1 + np.exp(-np.clip(logit, -50, 50)))), 4)


def _lines(voter: Voter, text: Text) -> list[slice]:
    return [slice(start, end) for start, end in voter.sentences(text.ids)]


def _around(lines: list[slice], first: int, last: int) -> slice | None:
    """The sentence both places stand in; None where the voter takes it in parts and they stand in two."""
    line = lines[bisect_right(lines, first, key=lambda line: line.start) - 1]
    return line if last < line.stop else None


def _few(lines: list[slice], places: Numbers) -> Flags:
    """Those that stand in a sentence with no more than ``CROWD`` of them: where there are more, it is no sentence."""
    line = np.searchsorted([line.start for line in lines], places, side="right")
    few: Flags = np.bincount(line, minlength=1)[line] <= CROWD
    return few


def _hidden(voter: Voter, text: Text, line: slice, places: list[int]) -> npt.NDArray[np.float64]:
    """Logarithms of chances at the places, which are hidden: one row each."""
    ids = text.ids[line].copy()
    inside = np.array(places) - line.start
    ids[inside] = voter.hidden
    opinion = voter.opinion(ids)
    return np.maximum(opinion.chances[inside].astype(np.float64), LOWEST)


def _other_way_round(voter: Voter, ids: Numbers, place: int) -> float:
    """By how much the voter likes the characters about the place better with it and the next one swapped."""
    other = ids.copy()
    other[[place, place + 1]] = ids[[place + 1, place]]
    near = slice(max(0, place - WINDOW), place + 2 + WINDOW)
    return _liking(voter, other, near) - _liking(voter, ids, near)


def _doubts(voter: Voter, ids: Numbers, place: int) -> bool:
    """Whether it is less than sure of two neighbours as they stand: most need no closer look."""
    return _liking(voter, ids, slice(place, place + 2)) < DOUBTS


def _liking(voter: Voter, ids: Numbers, near: slice) -> float:
    opinion = voter.opinion(ids)
    own = opinion.of(np.arange(len(ids)), ids)
    return float(own[near].sum())
