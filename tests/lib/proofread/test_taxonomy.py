from zhongshu.lib.proofread import builtin_rules
from zhongshu.lib.proofread.taxonomy import kinds


def test_every_kind_has_a_rule_that_exists() -> None:
    known = {rule.card.id for rule in builtin_rules()}
    assert [kind.number for kind in kinds()] == list(range(1, 75))
    assert {kind.number: set(kind.rules) - known for kind in kinds() if not kind.rules or set(kind.rules) - known} == {}


def test_every_rule_belongs_to_a_kind() -> None:
    placed = {rule for kind in kinds() for rule in kind.rules}
    assert {rule.card.id for rule in builtin_rules()} - placed == set()
