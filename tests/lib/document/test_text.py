from hypothesis import example, given
from hypothesis import strategies as st

from tests.lib.document.strategies import any_text, bodies, kept, lines, marked_paragraphs
from zhongshu.lib.document import (
    Heading,
    Kept,
    Mark,
    PageBreak,
    Paragraph,
    Table,
    body_from_text,
    body_to_text,
    keep_form,
)
from zhongshu.lib.document.text import level_of, run_in, tidy


@given(any_text)
@example("| 甲 | 乙 |\n| 丙\\|丁 | 戊 |\n|己|\n| 庚 |")
@example("一、标题\n　　正文\r\n\r\n（一）小标题。正文")
def test_text_becomes_blocks_and_text_again_without_loss(text):
    assert body_to_text(body_from_text(text)) == tidy(text)


@given(bodies)
def test_blocks_become_text_and_blocks_again_without_loss(blocks):
    assert body_from_text(body_to_text(blocks)) == blocks


@given(lines)
def test_no_character_of_a_line_is_lost(line):
    assert body_to_text(body_from_text(line)).replace(" ", "") == line.replace(" ", "")


def test_levels_are_recognised_by_their_numbers():
    text = "一、提高认识\n（一）抓农资\n1.重点维修\n（1）先行完成\n增长1.5%。\n1.5亿元资金\n十一、其他\n（二）抓水利。县水务局牵头。"
    assert [block.level if isinstance(block, Heading) else 0 for block in body_from_text(text)] == [
        1,
        2,
        3,
        4,
        0,
        0,
        1,
        0,
    ]


def test_the_first_sentence_of_a_numbered_paragraph_is_its_heading():
    assert run_in("（一）抓好农资储备。县供销社要做好储备。") == len("（一）抓好农资储备。")
    assert run_in("一、争做勤勉敬业的参谋助手。办公室工作千头万绪。") == len("一、争做勤勉敬业的参谋助手。")
    assert run_in("1.重点维修东干渠。") == 0
    assert run_in("没有序号的一段。第二句。") == 0


def test_a_table_is_written_as_rows_and_read_back():
    table = Table((("序号", "事项|名称"), ("1", "反斜\\线\n换行")))
    assert body_from_text(body_to_text((Paragraph("表格如下："), table))) == (Paragraph("表格如下："), table)


def test_tables_of_different_widths_stay_apart():
    first, second = Table((("甲", "乙"),)), Table((("丙", "丁", "戊"),))
    assert body_from_text(body_to_text((first, second))) == (first, second)


def test_level_of_a_plain_line_is_zero():
    assert level_of("春耕备耕") == 0
    assert level_of("（此件公开发布）") == 0


@given(st.lists(st.one_of(marked_paragraphs(), kept, st.just(PageBreak())), max_size=8).map(tuple))
def test_what_was_left_alone_in_the_editor_keeps_its_form(blocks):
    assert keep_form(body_from_text(body_to_text(blocks)), blocks) == blocks


def test_a_changed_paragraph_loses_its_marks_and_no_other():
    bold, picture = Paragraph("一是抓紧备耕。", (Mark(0, 2),)), Kept("图片", "示意图", "image/png", b"\x89PNG")
    edited = body_from_text("一是抓紧备耕和春灌。\n一是抓紧备耕。\n【图片：示意图】\n【分页】")
    assert keep_form(edited, (bold, picture)) == (Paragraph("一是抓紧备耕和春灌。"), bold, picture, PageBreak())
