"""Idioms with one wrong character: four characters never seen together that are one slip of the ear away from a word of four."""

from __future__ import annotations

import numpy as np

from .candidates import PAD, REACH, Candidates, Text
from .confusion import SAME_SOUND, SAME_TONE
from .correction import Correction, Kind
from .language_model import UNIT, Numbers
from .lattice import gains
from .lexicon import LONGEST, pack
from .models import Models

GAIN = 1.0
"""Natural logarithms by which the text must become likelier."""
CHANCE = 0.86


def find(models: Models, text: Text) -> list[Correction]:
    ids = text.ids
    chinese = models.confusion.confusable(ids)
    places = np.arange(PAD, len(ids) - PAD - LONGEST + 1)
    if not len(places):
        return []
    inside = np.stack([chinese[places + at] for at in range(LONGEST)]).all(axis=0)
    places = places[inside & (text.profile.orders[places + LONGEST - 1] < LONGEST)]
    runs = ids[places[:, None] + np.arange(LONGEST)]
    unknown = models.lexicon.cost(pack(runs), LONGEST) < 0
    places, runs = places[unknown], runs[unknown]
    found: list[Correction] = []
    for wrong in range(LONGEST):
        owner, right = models.lexicon.one_off(runs, wrong)
        mask = models.confusion.mask(runs[owner, wrong], right)
        kept = (mask & (1 << SAME_TONE | 1 << SAME_SOUND)) > 0
        found += _worthwhile(models, text, places[owner[kept]] + wrong, right[kept], mask[kept])
    return found


def _worthwhile(models: Models, text: Text, at: Numbers, new: Numbers, mask: Numbers) -> list[Correction]:
    rows, masks = np.zeros((2, len(at), LONGEST), dtype=np.int64)
    rows[:, 0], masks[:, 0] = new, mask
    inside = at + 1 + REACH < len(text.ids)
    gain = np.where(inside, gains(models, text, Candidates(at, np.ones_like(at), rows, masks)), -1)
    return [
        Correction(
            int(at[row]) - PAD,
            int(at[row]) + 1 - PAD,
            models.alphabet.decode([new[row]]),
            CHANCE,
            Kind.MISTAKEN,
        )
        for row in np.flatnonzero(gain >= GAIN * UNIT)
    ]
