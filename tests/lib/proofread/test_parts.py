"""The small parts the rules share: numerals, dates, quantities, marks, spans."""

import datetime
from decimal import Decimal

import pytest

from zhongshu.lib.numerals import capital_to_plain, to_chinese, to_int
from zhongshu.lib.proofread.dates import mentions
from zhongshu.lib.proofread.engine import as_manuscript
from zhongshu.lib.proofread.manuscript import Passage, Role
from zhongshu.lib.proofread.markers import heading_of, series_marks
from zhongshu.lib.proofread.quantities import plain, read, total
from zhongshu.lib.proofread.spans import inside, quoted_spans, titled_spans


def line(text: str) -> Passage:
    return Passage("text", Role.PARAGRAPH, text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), ("３", 3), ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("一百零三", 103), ("两", 2),
        ("二〇二六", 2026), ("一万二千", 12000), ("一百万零五十", 1000050), ("三亿", 300_000_000), ("", None), ("甲", None),
    ],
)  # fmt: skip
def test_numerals_have_a_value(text: str, number: int | None) -> None:
    assert to_int(text) == number


def test_small_numbers_are_written_as_in_headings() -> None:
    assert [to_chinese(number) for number in (1, 10, 12, 20, 23, 99)] == [
        "一",
        "十",
        "十二",
        "二十",
        "二十三",
        "九十九",
    ]
    assert [to_int(to_chinese(number)) for number in range(1, 100)] == list(range(1, 100))
    with pytest.raises(ValueError):
        to_chinese(100)


def test_capitals_become_everyday_numerals() -> None:
    assert capital_to_plain("壹万贰仟元") == "一万二千元"


def test_dates_are_found_as_written() -> None:
    found = list(mentions(line("2026年7月16日至9月31日，共2月")))
    assert [(item.year, item.month, item.day) for item in found] == [(2026, 7, 16), (None, 9, 31)]
    assert found[0].date() == datetime.date(2026, 7, 16)
    assert found[1].date(2026) is None
    assert found[1].date() is None


def test_a_rounded_number_stands_for_a_range() -> None:
    assert read("1,200.5", "万").value == Decimal("12005000")
    assert read("3.6", "万").meets(total([read("1.25", "万"), read("2.35", "万")]))
    assert not read("3", exact=True).meets(read("4", exact=True))
    assert plain(Decimal("18.4700")) == "18.47"
    assert plain(Decimal("200")) == "200"


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("一、提高", 1, 1),
        ("（十二）提高", 2, 12),
        ("(三)提高", 2, 3),
        ("4.提高", 3, 4),
        ("4、提高", 3, 4),
        ("（5）提高", 4, 5),
    ],
)
def test_heading_numbers_are_read(text: str, level: int, number: int) -> None:
    mark = heading_of(text)
    assert mark is not None
    assert (mark.level, mark.number) == (level, number)


@pytest.mark.parametrize("text", ["提高一、二", "3.14是圆周率", "第一，提高", "一是提高"])
def test_other_lines_have_no_heading_number(text: str) -> None:
    assert heading_of(text) is None


def test_series_begin_at_clauses() -> None:
    assert [(mark.number, mark.row) for mark in series_marks(line("一是学；二是做，三要查，统一是非，一是否决"))] == [
        (1, "是"),
        (2, "是"),
        (3, "要"),
    ]


def test_spans_know_what_lies_inside() -> None:
    manuscript = as_manuscript("甲“乙丙”丁《戊》")
    assert quoted_spans(manuscript) == ((1, 5),)
    assert titled_spans(manuscript) == ((6, 9),)
    assert inside(quoted_spans(manuscript), 2, 4)
    assert not inside(quoted_spans(manuscript), 0, 2)
    assert not inside((), 0, 1)
