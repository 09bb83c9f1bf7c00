from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhongshu.lib.document import Annex, Direction, Document, Heading, Paragraph, SignatureBlock, Table
from zhongshu.lib.proofread import Finding, Gate, Level, check, corrected
from zhongshu.lib.proofread.engine import as_manuscript

NOTICE = Document(
    kind="notice",
    title="关于召开全县\n教育工作会议的通知",
    addressees=("各乡镇人民政府", "县政府各部门"),
    body=(
        Paragraph("经研究，定于2026年9月31日召开会议。现就有关事项通知如下："),
        Heading(1, "一、会议时间"),
        Paragraph("截止目前，已报名20人，见附件2。"),
        Table((("姓名", "单位"), ("张三", "县教育局,县委办"))),
    ),
    annexes=(Annex("参会名额分配表。", (Paragraph("每个乡镇2名;"),)),),
    signature_blocks=(SignatureBlock("明川县人民政府办公室"),),
    document_date=date(2026, 9, 1),
)


def where(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.element, finding.text) for finding in findings]


def test_findings_name_the_element_and_the_span() -> None:
    assert where(check(NOTICE)) == [
        ("facts.impossible_date", "body/0", "2026年9月31日"),
        ("language.until_word", "body/2", "截止"),
        ("format.annexes", "body/2", "附件2"),
        ("language.halfwidth_marks", "body/3/rows/1/1", ","),
        ("format.title_end_mark", "annexes/0/name", "。"),
        ("language.halfwidth_marks", "annexes/0/blocks/0", ";"),
    ]


def test_spans_count_inside_the_element() -> None:
    first = check(NOTICE)[0]
    assert NOTICE.body[0].text[first.start : first.end] == first.text  # type: ignore[union-attr]


def test_spans_in_a_title_of_two_lines_count_from_its_beginning() -> None:
    document = Document(
        kind="notice", title="关于做好防汛\n工作的通知。", addressees=("各乡镇",), body=(Paragraph("请办。"),)
    )
    (finding,) = check(document)
    assert document.title[finding.start : finding.end] == "。"


def test_a_missing_element_is_named_first() -> None:
    document = Document(
        kind="request", direction=Direction.UPWARD, title="关于经费的请示", body=(Paragraph("妥否，请批示。"),)
    )
    findings = check(document)
    assert where(findings) == [
        ("format.required_elements", "addressees", ""),
        ("format.required_elements", "remark", ""),
    ]
    assert (findings[0].start, findings[0].end) == (0, 0)


def test_a_bare_string_misses_nothing() -> None:
    assert check("妥否，请批示。") == []


def test_offsets_survive_foreign_line_ends() -> None:
    text = "各乡镇：\r\n请于9月31日前报送。\r\n"
    (finding,) = check(text)
    assert text[finding.start : finding.end] == "9月31日" == finding.text


def test_only_the_gates_asked_for() -> None:
    assert {finding.gate for finding in check(NOTICE, gates=["facts"])} == {Gate.FACTS}
    assert check(NOTICE, gates=[]) == []


def test_two_rules_with_the_same_advice_speak_once() -> None:
    findings = check("一、提高认识\n(一)加强学习")
    assert [(finding.text, finding.suggestion) for finding in findings] == [("(一)", "（一）")]


def test_the_same_text_gives_the_same_answer() -> None:
    assert check(NOTICE) == check(NOTICE)


def test_corrected_applies_each_suggestion_once() -> None:
    text = "截止目前，，已报送10家;"
    assert corrected(text, check(text)) == "截至目前，已报送10家；"
    assert corrected(text, check(text), levels=[Level.MUST]) == "截止目前，已报送10家;"


@pytest.mark.parametrize(
    "text", ["", "\n", "\n\n\n", " ", "\u3000", "。", "\r\n\r\n", "\x00\ud800", "😀" * 50, "\ue000"]
)
def test_strange_texts_are_read(text: str) -> None:
    check(text)


ALPHABET = "的一二三四五六七八九十年月日第条是要、，。；：“”‘’（）《》〈〉〔〕()[],.;!?1234567890%万元附件关于通知报告请示截止至\n 　-—…X×"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=120) | st.text(max_size=60))
def test_every_span_holds_its_text(text: str) -> None:
    for finding in check(text):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text.replace("\r", " ")[finding.start : finding.end] == finding.text
        assert "\n" not in finding.text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet=ALPHABET, max_size=40), max_size=6))
def test_passages_join_to_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    manuscript = as_manuscript(text)
    assert manuscript.text == text
    for passage in manuscript.passages:
        assert manuscript.passage_at(passage.start).start == passage.start
        assert text[passage.offset : passage.offset + len(passage.text)] == passage.text
