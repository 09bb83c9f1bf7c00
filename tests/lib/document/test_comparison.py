from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lib.document.strategies import documents, words
from zhongshu.lib.document import Annex, Document, DocumentNumber, Kept, Mark, Paragraph, compare, is_substantive
from zhongshu.lib.document.comparison import Change, is_editorial, opcodes, spans
from zhongshu.lib.document.text import body_from_text

OLD = Document(
    title="关于春耕的通知", body=body_from_text("一、要求\n各镇要抓好落实，3月底前完成。\n二、其他\n特此通知。")
)


@settings(max_examples=60)
@given(documents, documents)
def test_differences_give_back_both_versions(old, new):
    for diff in compare(old, new):
        assert diff.old or diff.new
        assert diff.change is not Change.ADDED or not diff.old
        assert diff.change is not Change.REMOVED or not diff.new
    assert compare(old, old) == []


@given(words, words)
def test_spans_give_back_both_texts(old, new):
    result = spans(old, new)
    assert "".join(span.text for span in result if span.op != "added") == old
    assert "".join(span.text for span in result if span.op != "removed") == new


def test_a_changed_word_is_found_in_its_paragraph():
    new = replace(OLD, body=body_from_text("一、要求\n各镇要抓好落实，4月底前完成。\n二、其他\n特此通知。"))
    (diff,) = compare(OLD, new)
    assert (diff.path, diff.name, diff.change, diff.editorial) == ("body/1", "正文第2段", Change.CHANGED, False)
    assert [(span.op, span.text) for span in diff.spans if span.op != "same"] == [("removed", "3"), ("added", "4")]


def test_added_and_removed_paragraphs_do_not_disturb_their_neighbours():
    new = replace(OLD, body=body_from_text("一、要求\n各镇要抓好落实，3月底前完成。\n逾期通报。\n特此通知。"))
    assert [(diff.path, diff.change) for diff in compare(OLD, new)] == [
        ("body/2", Change.ADDED),
        ("body/2", Change.REMOVED),
    ]


def test_punctuation_and_spaces_are_editorial_but_figures_are_not():
    assert is_editorial("抓好落实,确保完成", "抓好落实，确保 完成。")
    assert not is_editorial("增长1.5%", "增长15%")
    assert not is_editorial("增长5%", "增长5‰")
    assert not is_editorial("不得安排", "得安排")


def test_what_comes_after_sign_off_is_no_substantive_change():
    numbered = replace(OLD, number=DocumentNumber("明政办发", 2026, 1), printing_date=date(2026, 3, 1))
    assert not is_substantive(compare(OLD, numbered))
    assert is_substantive(compare(OLD, numbered), ignore_late=False)
    assert is_substantive(compare(OLD, replace(OLD, addressees=("各镇",))))
    assert not is_substantive(compare(OLD, replace(OLD, title="关于春耕的通知 ")))


def test_a_text_that_repeats_itself_is_compared_where_it_changed():
    lines = [f"第{number % 13}项工作要抓好落实。" for number in range(400)]
    changed = [*lines[:5], "改了这一段。", *lines[6:200], "加了一段。", *lines[200:]]
    old, new = (Document(body=body_from_text("\n".join(text))) for text in (lines, changed))
    assert [diff.path for diff in compare(old, new)] == ["body/5", "body/5", "body/200"]


def test_a_moved_paragraph_is_one_move():
    lines = [
        "各镇要抓好春耕备耕工作。",
        "县水务局要做好放水调度。",
        "县农业农村局要做好技术服务。",
        "县财政局要保障资金。",
    ]
    old, new = (Document(body=body_from_text("\n".join(order))) for order in (lines, [*lines[1:], lines[0]]))
    (diff,) = compare(old, new)
    assert (diff.path, diff.change, diff.editorial, diff.note) == ("body/3", Change.MOVED, False, "原为第1段")
    changed = Document(body=body_from_text("\n".join([*lines[1:], "各镇要抓好春耕备耕各项工作。"])))
    (diff,) = compare(old, changed)
    assert diff.change is Change.MOVED
    assert [span.text for span in diff.spans if span.op == "added"] == ["各项"]


def test_a_table_is_compared_cell_by_cell():
    old = Document(body=body_from_text("| 镇 | 面积 |\n| 甲 | 10 |\n| 乙 | 20 |"))
    new = Document(body=body_from_text("| 镇 | 面积 |\n| 甲 | 12 |\n| 丙丙 | 30 |\n| 乙 | 20 |"))
    (diff,) = compare(old, new)
    assert [row.op for row in diff.rows] == ["same", "changed", "added", "same"]
    assert [(span.op, span.text) for span in diff.rows[1].cells[1]] == [("removed", "10"), ("added", "12")]
    assert not diff.editorial


def test_form_without_words_is_editorial_but_another_picture_is_not():
    one, bold = Document(body=(Paragraph("甲乙"),)), Document(body=(Paragraph("甲乙", (Mark(0, 1),)),))
    (diff,) = compare(one, bold)
    assert (diff.editorial, diff.note) == (True, "文字未变，字形或者格式有变")
    pictures = [Document(body=(Kept("图片", "", "image/png", content),)) for content in (b"1", b"2")]
    assert is_substantive(compare(*pictures))


def test_an_annex_put_in_front_does_not_disturb_the_others():
    annexes = (Annex("分工表", body_from_text("甲。")), Annex("电话表", body_from_text("乙。")))
    old, new = Document(annexes=annexes), Document(annexes=(Annex("新表", body_from_text("丙。")), *annexes))
    assert {diff.path.split("/")[1] for diff in compare(old, new)} == {"0"}
    turned = compare(old, Document(annexes=annexes[::-1]))
    assert {(diff.change, diff.note) for diff in turned} == {(Change.MOVED, "原为附件2"), (Change.MOVED, "原为附件1")}


def test_long_texts_turned_round_or_repeating_themselves_are_compared_at_all():
    lines = [f"第{number}项工作要抓好" for number in range(6000)]
    turned = compare(*(Document(body=body_from_text("\n".join(order))) for order in (lines, lines[::-1])))
    assert {diff.change for diff in turned} <= {Change.MOVED, Change.CHANGED}
    words_ = "抓好落实。" * 12_000
    (diff,) = compare(
        *(Document(body=(Paragraph(text),)) for text in (words_, words_[:20_000] + "改" + words_[20_000:]))
    )
    assert (diff.old, diff.new) == (words_, words_[:20_000] + "改" + words_[20_000:])


@given(st.lists(st.integers(0, 5), max_size=40), st.lists(st.integers(0, 5), max_size=40))
def test_opcodes_turn_one_sequence_into_the_other(old, new):
    made, place = [], (0, 0)
    for op, a, b, c, d in opcodes(old, new):
        assert (a, c) == place
        assert op != "equal" or old[a:b] == new[c:d]
        made += new[c:d]
        place = (b, d)
    assert made == new
    assert place == (len(old), len(new))
