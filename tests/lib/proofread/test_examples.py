"""Every example on every rule's card is a test of that rule."""

import pytest

from zhongshu.lib.proofread import Level, Rule, builtin_rules, check, corrected
from zhongshu.lib.proofread.rule import Correction, Sample

CORRECTIONS = [
    pytest.param(rule, pair, id=f"{rule.card.id}-{number}")
    for rule in builtin_rules()
    for number, pair in enumerate(rule.card.wrong, 1)
]
GOOD = [
    pytest.param(rule, good, id=f"{rule.card.id}-{number}")
    for rule in builtin_rules()
    for number, good in enumerate(rule.card.good, 1)
]


@pytest.mark.parametrize(("rule", "pair"), CORRECTIONS)
def test_speaks_on_the_bad_and_not_on_the_fix(rule: Rule, pair: Correction) -> None:
    findings = check(pair.bad, rules=[rule])
    assert findings
    assert check(pair.fix, rules=[rule]) == []
    if isinstance(pair.bad, str) and all(finding.suggestion is not None for finding in findings):
        assert corrected(pair.bad, findings) == pair.fix


@pytest.mark.parametrize(("rule", "good"), GOOD)
def test_is_silent_on_the_good(rule: Rule, good: Sample) -> None:
    assert check(good, rules=[rule]) == []


@pytest.mark.parametrize(("rule", "good"), [item for item in GOOD if isinstance(item.values[1], str)])
def test_no_other_rule_condemns_a_good_example(rule: Rule, good: str) -> None:
    assert [finding for finding in check(good) if finding.level is Level.MUST] == []
