"""What the finders of idioms, pairs of words and slips of the hand found, weighed by the voter.

The figures of the weighing are logistic regressions on mistakes put into unseen papers, with more taken off for what is a
word as it stands than the few of that corpus ask for (docs/bench-proofread.md).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from . import slips
from .candidates import PAD, Flags, Text
from .correction import Correction, Kind
from .language_model import UNIT, Numbers
from .models import Models
from .voter import LOWEST, Voter

FITS = 2.0
"""Natural logarithms by which the voter must prefer what a finder found."""
SURE = 0.8
"""Chance of a slip by which the text gains little from which it is worth a thought all the same."""
DOUBTED = 0.6
"""Chance of a word that the voter does not prefer: worth a thought. Of one word of a pair nothing is then said."""
WINDOW = 6
"""Characters on either side over which a text with neighbours swapped is compared with the text as it stands."""
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


def doubled(voter: Voter, models: Models, text: Text) -> list[Correction]:
    """Second ones of two equal characters: hidden, each in turn, are they what the voter expects beside the other?"""
    found, lines = slips.equal_neighbours(models, text), sentences_of(voter, text)
    kept = []
    measures = models.alphabet.encode(slips.MEASURES)
    worth = found.gain >= UNIT * np.where(found.every, EVERY_GAIN, DOUBLED_GAIN)
    rows = np.flatnonzero(worth)
    for row in rows[_few(lines, found.at[rows])]:
        second, gain, meets = int(found.at[row]), int(found.gain[row]), bool(found.meets[row])
        if line := sentence_around(lines, second - 1, second):
            own = text.ids[second]
            if own in measures and own in text.ids[[second - 2, second + 1]]:
                continue  # 老年人人人: a word, and its last character for “every”
            later, earlier = (hidden_chances(voter, text, line, [place])[0, own] for place in (second, second - 1))
            chance = chance_of(0.48 * gain / UNIT - 1.3 * meets - 0.54 * later - 0.48 * earlier - 4.0)
            if meets and gain < MEETING_GAIN * UNIT:
                chance = min(chance, DOUBTED)
            kept.append(Correction(second - PAD, second - PAD + 1, "", chance, Kind.DOUBLED))
    return kept


def swapped(voter: Voter, models: Models, text: Text) -> list[Correction]:
    """Two neighbours: the text the other way round, and what the voter expects where both are hidden."""
    found, lines = slips.neighbours(models, text), sentences_of(voter, text)
    kept = []
    rows = np.flatnonzero(found.gain >= SWAPPED_GAIN * UNIT)
    for row in rows[_few(lines, found.at[rows])]:
        at, gain, word, between = (int(column[row]) for column in (found.at, found.gain, found.word, found.between))
        line = sentence_around(lines, at, at + 1)
        if line and _doubts(voter, text.ids[line], at - line.start):
            first, second = text.ids[at], text.ids[at + 1]
            hidden = hidden_chances(voter, text, line, [at, at + 1])
            expected = hidden[0, second] - hidden[0, first] + hidden[1, first] - hidden[1, second]
            if expected < EXPECTED:
                continue
            margin = _other_way_round(voter, text.ids[line], at - line.start)
            logit = 0.26 * gain / UNIT - 4 * word - between + 0.74 * margin + 0.2 * expected - 3.7
            chance = chance_of(logit)
            if gain < slips.SWAPPED_GAIN * UNIT:
                chance = DOUBTED if chance >= SURE else 0.0
            new = models.alphabet.decode([second, first])
            kept.append(Correction(at - PAD, at + 2 - PAD, new, chance, Kind.SWAPPED))
    return kept


def chance_of(logit: float) -> float:
    """Of what has these odds, a natural logarithm; to four places."""
    return round(float(1 / (1 + np.exp(-np.clip(logit, -50, 50)))), 4)


def sentences_of(voter: Voter, text: Text) -> list[slice]:
    """Where the sentences of the padded text stand, as the voter takes them."""
    return [slice(start, end) for start, end in voter.sentences(text.ids)]


def sentence_around(lines: list[slice], first: int, last: int) -> slice | None:
    """The sentence both places stand in; None where the voter takes it in parts and they stand in two."""
    line = lines[bisect_right(lines, first, key=lambda line: line.start) - 1]
    return line if last < line.stop else None


def _few(lines: list[slice], places: Numbers) -> Flags:
    """Those that stand in a sentence with no more than ``CROWD`` of them: where there are more, it is no sentence."""
    line = np.searchsorted([line.start for line in lines], places, side="right")
    few: Flags = np.bincount(line, minlength=1)[line] <= CROWD
    return few


def hidden_chances(voter: Voter, text: Text, line: slice, places: list[int]) -> npt.NDArray[np.float64]:
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
