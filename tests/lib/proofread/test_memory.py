"""Reading again only what changed gives the same answer as reading all."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lib.proofread.test_engine import ALPHABET
from tools.seeded import seeds

from zhongshu.lib.proofread import Memory, builtin_rules, check

TEXTS = [seed.bad for seed in seeds() if isinstance(seed.bad, str)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=ALPHABET, max_size=40), max_size=6))
def test_any_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    memory = Memory()
    assert check(text, memory=memory) == check(text)
    assert check(text, memory=memory) == check(text)


@pytest.mark.parametrize("number", range(20))
def test_a_draft_that_grows(number: int) -> None:
    choice, memory = random.Random(number), Memory(passages=12)
    lines: list[str] = []
    for _ in range(8):
        lines.insert(choice.randint(0, len(lines)), choice.choice(TEXTS))
        text = "\n".join(lines)
        assert check(text, memory=memory) == check(text)


def test_most_rules_can_be_remembered() -> None:
    rules = builtin_rules()
    assert sum(rule.local for rule in rules) > len(rules) * 0.6
