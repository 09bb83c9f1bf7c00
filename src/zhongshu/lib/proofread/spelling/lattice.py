"""How much better a text becomes by a candidate, alone and together with a candidate near it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .alphabet import BITS
from .candidates import REACH, Candidates, Text, foremost
from .language_model import ORDER, Numbers
from .lexicon import LONGEST
from .models import Models

BEFORE = ORDER - 1
KEPT = 5
"""Candidates that go on from each place."""
HOPELESS = -64
"""Gain less cost below which a candidate is given up."""
WANTED = 3
"""Further candidates of a place that another voice asked for."""
PARTNERS = 2
"""How many candidates of each place are tried together with a neighbour."""


@dataclass(frozen=True)
class Edges:
    """Candidates with their figures, by start. ``gain`` is what the score grows by, ``net`` the gain less the cost;
    ``best`` is the net of the best path over the edge, ``without`` that of the best one near it that leaves it out;
    ``rival`` is the best net among edges over the same characters, ``rank`` how many of those are better."""

    candidates: Candidates
    gain: Numbers
    net: Numbers
    best: Numbers
    without: Numbers
    rival: Numbers
    rank: Numbers


def weigh(models: Models, text: Text, candidates: Candidates, wanted: Candidates | None = None) -> Edges:
    """The edges worth a closer look, and those ``wanted`` whatever they are worth."""
    net = gains(models, text, candidates) - candidates.cost
    hopeful = np.flatnonzero(net > HOPELESS)
    kept = hopeful[foremost(candidates.start[hopeful], net[hopeful], KEPT)]
    candidates, net = candidates.take(kept), net[kept]
    if wanted is not None and len(wanted):
        new = ~np.isin(_keys(wanted), _keys(candidates))
        both = candidates.and_also(wanted.take(new))
        net = np.concatenate([net, gains(models, text, wanted.take(new)) - wanted.take(new).cost])
        order = np.lexsort((-net, both.start))
        candidates, net = both.take(order), net[order]
    return _join(models, text, candidates, net)


def _keys(candidates: Candidates) -> Numbers:
    """One number for place, length and first two characters; longer ones are never asked for."""
    second = np.where(candidates.length > 1, candidates.new[:, 1], 0)
    return ((candidates.start * (LONGEST + 1) + candidates.length) << BITS | candidates.new[:, 0]) << BITS | second


def gains(models: Models, text: Text, candidates: Candidates) -> Numbers:
    """By how much the score of the text grows with each candidate alone."""
    gain = np.zeros(len(candidates), dtype=np.int64)
    for length in range(1, LONGEST + 1):
        rows = np.flatnonzero(candidates.length == length)
        windows = _window(text, candidates.start[rows], BEFORE + length + REACH)
        windows[:, BEFORE : BEFORE + length] = candidates.new[rows, :length]
        scores = models.language.profile(windows).scores[:, BEFORE:].sum(axis=1)
        start = candidates.start[rows]
        gain[rows] = scores - text.score(start, start + length + REACH)
    return gain


def _window(text: Text, starts: Numbers, width: int) -> Numbers:
    """Rows of ``width`` characters, the first of them ``BEFORE`` before each start."""
    return text.ids[np.minimum(starts[:, None] - BEFORE + np.arange(width), len(text.ids) - 1)]


def _join(models: Models, text: Text, candidates: Candidates, net: Numbers) -> Edges:
    """Try neighbours together; all the figures of the edges follow from these pairs."""
    first, second = _pairs(candidates)
    both = _joint_gain(models, text, candidates, first, second) - candidates.cost[first] - candidates.cost[second]
    best, other = net.copy(), np.zeros_like(net)
    for mine, partner in ((first, second), (second, first)):
        np.maximum.at(best, mine, both)
        np.maximum.at(other, mine, net[partner])
    rival, rank = np.zeros_like(net), np.zeros_like(net)
    for mine, against in _overlaps(candidates):
        np.maximum.at(rival, mine, net[against])
        np.add.at(rank, mine, (net[against] > net[mine]).astype(np.int64))
    gain = net + candidates.cost
    return Edges(candidates, gain, net, best, np.maximum(other, rival), rival, rank)


def _pairs(candidates: Candidates) -> tuple[Numbers, Numbers]:
    """Rows of candidates that touch each other's scores without overlapping, each with those on its right."""
    starts = candidates.start
    place = np.arange(len(starts)) - np.searchsorted(starts, starts)
    leading = np.flatnonzero(place < PARTNERS)
    first_right = np.searchsorted(starts[leading], candidates.end[leading])
    firsts, seconds = [], []
    for step in range(PARTNERS * (REACH - 1)):
        second = first_right + step
        inside = np.flatnonzero(second < len(leading))
        mine, partner = leading[inside], leading[second[inside]]
        near = starts[partner] < candidates.end[mine] + REACH
        firsts.append(mine[near])
        seconds.append(partner[near])
    return np.concatenate(firsts), np.concatenate(seconds)


def _joint_gain(models: Models, text: Text, candidates: Candidates, first: Numbers, second: Numbers) -> Numbers:
    start = candidates.start[first]
    offset = candidates.start[second] - start
    width = BEFORE + 3 * LONGEST + REACH
    windows = _window(text, start, width)
    rows = np.arange(len(first))
    for place in range(LONGEST):
        for member, shift in ((first, 0), (second, offset)):
            inside = candidates.length[member] > place
            windows[rows[inside], (BEFORE + shift + place + np.zeros_like(rows))[inside]] = candidates.new[
                member[inside], place
            ]
    scores = models.language.profile(windows).scores
    ends = offset + candidates.length[second] + REACH
    within = (np.arange(width) >= BEFORE) & (np.arange(width) < BEFORE + ends[:, None])
    gain: Numbers = (scores * within).sum(axis=1) - text.score(start, start + ends)
    return gain


def _overlaps(candidates: Candidates) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs of rows that change the same characters, in both directions."""
    for step in range(1, (KEPT + WANTED) * LONGEST):
        earlier = np.arange(len(candidates) - step)
        later = earlier + step
        touching = candidates.start[later] < candidates.end[earlier]
        yield earlier[touching], later[touching]
        yield later[touching], earlier[touching]
