from contextlib import suppress

import pytest
from hypothesis import given

from tests.lib.document.strategies import any_text, numbers
from zhongshu.lib.document import DocumentNumber
from zhongshu.lib.document.number import number_faults
from zhongshu.lib.refusal import Refused


@given(numbers)
def test_a_number_reads_back_as_itself(number):
    assert DocumentNumber.parse(str(number)) == number
    assert number_faults(str(number)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("明政办发[2026]1号", "六角括号"),
        ("明政办发(2026)1号", "六角括号"),
        ("明政办发〔26〕1号", "年份应标全称"),
        ("明政办发〔2026〕第1号", "不加“第”"),
        ("明政办发〔2026〕01号", "不编虚位"),
        ("明政办发 〔2026〕1号", "空格"),
        ("明政办发〔2026年〕1号", "“年”"),
        ("随便写写", "发文顺序号组成"),
    ],
)
def test_a_wrong_number_is_refused_with_what_is_wrong(text, fault):
    assert fault in "；".join(number_faults(text))
    with pytest.raises(Refused) as refusal:
        DocumentNumber.parse(text)
    assert refusal.value.basis == "GB/T 9704-2012 7.2.5"


@given(any_text)
def test_parsing_anything_gives_a_number_or_a_sentence(text):
    with suppress(Refused):
        assert str(DocumentNumber.parse(text)) == text.strip()


def test_numbers_of_old_files_are_read_however_they_are_bracketed():
    assert DocumentNumber.read("见明政办发[2009]第07号文") == DocumentNumber("见明政办发", 2009, 7)
    assert DocumentNumber.read("没有字号") is None


@pytest.mark.parametrize(
    ("code", "year", "serial"), [("", 2026, 1), ("ABC", 2026, 1), ("明政发", 26, 1), ("明政发", 2026, 0)]
)
def test_an_impossible_number_cannot_be_made(code, year, serial):
    with pytest.raises(Refused):
        DocumentNumber(code, year, serial)
