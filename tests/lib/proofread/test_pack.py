"""An office's pack: entries and rules of its own, from a folder and back."""

import datetime
from pathlib import Path

import pytest

from zhongshu.lib.proofread import Base, Entry, EntryKind, Level, Pack, RuleError, check, read_pack
from zhongshu.lib.proofread.base import SPECIFICATIONS, national
from zhongshu.lib.proofread.pack import written

ENTRIES = (
    Entry(EntryKind.TERM, "县府", "县政府", reason='写“县政府”，不写"县府"'),
    Entry(EntryKind.PERSON, "陈志远", "县长", "明川县", datetime.date(2026, 2, 1), datetime.date(2031, 2, 1)),
    Entry(EntryKind.FACT, "地区生产总值", "268.4亿元", "2025年", basis="统计公报"),
)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    for name, text in written(ENTRIES).items():
        (tmp_path / name).write_text(text, "utf-8")
    assert set(read_pack(tmp_path).base.entries) == set(ENTRIES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[entry]]\nname = "甲"\nvalue = "甲"', "相同"),
        ('[[entry]]\nvalue = "甲"', "没有填“不用的写法”"),
        ('[[entry]]\nname = "甲"\nvlaue = "乙"', "不认识的项目"),
        ('[[entries]]\nname = "甲"', "只能有"),
        ("[[entry", "term.toml"),
    ],
)
def test_a_faulty_file_is_refused_with_the_reason(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "term.toml").write_text(text, "utf-8")
    with pytest.raises(RuleError, match=r"term\.toml") as refusal:
        read_pack(tmp_path)
    assert said in str(refusal.value)


def test_what_ships_is_whole() -> None:
    assert all(not entry.faults() for entry in national().entries)
    assert set(SPECIFICATIONS) == set(EntryKind)
    days = [entry for entry in national().of(EntryKind.EVENT) if entry.name.endswith("中全会")]
    assert len(days) == 1 + 7 + 9 + 7 + 7 + 7 + 7 + 7 + 7 + 4


def test_an_office_may_silence_a_rule_for_some_words() -> None:
    quiet = Pack(Base((Entry(EntryKind.IGNORED, "截止", "language.until_word", reason="惯例"),)))
    assert check("截止目前，已报送10家。", pack=quiet) == []


def test_what_may_not_be_suggested_is_not() -> None:
    never = Pack(Base((Entry(EntryKind.FORBIDDEN, "截至"),)))
    (finding,) = check("截止目前，已报送10家。", pack=never)
    assert finding.suggestion is None


def test_no_rule_suggests_a_vulgar_or_dangerous_word() -> None:
    from tools.seeded import seeds

    words = national().forbidden
    assert len(words) > 20
    for seed in seeds():
        for finding in check(seed.bad):
            assert not any(word in (finding.suggestion or "") and word not in finding.text for word in words)


def test_a_term_of_office_counts_by_the_date_of_the_paper() -> None:
    from zhongshu.lib.proofread.sample import paper

    base = Base((Entry(EntryKind.PERSON, "陈志远", "县长", "明川县", until=datetime.date(2026, 6, 1)),))
    before = paper(body="县长陈志远主持。", date="2026-05-01", base=base)
    after = paper(body="县长陈志远主持。", date="2026-07-01", base=base)
    assert check(before) == []
    (finding,) = check(after)
    assert "2026年6月1日已免职" in finding.reason


def test_a_formula_of_the_office_must_be_right() -> None:
    pack = Pack(Base((Entry(EntryKind.FORMULA, "生态强县、产业立县", "生态立县、产业强县"),)))
    (finding,) = check("实施生态强县、产业立县战略。", pack=pack)
    assert (finding.level, finding.suggestion) == (Level.MUST, "生态立县、产业强县")
