"""Sums are exact; capitals read as bank clerks write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhongshu.lib.meeting.copies import parse_numbers, spans
from zhongshu.lib.meeting.money import Line, capital, sums, to_fen, yuan

FEN = st.integers(0, 10**13)


@given(st.lists(st.tuples(FEN, st.none() | FEN, st.integers(0, 99))))
def test_sums_are_those_of_the_lines(rows):
    found = sums(Line(*row) for row in rows)
    assert found.budget == sum(row[0] for row in rows)
    assert found.spent == sum(row[1] or 0 for row in rows)
    assert found.left == found.budget - found.spent
    assert found.bills == sum(row[2] for row in rows)


@given(FEN)
def test_yuan_and_back(fen):
    assert to_fen(Decimal(yuan(fen).replace(",", ""))) == fen


def test_a_part_of_a_fen_is_no_sum():
    with pytest.raises(ValueError):
        to_fen(Decimal("0.005"))


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (0, "零元整"), (5, "伍分"), (50, "伍角整"), (100, "壹元整"), (105, "壹元零伍分"), (1234567, "壹万贰仟叁佰肆拾伍元陆角柒分"),
        (10_000_000, "壹拾万元整"), (1_000_500, "壹万零伍元整"), (10_050_000, "壹拾万零伍佰元整"),
        (100_000_000_00, "壹亿元整"), (100_000_001_00, "壹亿零壹元整"), (101_000_000_00, "壹亿零壹佰万元整"),
        (20_003_00, "贰万零叁元整"), (1010_00, "壹仟零壹拾元整"),
    ],
)  # fmt: skip
def test_capitals(fen, said):
    assert capital(fen) == said


@given(st.sets(st.integers(1, 3000), min_size=1))
def test_numbers_as_people_write_them(numbers):
    assert parse_numbers(spans(numbers)) == sorted(numbers)


@pytest.mark.parametrize("text", ["一", "5-3", "0", "1-999999", "3a"])
def test_what_is_no_number(text):
    with pytest.raises(ValueError):
        parse_numbers(text)


def test_commas_and_spaces():
    assert parse_numbers("1-3、5，7 9号；000011") == [1, 2, 3, 5, 7, 9, 11]
