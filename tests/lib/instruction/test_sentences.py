"""Sentences lie end to end, and say what they want."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhongshu.lib.instruction import Said, sentences


@given(st.text(alphabet="请办同意阅。！？；\n，”）县 a", max_size=80))
def test_joined_they_are_the_text(text):
    found = sentences(text)
    assert "".join(sentence.text for sentence in found) == (text if text.strip() else "")
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert all(sentence.text.strip() for sentence in found)


def test_a_closing_quote_stays_with_its_sentence():
    found = sentences("要做到“件件有着落。”请督查室跟踪。")
    assert [sentence.text for sentence in found] == ["要做到“件件有着落。”", "请督查室跟踪。"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("请发改局牵头，财政局配合，本周五前提出方案。", Said.ORDER),
        ("同意，请住建局抓紧落实。", Said.ORDER),
        ("请罗文斌同志阅处。", Said.ORDER),
        ("务必在汛期前完成整改。", Said.ORDER),
        ("由应急局负责排查。", Said.ORDER),
        ("责成青石镇查清原因并报告。", Said.ORDER),
        ("请综合科12月底前报我。", Said.ORDER),
        ("请将结果报县委办公室。", Said.ORDER),
        ("同意。", Said.CONSENT),
        ("原则同意。", Said.CONSENT),
        ("照此办理。", Said.CONSENT),
        ("已阅。", Said.READ),
        ("请罗文斌同志阅。", Said.READ),
        ("圈阅", Said.READ),
        ("此事情况复杂。", Said.INFORMATION),
        ("日报已经报道了此事。", Said.INFORMATION),
        ("不同意，暂不办理。", Said.INFORMATION),
    ],
)
def test_what_a_sentence_does(words, said):
    assert [sentence.said for sentence in sentences(words)] == [said]
