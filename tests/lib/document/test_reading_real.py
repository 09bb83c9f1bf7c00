"""Files as they really come: everything is read, nothing is lost, what is not understood is kept and said."""

import io
import random
import re
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lib.document import nasty
from tests.lib.document.strategies import documents, rich_documents
from tests.lib.document.test_reading import NOTICE
from zhongshu.lib.document import (
    Align,
    Direction,
    Document,
    Heading,
    Kept,
    Layout,
    Mark,
    Merge,
    PageBreak,
    Paragraph,
    SignatureBlock,
    Style,
    Table,
    whole_text,
)
from zhongshu.lib.document.comparison import clean_docx
from zhongshu.lib.document.reading import (
    Role,
    assemble,
    from_docx,
    from_file,
    from_markdown,
    from_pdf,
    from_text,
    record,
)
from zhongshu.lib.document.reading.elements import recognise
from zhongshu.lib.document.reading.note import Line, judged
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset import to_pdf


def roles(reading) -> dict[str, list[str]]:
    """Role → texts."""
    found: dict[str, list[str]] = {}
    for piece in reading.pieces:
        found.setdefault(piece.role.value, []).append(piece.text)
    return found


# ---- a paper with everything in it ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report():
    return from_docx(nasty.upward_report())


def test_the_head_is_found_in_the_cells_of_a_grid(report):
    document = report.document
    assert (document.copy_number, document.urgency) == ("000012", "extra_urgent")
    assert (document.issuer_marks, document.mark_suffix) == (("明川县发展和改革局", "明川县财政局"), "文件")
    assert (str(document.number), document.signatories) == ("明发改〔2026〕3号", ("陈志远", "李明"))
    assert (document.kind, document.direction, document.layout) == ("request", Direction.UPWARD, Layout.DOCUMENT)
    assert document.title == "关于申请防汛资金\n的请示"


def test_tracked_changes_fields_and_automatic_numbers_are_read_as_they_show(report):
    assert report.document.body[0] == Paragraph("今年汛情偏重，拟申请资金二百万元。见附表")
    headings = [block for block in report.document.body if isinstance(block, Heading)]
    assert [(item.level, item.text) for item in headings] == [
        (1, "一、基本情况"), (2, "（一）堤防"), (2, "（二）水库"), (1, "二、资金安排"),
    ]  # fmt: skip


def test_merged_cells_stay_merged_and_a_nested_table_becomes_words(report):
    (table,) = (block for block in report.document.body if isinstance(block, Table))
    assert table.rows == (("项目", "", "金额"), ("堤防", "加固", "80"), ("", "内甲 内乙\n内丙 内丁", "120"))
    assert table.merges == (Merge(0, 0, 1, 2), Merge(1, 0, 2, 1))


def test_a_picture_in_the_text_is_kept_and_nothing_outside_is_fetched(report):
    kept = [block for block in report.document.body if isinstance(block, Kept)]
    assert [(block.media_type, block.content) for block in kept] == [("image/png", nasty.picture()), ("", b"")]


def test_foot_annex_and_record_are_found(report):
    document = report.document
    assert document.signature_blocks == (SignatureBlock("明川县发展和改革局"), SignatureBlock("明川县财政局"))
    assert (document.document_date, document.remark) == (date(2026, 3, 1), "联系人：王建军，电话：0000")
    assert [(annex.name, annex.blocks) for annex in document.annexes] == [("资金测算表", (Paragraph("略。"),))]
    assert document.copy_to == ("市水利局", "市应急局")
    assert (document.printing_organ, document.printing_date) == ("明川县发展和改革局", date(2026, 3, 2))
    assert PageBreak() not in document.blocks  # the one before the annex follows from the layout


def test_what_stands_outside_the_text_is_set_aside_and_said(report):
    assert roles(report)["aside"] == ["内部提示不外传", "内部资料 注意保存", "数据由水利局提供。", "此处再核。"]
    said = "".join(note.reason for note in report.notes)
    for word in ("页眉", "脚注", "批注", "修订", "隐藏", "公式", "文本框", "嵌套", "图片", "框架"):
        assert word in said


def test_every_line_is_in_a_piece_with_a_confidence_and_a_reason(report):
    placed = {number for piece in report.pieces for number in piece.lines}
    breaks = {n for n, line in enumerate(report.source) if isinstance(line.block, PageBreak)}
    assert placed | breaks == set(range(len(report.source)))
    assert all(0 < piece.confidence < 1 and piece.reason.endswith("。") for piece in report.pieces)


# ---- other layouts -------------------------------------------------------------------------------------------------


def red(text: str) -> Line:
    return Line(text, "center", red=True, size=48.0)


def test_an_order_with_its_number_and_a_leaders_stamp():
    lines = [red("明川县人民政府令"), Line("第12号", "center"), Line("《明川县河道管理办法》已经审议通过，现予公布。"),
             Line("县长　陈志远", "right"), Line("2026年3月1日", "right")]  # fmt: skip
    document = recognise(lines).document
    assert (document.kind, document.layout) == ("order", Layout.ORDER)
    assert (document.issuer_marks, document.mark_suffix) == (("明川县人民政府",), "令")
    assert document.extra == (("令号", "第12号"),)
    assert document.signature_blocks == (SignatureBlock("", "县长", "陈志远"),)


def test_minutes_with_their_people():
    lines = [red("明川县人民政府常务会议纪要"), Line("第3期"), Line("明川县人民政府办公室　　2026年3月1日"),
             Line("3月1日，陈志远主持召开会议。现纪要如下："), Line("一、关于防汛"), Line("会议议定加固堤防。"),
             Line("出席：陈志远、罗文斌"), Line("请　假：沈静")]  # fmt: skip
    document = recognise(lines).document
    assert (document.kind, document.layout) == ("minutes", Layout.MINUTES)
    assert document.document_date == date(2026, 3, 1)
    assert document.extra == (
        ("期号", "第3期"), ("编印单位", "明川县人民政府办公室"), ("出席", "陈志远、罗文斌"), ("请假", "沈静"),
    )  # fmt: skip


def test_a_letter_is_told_by_its_mark_without_the_word_wenjian():
    text = "明川县人民政府办公室\n明政办函〔2026〕8号\n关于商请支援的函\n市水利局：\n请支援。\n明川县人民政府办公室\n2026年3月1日"
    document = from_text(text).document
    assert (document.layout, document.issuer_marks, document.mark_suffix) == (
        Layout.LETTER,
        ("明川县人民政府办公室",),
        "",
    )


def test_a_head_in_text_boxes_anywhere_before_the_body_is_found():
    lines = [Line("关于放假的通知", "center", size=22.0), Line("各科室："), Line("放假三天。"),
             Line("明川县人民政府文件", "center", red=True, size=48.0, place="box"), Line("机密★1年", place="box")]  # fmt: skip
    document = recognise(lines).document
    assert document.issuer_marks == ("明川县人民政府",)
    assert (document.secrecy_level.label, document.secrecy_period) == ("机密", "1年")
    assert document.body == (Paragraph("放假三天。"),)


def test_an_annex_that_begins_with_its_name_after_the_signature():
    text = "关于放假的通知\n各科室：\n放假。\n附件：1.值班表\n2.电话表\n综合办公室\n2026年3月1日\n附件1：值班表\n甲。\n附件2：电话表\n乙。"
    assert [(a.name, a.blocks) for a in from_text(text).document.annexes] == [
        ("值班表", (Paragraph("甲。"),)), ("电话表", (Paragraph("乙。"),)),
    ]  # fmt: skip


def test_words_in_other_faces_and_places_are_kept_as_marks():
    body = (
        nasty.p("关于放假的通知") + nasty.p("各科室：")
        + nasty.p("请于", nasty.run("3月1日前", extra="<w:b/>"), "报送。") + nasty.p("此致", align="center")
    )  # fmt: skip
    read = from_docx(nasty.package(body)).document.body
    assert read == (Paragraph("请于3月1日前报送。", (Mark(2, 7, Style.BOLD),)), Paragraph("此致", align=Align.CENTER))


def test_signs_add_up_and_one_strong_sign_is_not_weakened():
    assert judged([(0.9, "甲")])[0] == 0.9
    assert judged([(0.5, "甲"), (0.5, "乙")]) == (0.75, "甲、乙。")
    assert judged([(0.99, "甲")] * 5)[0] == 0.99


# ---- round trips ---------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(documents)
def test_a_paper_written_with_its_styles_is_read_back(document):
    read = from_docx(clean_docx(document)).document
    for element in (
        "copy_number",
        "number",
        "title",
        "addressees",
        "body",
        "document_date",
        "remark",
        "copy_to",
        "printing_date",
    ):
        assert getattr(read, element) == getattr(document, element), element
    assert [a.name for a in read.annexes] == [a.name for a in document.annexes]
    assert [a.blocks for a in read.annexes if a.blocks] == [a.blocks for a in document.annexes if a.blocks]
    assert [s.organ for s in read.signature_blocks] == [s.organ for s in document.signature_blocks]


@settings(max_examples=40)
@given(rich_documents)
def test_pieces_make_the_same_document_again_after_a_database(document):
    reading = from_docx(clean_docx(document))
    rows = record.pieces_to_json(reading.pieces)
    again, _ = assemble(record.pieces_from_json(rows), reading.facts, known=reading.document.blocks)
    assert whole_text(again) == whole_text(reading.document)
    assert list(record.lines_from_json(record.lines_to_json(reading.source))) == list(reading.source)


def test_a_whole_paper_comes_through_plain_text_and_markdown():
    document = from_text(NOTICE).document
    text = from_text(NOTICE).document
    assert from_text(NOTICE.replace("\n", "\r\n\r\n")).document == text
    title = document.title.replace("\n", "")
    marked = NOTICE.replace(document.title, f"# {title}", 1).replace("\n", "\n\n").replace("|\n\n|", "|\n|")
    read = from_markdown(marked.replace("一、抓好农资", "## 一、抓好农资")).document
    assert read.plain_title == title
    assert (read.body, read.copy_to, read.signature_blocks) == (
        document.body,
        document.copy_to,
        document.signature_blocks,
    )
    assert read.annexes[0].blocks == document.annexes[0].blocks


def test_markdown_loses_its_marks_and_no_word():
    read = from_markdown(
        "# 关于**放假**的通知\n\n各科室：\n\n放假`三天`，见[通知](http://a)。\n续行。\n\n- 甲\n- 乙\n\n| 日 | 人 |\n|---|:-:|\n| 1 | 甲 |\n\n![图](a.png)"
    )
    assert read.document.title == "关于放假的通知"
    assert read.document.body == (
        Paragraph("放假三天，见通知。续行。"), Paragraph("甲"), Paragraph("乙"), Table((("日", "人"), ("1", "甲"))), Paragraph("图"),
    )  # fmt: skip
    assert sum("图片" in note.reason or "链接" in note.reason for note in read.notes) == 2


# ---- PDF -----------------------------------------------------------------------------------------------------------

PAPER = from_text(
    NOTICE.replace(
        "为做好春耕备耕工作，现通知如下：",
        "为做好春耕备耕工作，确保全年粮食面积稳定、产量提高、质量提升，结合工作实际，现将有关事项通知如下。",
    )
).document
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return to_pdf(PAPER, timestamp=AT).pdf


def test_the_text_of_a_pdf_becomes_paragraphs_and_elements(pdf):
    read = from_pdf(pdf).document
    assert read.plain_title == PAPER.plain_title
    for element in ("copy_number", "secrecy_level", "urgency", "issuer_marks", "number", "addressees", "body", "document_date",
                    "remark", "signature_blocks", "copy_to", "printing_organ", "printing_date", "annexes"):  # fmt: skip
        assert getattr(read, element) == getattr(PAPER, element), element


def test_a_pdf_with_a_password_a_scan_and_a_bomb_are_refused(pdf):
    locked, scan, swollen = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="秘", owner="秘"))
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(scan)
        document.pages[0].Contents = document.make_stream(b" " * 60_000_000)
        document.save(swollen, compress_streams=True)
    for content, words in ((locked, "密码"), (scan, "扫描件"), (swollen, "庞大")):
        with pytest.raises(Refused, match=words) as no:
            from_file("a.pdf", content.getvalue())
        assert no.value.remedy


# ---- nothing but Refused may come out ------------------------------------------------------------------------------

SEEDS = [nasty.upward_report(), clean_docx(PAPER)]


def _mangled(content: bytes, seed: int) -> bytes:
    """A package whose main part has been changed here and there, packed again so that it is looked into."""
    dice = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = bytearray(old.read(name))
            for _ in range(dice.randrange(6) if data and name.endswith((".xml", ".rels")) else 0):
                at = dice.randrange(len(data))
                what = dice.choice(
                    (b"<w:tbl>", b"</w:p>", b"<w:p>", bytes([dice.randrange(256)]), b"", b"999999999", b'"', b"&x;")
                )
                data[at : at + dice.randrange(12)] = what
            new.writestr(name, bytes(data))
    return out.getvalue()


@settings(max_examples=120)
@given(st.sampled_from(SEEDS), st.integers(0, 1_000_000))
def test_mangled_packages_are_read_or_refused(content, seed):
    with suppress(Refused):
        from_docx(_mangled(content, seed))


_TAGS = (
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "pict",
    "txbxContent",
    "fldSimple",
    "hyperlink",
)
_nodes = st.recursive(
    st.sampled_from(["甲", "一、乙", ""]),
    lambda inner: st.builds(lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>", st.sampled_from(_TAGS), st.lists(inner, max_size=4)),
    max_leaves=30,
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(_nodes, max_size=6).map("".join))
def test_any_nesting_of_known_parts_is_read(body):
    from_docx(nasty.package(re.sub(r"^[^<]+", "", body)))


@settings(max_examples=25)
@given(st.integers(0, 1_000_000))
def test_mutated_pdfs_are_read_or_refused(pdf, seed):
    dice = random.Random(seed)
    data = bytearray(pdf)
    for _ in range(dice.randrange(1, 12)):
        at = dice.randrange(len(data))
        data[at : at + dice.randrange(20)] = bytes(dice.randrange(256) for _ in range(dice.randrange(8)))
    with suppress(Refused):
        from_file("a.pdf", bytes(data))


@settings(max_examples=150)
@given(st.text(st.sampled_from("|-#*_`[]()!>~\\ \n一、附件：1.甲〔2026〕号年月日印发抄送签发人"), max_size=200))
def test_any_markdown_and_text_is_read(text):
    with suppress(Refused):
        from_markdown(text)
        from_text(text)


@pytest.mark.parametrize(
    "unit", ["签发人：", "附件：", "〔2026〕", "（", "| ", "2026年1月1日", "![a](", "**", "甲 ", "第1", "抄送：，"]
)
def test_long_repetitions_take_no_quadratic_time(unit):
    text = unit * (100_000 // len(unit))
    begun = datetime.now()
    with suppress(Refused):
        from_text(text)
        from_markdown(text)
    assert (datetime.now() - begun).total_seconds() < 20  # a wide bound: quadratic patterns take minutes


def test_an_entity_anywhere_and_a_relation_outside_are_not_followed():
    late = f"<!--{'x' * 9000}--><!DOCTYPE d [<!ENTITY a 'b'>]><w:document {nasty.SPACES}><w:body/></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", late)
    with pytest.raises(Refused, match="外部定义"):
        from_docx(out.getvalue())


@given(st.binary(max_size=300))
def test_any_bytes_under_any_name_are_read_or_refused(content):
    for name in ("a.txt", "a.md", "a.docx", "a.pdf", "a.doc", "a.wps", ""):
        with suppress(Refused):
            from_file(name, content)


def test_roles_have_words_and_elements():
    assert len({role.label for role in Role}) == len(Role)
    fields = set(Document.__dataclass_fields__)
    assert {role.element for role in Role if role.element} <= fields
