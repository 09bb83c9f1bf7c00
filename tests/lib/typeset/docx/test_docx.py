"""The file itself: the same bytes every time, real styles, whole properties, nothing doubled, opened by an independent reader."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from defusedxml import ElementTree
from docx import Document as open_docx

from tests.lib.typeset.papers import LETTER, PLAIN, SAMPLES, UPWARD, block_seal
from zhongshu.lib.document import Kept, Paragraph, body_from_text
from zhongshu.lib.typeset import FontNames, to_docx
from zhongshu.lib.typeset.docx.styles import PARAGRAPHS
from zhongshu.lib.typeset.outputs import Request, write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_part_is_sound_and_an_independent_reader_opens_it(name):
    content = to_docx(SAMPLES[name], seals=(block_seal(),), watermark="预览")
    held = parts(content)
    for part, data in held.items():
        if part.endswith((".xml", ".rels")):
            ElementTree.fromstring(data)
    targets = re.findall(r'Target="([^"]+)"', held["word/_rels/document.xml.rels"].decode())
    assert all(f"word/{target}" in held for target in targets)
    names = {style.name for style in open_docx(io.BytesIO(content)).styles}
    assert {style.name for style in PARAGRAPHS} <= names


def test_the_same_paper_gives_the_same_bytes():
    moment = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    assert to_docx(PLAIN, timestamp=moment) == to_docx(PLAIN, timestamp=moment)
    assert to_docx(PLAIN) == to_docx(PLAIN)


def test_the_properties_say_who_and_when_and_nothing_of_a_template():
    core = open_docx(io.BytesIO(to_docx(PLAIN, timestamp=datetime(2026, 3, 1, tzinfo=UTC)))).core_properties
    assert (core.title, core.author, core.created.year) == (PLAIN.title, PLAIN.issuer_marks[0], 2026)
    assert core.comments == ""


def test_body_text_stands_once_in_the_file():
    held = parts(to_docx(replace(PLAIN, body=(Paragraph("独一无二的词语。"),))))
    assert sum(data.decode("utf-8", "ignore").count("独一无二") for data in held.values()) == 1


def test_the_body_keeps_no_grid_and_exact_lines():
    held = parts(to_docx(PLAIN))
    assert b"docGrid" not in held["word/document.xml"]
    styles = ElementTree.fromstring(held["word/styles.xml"])
    body = next(style for style in styles.iter(f"{W}style") if style.get(f"{W}styleId") == "ZsBody")
    assert body.find(f"{W}pPr/{W}spacing").get(f"{W}lineRule") == "exact"
    assert body.find(f"{W}rPr/{W}spacing").get(f"{W}val") == "-5"
    assert body.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == "仿宋_GB2312"


def test_other_fonts_can_be_named():
    held = parts(to_docx(PLAIN, names=FontNames(fangsong="华文仿宋", title="华文中宋")))
    assert "华文仿宋" in held["word/styles.xml"].decode()
    assert "仿宋_GB2312" not in held["word/styles.xml"].decode()


def test_headings_are_headings_and_run_in_ones_carry_their_style():
    paper = replace(PLAIN, body=body_from_text("一、总体要求\n（一）加强领导。各镇要负总责。"))
    document = open_docx(io.BytesIO(to_docx(paper)))
    heading, paragraph = (p for p in document.paragraphs if p.style.name in ("公文一级标题", "公文正文"))
    assert heading.text == "一、总体要求"
    lead = [run.text for run in paragraph.runs if run.style.name == "公文二级标题字符"]
    assert "".join(lead) == "（一）加强领导。"


def test_seals_are_anchored_pictures_and_kept_pieces_keep_their_bytes():
    kept = Kept("公式", "x+y", "application/mathml+xml", b"<math/>")
    held = parts(to_docx(replace(PLAIN, body=(Paragraph("国。"), kept)), seals=(block_seal(),)))
    assert "印章1" in held["word/document.xml"].decode()
    assert held["word/media/image1.png"].startswith(b"\x89PNG")
    assert held["word/kept/1.bin"] == b"<math/>"


def test_markup_and_control_characters_in_the_text_stay_text():
    nasty = '<w:p>&amp;"]]>\x01\x0b甲'
    text = "".join(
        p.text for p in open_docx(io.BytesIO(to_docx(replace(PLAIN, title=nasty, body=(Paragraph(nasty),))))).paragraphs
    )
    assert '<w:p>&amp;"]]>' in text


def test_a_letter_has_its_mark_in_the_first_header_and_no_number_on_page_one():
    document = open_docx(io.BytesIO(to_docx(LETTER)))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert "明川县人民政府办公室" in "".join(p.text for p in section.first_page_header.paragraphs)
    assert "PAGE" not in section.first_page_footer._element.xml
    assert "PAGE" in section.footer._element.xml


def test_what_is_not_printed_is_a_property():
    custom = parts(to_docx(replace(UPWARD, byline="高建国")))["docProps/custom.xml"].decode()
    assert ">upward<" in custom
    value = re.search(r'name="公文.其他"><vt:lpwstr>(.*?)</vt:lpwstr>', custom)
    assert json.loads(value[1].replace("&quot;", '"')) == {"byline": "高建国"}


@pytest.mark.parametrize(("suffix", "head"), [(".docx", b"PK"), (".ofd", b"PK")])
def test_both_are_formats_of_the_command(suffix, head):
    output = write(Request(PLAIN), suffix)
    assert output.files[0].startswith(head)
    assert output.pages == 4
