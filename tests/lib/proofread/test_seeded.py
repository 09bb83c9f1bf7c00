"""The seeded mistakes: each kind of the taxonomy at least five times, in texts that are clean otherwise."""

from collections import Counter

import pytest
from tools.seeded import Seed, alarms, found, seeds

from zhongshu.lib.proofread.taxonomy import kinds

ALL = list(seeds())
SPELLING = {kind.number for kind in kinds() if kind.spelling}
MISSED = 0.02
"""Share of the seeds the rules may miss, those aside that the statistical engine looks for."""


def test_every_kind_is_seeded_five_times() -> None:
    counts = Counter(seed.number for seed in ALL)
    assert {number: counts[number] for number in range(1, 75) if counts[number] < 5} == {}


def test_the_rules_find_the_seeds() -> None:
    own = [seed for seed in ALL if seed.number not in SPELLING]
    missed = [(seed.number, seed.source) for seed in own if not found(seed)]
    assert len(missed) <= len(own) * MISSED, missed


@pytest.mark.parametrize("seed", ALL, ids=lambda seed: str(seed.number))
def test_nothing_is_said_of_the_good_form(seed: Seed) -> None:
    assert [(finding.rule, finding.text) for finding in alarms(seed)] == []
