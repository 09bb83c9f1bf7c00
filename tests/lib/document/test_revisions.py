"""Two versions as a DOCX with Word revisions: what accepting and rejecting all of them leaves, read from the XML itself."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import docx
import pytest
from hypothesis import given, settings
from lxml import etree

from tests.lib.document.strategies import documents, rich_documents
from zhongshu.lib.document import Annex, Document, Kept, Paragraph, Table, body_from_text
from zhongshu.lib.document.comparison import clean_docx, revision_docx
from zhongshu.lib.document.comparison.lines import paper_lines
from zhongshu.lib.document.reading import from_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AT = datetime(2026, 3, 1, 9, 30)
OLD = Document(
    title="关于春耕的通知", addressees=("各镇",), document_date=date(2026, 3, 1),
    body=body_from_text("一、要求\n各镇要抓好落实，3月底前完成。\n| 镇 | 面积 |\n| 甲 | 10 |\n| 乙 | 20 |\n特此通知。"),
    annexes=(Annex("分工表", body_from_text("县农业农村局负责。")),),
)  # fmt: skip
NEW = replace(
    OLD, title="关于做好春耕的通知",
    body=body_from_text("一、要求\n各镇要抓好落实，4月底前完成。\n逾期通报。\n| 镇 | 面积 |\n| 甲 | 12 |\n| 丙 | 30 |\n特此通知。"),
    annexes=(*OLD.annexes, Annex("联系人", body_from_text("李明。"))),
)  # fmt: skip


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def settled(content: bytes, *, accept: bool) -> list[str]:
    """The paragraphs left when every revision is accepted (or rejected), as 17.13.5 of the standard says."""
    drop = f"{W}del" if accept else f"{W}ins"
    root = part(content)
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{drop}") is not None:
            row.getparent().remove(row)
    lines, held = [], ""
    for paragraph in root.iter(f"{W}p"):
        for run in paragraph.iter(f"{W}r"):
            around = {parent.tag for parent in run.iterancestors()}
            if drop not in around:
                held += "".join(_character(node) for node in run)
        if paragraph.find(f"{W}pPr/{W}rPr/{drop}") is not None and paragraph.getparent().tag != f"{W}tc":
            continue  # its mark goes: what is left of it runs into the next paragraph
        lines.append(held)
        held = ""
    return [line for line in [*lines, held] if line]


def _character(node: etree._Element) -> str:
    return {f"{W}t": node.text or "", f"{W}delText": node.text or "", f"{W}tab": "\t", f"{W}br": "\n"}.get(node.tag, "")


def printed(document: Document) -> list[str]:
    """The same paragraphs from the model."""
    lines = []
    for line in paper_lines(document):
        lines += [cell for row in line.table.rows for cell in row] if line.table is not None else [line.text]
    return [line for line in lines if line]


def test_accepting_all_gives_the_new_text_and_rejecting_all_the_old():
    content = revision_docx(OLD, NEW, author="高建国", at=AT)
    assert settled(content, accept=True) == printed(NEW)
    assert settled(content, accept=False) == printed(OLD)


@settings(max_examples=60)
@given(documents, documents)
def test_any_two_papers_come_out_of_their_revisions(old, new):
    content = revision_docx(old, new, author="高建国", at=AT)
    assert settled(content, accept=True) == printed(new)
    assert settled(content, accept=False) == printed(old)


@settings(max_examples=40)
@given(rich_documents, rich_documents)
def test_any_two_rich_papers_come_out_of_their_revisions(old, new):
    content = revision_docx(old, new, author="高建国", at=AT)
    assert settled(content, accept=True) == printed(new)
    assert settled(content, accept=False) == printed(old)


def test_every_revision_carries_author_time_and_a_number_of_its_own():
    root = part(revision_docx(OLD, NEW, author='高建国<&"', at=AT))
    marks = [*root.iter(f"{W}ins"), *root.iter(f"{W}del")]
    assert marks
    assert {mark.get(f"{W}author") for mark in marks} == {'高建国<&"'}
    assert {mark.get(f"{W}date") for mark in marks} == {"2026-03-01T09:30:00Z"}
    assert len({mark.get(f"{W}id") for mark in marks}) == len(marks)


def test_only_the_words_that_changed_are_marked():
    root = part(revision_docx(OLD, NEW, author="甲", at=AT))
    deleted = ["".join(node.itertext()) for node in root.iter(f"{W}del") if "".join(node.itertext())]
    assert deleted == ["3", "10", "乙", "20"]


def test_the_file_opens_and_its_reader_takes_it_as_accepted():
    content = revision_docx(OLD, NEW, author="甲", at=AT)
    assert docx.Document(io.BytesIO(content)).paragraphs
    read = from_docx(content)
    assert read.document.body == NEW.body
    assert [annex.name for annex in read.document.annexes] == ["分工表", "联系人"]
    assert any("修订" in note.reason for note in read.notes)


def test_the_clean_copy_says_nothing_but_the_words():
    paper = replace(NEW, body=(*NEW.body, Paragraph("<w:t>&amp;"), Kept("图片", "示意")))
    content = clean_docx(paper)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        everything = b"".join(package.read(name) for name in package.namelist()).decode()
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for word in ("w:ins ", "w:del ", "w:author", "dc:creator", "lastModifiedBy", "dcterms", "comment", "custom.xml"):
        assert word not in everything
    assert settled(content, accept=True) == settled(content, accept=False) == printed(paper)
    assert content == clean_docx(paper)


def test_a_table_with_other_columns_is_replaced_whole():
    one = Document(title="通知", body=(Table((("甲", "乙"), ("1", "2"))),))
    two = Document(title="通知", body=(Table((("甲", "乙", "丙"), ("1", "2", "3"))),))
    content = revision_docx(one, two, author="甲", at=AT)
    assert settled(content, accept=True) == printed(two)
    assert settled(content, accept=False) == printed(one)


@pytest.mark.parametrize("text", ["制表\t符", "换\n行", "控\x08制", "代\ud800理"])
def test_awkward_characters_never_break_the_file(text):
    content = revision_docx(Document(title="通知"), Document(title="通知", body=(Paragraph(text),)), author=text, at=AT)
    assert part(content) is not None
