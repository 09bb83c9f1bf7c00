"""What the loader lets in, and what it says when it does not."""

from pathlib import Path

import pytest

from zhongshu.lib.proofread import Gate, RuleError, builtin_rules, check, load, rule_card

GOOD = """
id = "language.our_county"
gate = "language"
level = "must"
title = "县名的写法"
why = "县名是“明川”。"
basis = "本机关用语规范"
since = "0.1"

[words]
"明穿县" = "明川县"

[[examples]]
bad = "明穿县人民政府"
fix = "明川县人民政府"

[[examples]]
good = "明川县人民政府"
"""


def pack(folder: Path, text: str, *, gate: str = "language", name: str = "our_county.toml") -> Path:
    (folder / gate).mkdir(exist_ok=True)
    (folder / gate / name).write_text(text, encoding="utf-8")
    return folder


def test_an_office_pack_is_a_folder_of_files(tmp_path: Path) -> None:
    rules = load(pack(tmp_path, GOOD))
    (finding,) = check("明穿县人民政府办公室", rules=rules)
    assert (finding.rule, finding.suggestion) == ("language.our_county", "明川县")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('bad = "明穿县人民政府"\nfix = "明川县人民政府"', 'good = "明川"', "bad example with its fix"),
        ('[[examples]]\ngood = "明川县人民政府"', "", "good example"),
        ('fix = "明川县人民政府"', "", "either bad with fix, or good"),
        ('why = "县名是“明川”。"', 'why = " "', "why is empty"),
        ('basis = "本机关用语规范"', "", "basis"),
        ('gate = "language"', 'gate = "facts"', "must be gate, dot, file name"),
        ('gate = "language"', 'gate = "grammar"', "grammar"),
        ('level = "must"', 'level = "perhaps"', "perhaps"),
        ('since = "0.1"', 'since = "0.1"\nsince_when = "always"', "unknown keys"),
        ('[words]\n"明穿县" = "明川县"', "", "nothing to find"),
        ('"明穿县" = "明川县"', '"明川县" = "明川县"', "no mistake"),
        ('[words]\n"明穿县" = "明川县"', "[[pattern]]\nfind = '明穿(县'", "missing )"),
        ('[words]\n"明穿县" = "明川县"', "[[pattern]]\nfind = '明穿县'\nsugest = '明川县'", "unknown keys in pattern"),
        ("[words]", "[words", "Expected"),
        ('since = "0.1"', 'since = "0.1"\nconfidence = 1.5', "confidence"),
    ],
)
def test_an_incomplete_rule_is_refused_with_the_reason(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(RuleError, match="our_county") as refusal:
        load(pack(tmp_path, GOOD.replace(old, new)))
    assert said in str(refusal.value)


def test_a_rule_lies_in_the_folder_of_its_gate(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="expected facts"):
        load(pack(tmp_path, GOOD, gate="facts"))


def test_a_pack_brings_no_code(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="may not hold code"):
        load(pack(tmp_path, "print('hello')", name="evil.py"))


def test_a_folder_without_rules_is_an_empty_pack(tmp_path: Path) -> None:
    assert load(tmp_path) == ()


def test_every_gate_has_rules_and_every_rule_a_page_in_plain_words() -> None:
    cards = [rule.card for rule in builtin_rules()]
    assert len(cards) >= 80
    assert {card.gate for card in cards} == set(Gate)
    assert len({card.id for card in cards}) == len(cards)
    assert rule_card(cards[0].id) is cards[0]
    for card in cards:
        assert card.since
        assert card.basis.strip() == card.basis


def test_there_is_no_card_of_an_unknown_rule() -> None:
    with pytest.raises(KeyError):
        rule_card("language.nothing")
