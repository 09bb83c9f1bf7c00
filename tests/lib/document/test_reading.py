"""Reading real text and real files; nothing crashes, nothing is lost, what must not be read is refused."""

import io
import re
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lib.document.strategies import any_text
from zhongshu.lib.document import (
    Annex,
    DocumentNumber,
    Heading,
    SecrecyLevel,
    SignatureBlock,
    Table,
    to_text,
    whole_text,
)
from zhongshu.lib.document.model import Layout
from zhongshu.lib.document.reading import from_docx, from_file, from_text
from zhongshu.lib.refusal import Refused

SPEECH = """在全县办公室主任会议上的讲话
高建国
（2026年3月1日）
同志们：
今天召开这个会议，主要任务是部署工作。
一、认清一个责任
办公室要担当起抓落实的主体责任。
谢谢大家！"""

NOTICE = """000001
机密★5年
特急
明川县人民政府办公室文件
明政办发〔2026〕12号
明川县人民政府办公室
关于做好春耕备耕工作的通知
各镇人民政府，县政府各部门：
为做好春耕备耕工作，现通知如下：
一、抓好农资
（一）储备化肥。县供销社负责。
附件：1.责任分工表
2.联系人名单
明川县人民政府办公室
2026年3月1日
（此件公开发布）
附件1
责任分工表
| 序号 | 单位 |
| 1 | 县水务局 |
附件2
联系人名单
王建军
抄送：县委办公室，县人大常委会办公室。
明川县人民政府办公室 2026年3月2日印发"""


def test_a_speech_is_read():
    document = from_text(SPEECH).document
    assert (document.kind, document.layout) == ("speech", Layout.MANUSCRIPT)
    assert document.title == "在全县办公室主任会议上的讲话"
    assert (document.byline, document.document_date) == ("高建国", date(2026, 3, 1))
    assert document.addressees == ("同志们",)
    assert [type(block).__name__ for block in document.body] == ["Paragraph", "Heading", "Paragraph", "Paragraph"]


def test_every_element_of_an_official_paper_is_recognised():
    document = from_text(NOTICE).document
    assert document.copy_number == "000001"
    assert (document.secrecy_level, document.secrecy_period) == (SecrecyLevel.SECRET, "5年")
    assert document.urgency == "extra_urgent"
    assert (document.issuer_marks, document.mark_suffix) == (("明川县人民政府办公室",), "文件")
    assert document.number == DocumentNumber("明政办发", 2026, 12)
    assert document.plain_title == "明川县人民政府办公室关于做好春耕备耕工作的通知"
    assert document.addressees == ("各镇人民政府", "县政府各部门")
    assert document.body[1] == Heading(1, "一、抓好农资")
    assert [annex.name for annex in document.annexes] == ["责任分工表", "联系人名单"]
    assert document.annexes[0].blocks == (Table((("序号", "单位"), ("1", "县水务局"))),)
    assert document.signature_blocks == (SignatureBlock("明川县人民政府办公室"),)
    assert document.document_date == date(2026, 3, 1)
    assert document.remark == "此件公开发布"
    assert document.copy_to == ("县委办公室", "县人大常委会办公室")
    assert (document.printing_organ, document.printing_date) == ("明川县人民政府办公室", date(2026, 3, 2))
    assert document.kind == "notice"


def test_abolished_elements_are_dropped_and_said():
    reading = from_text(
        "关于放假的通知\n各科室：\n放假三天。\n（此页无正文）\n综合办公室\n二〇一一年四月二十八日\n主题词：放假 通知"
    )
    assert reading.document.document_date == date(2011, 4, 28)
    said = "".join(note.reason for note in reading.notes)
    assert all(words in said for words in ("此页无正文", "主题词", "汉字数字"))


def test_upward_papers_with_several_signatories():
    reading = from_text(
        "明政发〔2026〕3号　签发人：陈志远 罗文斌\n关于解决经费的请示\n安和市人民政府：\n妥否，请批示。"
    )
    assert reading.document.signatories == ("陈志远", "罗文斌")
    assert (reading.document.kind, reading.document.direction) == ("request", "upward")


def test_a_badly_written_number_is_corrected_and_said():
    reading = from_text("明政发[2026]第03号\n关于放假的通知\n各科室：\n放假。")
    assert str(reading.document.number) == "明政发〔2026〕3号"
    assert reading.confidence("number") < 0.8


SPEECHES = sorted((Path(__file__).parents[4] / "shared/samples/speeches").glob("*.txt"))


@pytest.mark.skipif(not SPEECHES, reason="the sample speeches are not beside this checkout")
def test_the_sample_speeches_are_read_without_losing_a_character():
    for path in SPEECHES:
        text = path.read_text(encoding="utf-8")
        document = from_text(text).document
        assert document.kind == "speech"
        assert re.sub(r"[\s：:]", "", text) == re.sub(
            r"[\s：:]", "", document.title + "".join(document.addressees) + to_text(document)
        )


PAPERS = sorted((Path(__file__).parents[4] / "shared/samples/papers").glob("*.docx"))


@pytest.mark.skipif(not PAPERS, reason="the sample papers are not beside this checkout")
def test_the_sample_papers_are_read():
    for path in PAPERS:
        document = from_docx(path.read_bytes()).document
        assert document.number
        assert document.issuer_marks
        assert document.title
        assert document.document_date
        assert document.kind in ("notice", "letter")


@settings(max_examples=150)
@given(any_text)
def test_any_text_is_read_and_its_words_are_kept(text):
    document = from_text(text).document
    kept = whole_text(document)
    for word in re.findall(r"[一-鿿]{2,}", text):
        if not re.search(r"此页无正文|主题词|印章|年|月|日|签发人|附件|抄送|印发|文件", word):
            assert word in kept.replace("\n", "")


@settings(max_examples=80)
@given(st.lists(st.sampled_from(NOTICE.split("\n") + SPEECH.split("\n")), max_size=20).map("\n".join))
def test_shuffled_papers_do_not_crash_the_reader(text):
    from_text(text)


def test_control_characters_are_removed_and_said():
    reading = from_text("关于\x07放假\u200b的通知\n各科室：\n放假。\x00")
    assert reading.document.title == "关于放假的通知"
    assert "3个看不见的控制字符" in reading.notes[-1].reason


def test_a_book_is_refused():
    with pytest.raises(Refused, match="超过200,000字"):
        from_text("字" * 500_000)


# ---- files --------------------------------------------------------------------------------------------------------


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def repacked(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """A DOCX with parts put in, replaced or (None) taken out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, data in changes.items():
            if data is not None:
                new.writestr(name, data)
    return stream.getvalue()


@pytest.fixture
def paper() -> bytes:
    document = docx.Document()
    mark = document.add_paragraph().add_run("明川县人民政府办公室文件")
    mark.font.color.rgb = RGBColor(255, 0, 0)
    for line in NOTICE.split("\n")[4:12]:
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    for index, text in enumerate(("序号", "单位", "1", "县水务局")):
        table.cell(index // 2, index % 2).text = text
    return saved(document)


def test_a_docx_is_read_with_its_table(paper):
    document = from_docx(paper).document
    assert document.number == DocumentNumber("明政办发", 2026, 12)
    assert Table((("序号", "单位"), ("1", "县水务局"))) in document.body


def test_tracked_changes_text_boxes_and_fields_are_understood(paper):
    namespaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = (
        f"<?xml version='1.0'?><w:document {namespaces}><w:body>"
        "<w:p><w:r><w:t>关于放假的通知</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>各科室：</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>放假</w:t></w:r><w:del><w:r><w:delText>一天</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>三天</w:t></w:r></w:ins><w:r><w:t>。</w:t></w:r></w:p>"
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件内文字</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "</w:body></w:document>"
    )
    reading = from_docx(repacked(paper, {"word/document.xml": body.encode()}))
    assert to_text(reading.document) == "放假三天。\n框内文字\n控件内文字"
    said = "".join(note.reason for note in reading.notes)
    assert "修订" in said
    assert "文本框" in said


def test_automatic_numbers_become_text(paper):
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    )
    numbering = (
        f'<w:numbering {w}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def item(depth: int, text: str) -> str:
        properties = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"

    items = item(0, "提高认识") + item(1, "学习") + item(1, "调研") + item(0, "抓好落实") + item(1, "督查")
    document = f"<w:document {w}><w:body>{items}</w:body></w:document>"
    reading = from_docx(
        repacked(paper, {"word/document.xml": document.encode(), "word/numbering.xml": numbering.encode()})
    )
    assert to_text(reading.document) == "一、提高认识\n（一）学习\n（二）调研\n二、抓好落实\n（一）督查"


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    return stream.getvalue()


def crowd() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for index in range(3500):
            archive.writestr(f"word/{index}.xml", b"")
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


def test_what_must_not_be_read_is_refused_with_a_sentence(paper):
    cases = {
        "不是有效的DOCX": [
            b"",
            b"hello",
            b"PK\x03\x04broken",
            paper[: len(paper) // 2],
            repacked(paper, {"word/document.xml": None}),
        ],
        "已经损坏": [
            repacked(paper, {"word/document.xml": b"<w:document"}),
            repacked(paper, {"word/document.xml": b"\xff\xfe\x00"}),
        ],
        "密码": [OLE + "EncryptedPackage".encode("utf-16-le")],
        "旧版DOC": [OLE + b"\x00" * 600],
        "带有宏": [repacked(paper, {"word/vbaProject.bin": b"x"})],
        "恶意压缩": [bomb(), crowd()],
        "外部定义": [repacked(paper, {"word/document.xml": LAUGHS})],
        "兆字节": [b"PK\x03\x04" + b"\x00" * (41 * 1024 * 1024)],
    }
    for words, contents in cases.items():
        for content in contents:
            with pytest.raises(Refused) as refusal:
                from_docx(content)
            assert words in refusal.value.message
            assert refusal.value.remedy


def test_a_docx_as_long_as_a_book_is_refused(paper):
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraph = f"<w:p><w:r><w:t>{'字' * 1000}</w:t></w:r></w:p>"
    document = f"<w:document {w}><w:body>{paragraph * 500}</w:body></w:document>"
    with pytest.raises(Refused, match=r"上限|恶意"):
        from_docx(repacked(paper, {"word/document.xml": document.encode()}))


@settings(max_examples=60)
@given(st.binary(max_size=400), st.integers(0, 2000))
def test_damaged_files_never_crash_the_reader(noise, place):
    content = bytearray(DAMAGED)
    content[place : place + len(noise)] = noise
    with suppress(Refused):
        from_docx(bytes(content))


def _small() -> bytes:
    document = docx.Document()
    document.add_paragraph("关于放假的通知")
    return saved(document)


DAMAGED = _small()


def test_deep_nesting_is_refused_and_does_not_exhaust_the_stack(paper):
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    depth = 5000
    inner = "<w:sdt>" * depth + "<w:p><w:r><w:t>深</w:t></w:r></w:p>" + "</w:sdt>" * depth
    document = f"<w:document {w}><w:body>{inner}<w:p><w:r><w:t>浅</w:t></w:r></w:p></w:body></w:document>"
    with pytest.raises(Refused, match="层层嵌套"):
        from_docx(repacked(paper, {"word/document.xml": document.encode()}))


def test_files_are_taken_for_what_they_are(paper):
    assert from_file("讲话.txt", SPEECH.encode("gb18030")).document.kind == "speech"
    assert from_file("讲话.txt", SPEECH.encode("utf-16")).document.kind == "speech"
    assert from_file("讲话.txt", SPEECH.encode("utf-8-sig")).document.byline == "高建国"
    assert from_file("其实是文档.txt", paper).document.number
    for name, content in (
        ("a.ofd", b"<ofd>"),
        ("a.txt", b"\x00\x01\x02"),
        ("a.docx", b"text"),
        ("a.txt", b"\xff\xff\x81\x00x"),
    ):
        with pytest.raises(Refused):
            from_file(name, content)


def test_annex_names_come_from_the_note_when_the_pages_have_none():
    document = from_text("关于放假的通知\n各科室：\n放假。\n附件：值班表\n综合办公室\n2026年3月1日").document
    assert document.annexes == (Annex("值班表"),)
