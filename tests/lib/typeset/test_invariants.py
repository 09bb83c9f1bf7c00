"""What no paper may ever look like, whatever is in it."""

import re
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lib.document.strategies import days, documents
from tests.lib.typeset.papers import JOINT, PLAIN
from zhongshu.lib.document import Document, Heading, Paragraph, SignatureBlock, Table, body_from_text
from zhongshu.lib.typeset import to_pdf
from zhongshu.lib.typeset.view import chinese_date

PT = 25.4 / 72
TOP, LEFT, BOTTOM = 37.0, 28.0, 262.0


@dataclass(frozen=True)
class Printed:
    """One page's characters: text in reading order without blanks, and each character's place in mm."""

    text: str
    boxes: tuple[tuple[float, float, float, float], ...]

    def lines(self) -> list[str]:
        """Lines of the type area from top to bottom, told apart by height."""
        rows: dict[float, str] = {}
        for character, (_, top, _, bottom) in zip(self.text, self.boxes, strict=True):
            middle = (top + bottom) / 2
            key = next((row for row in rows if abs(row - middle) < 4), middle)
            rows[key] = rows.get(key, "") + character
        return [rows[key] for key in sorted(rows) if TOP <= key <= BOTTOM]


def printed(pdf: bytes) -> list[Printed]:
    document = pdfium.PdfDocument(pdf)
    pages = []
    for page in document:
        height, textpage = page.get_height(), page.get_textpage()
        found = [
            (textpage.get_text_range(i, 1), textpage.get_charbox(i, loose=False)) for i in range(textpage.count_chars())
        ]
        kept = [(c, box) for c, box in found if len(c) == 1 and not c.isspace() and c.isprintable()]
        boxes = tuple((x0 * PT, (height - y1) * PT, x1 * PT, (height - y0) * PT) for _, (x0, y0, x1, y1) in kept)
        pages.append(Printed("".join(c for c, _ in kept), boxes))
    document.close()
    return pages


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def first_words(document: Document) -> str:
    block = document.body[0]
    return squeezed("".join(block.rows[0]) if isinstance(block, Table) else block.text)[:6]


@settings(max_examples=20)
@given(documents)
def test_nothing_leaves_the_type_area(document):
    for page in printed(to_pdf(document).pdf):
        for character, (left, top, right, bottom) in zip(page.text, page.boxes, strict=True):
            number = bottom > BOTTOM + 1
            assert left >= LEFT - 1, character
            assert right <= LEFT + 157, character
            assert number or top >= TOP - 0.6, character
            assert bottom <= 273, character


@settings(max_examples=20)
@given(documents)
def test_page_one_shows_body_text(document):
    assert first_words(document)[:2] in printed(to_pdf(document).pdf)[0].text


@settings(max_examples=20)
@given(documents)
def test_the_record_stands_on_the_last_even_page(document):
    rendered = to_pdf(replace(document, printing_organ="明川县人民政府办公室", copy_to=("县委办公室",)))
    pages = printed(rendered.pdf)
    assert rendered.pages % 2 == 0
    assert "抄送：县委办公室" in pages[-1].text
    assert not any("抄送：县委办公室" in page.text for page in pages[:-1])
    if len(pages) > 2 and not re.sub(r"[—\d]", "", pages[-2].text):
        assert not pages[-2].text, "a blank page before the record carries no number"


@settings(max_examples=20)
@given(documents)
def test_a_heading_is_never_alone_at_a_pages_foot(document):
    headings = {squeezed(block.text) for block in document.body[:-1] if isinstance(block, Heading)}
    for page in printed(to_pdf(replace(document, copy_to=(), printing_organ="", printing_date=None)).pdf)[:-1]:
        lines = page.lines()
        assert not lines or lines[-1] not in headings


@settings(max_examples=20)
@given(documents, st.integers(1, 3), days)
def test_the_signature_never_stands_on_a_page_without_text(document, count, day):
    organs = ("明川县教育局", "明川县财政局", "明川县公安局")[:count]
    document = replace(
        document,
        issuer_marks=organs,
        signature_blocks=tuple(map(SignatureBlock, organs)),
        document_date=day,
        printing_date=None,
        body=(*document.body, Paragraph("请各镇认真抓好落实，重要情况及时报告。")),
    )
    shown = chinese_date(day)
    page = next(page for page in reversed(printed(to_pdf(document).pdf)) if shown in page.text)
    if document.annexes:
        assert "附件：" in page.text
    else:
        assert squeezed(document.body[-1].text)[-2:] in page.text


def test_every_full_page_has_22_lines_of_28_characters():
    pages = printed(to_pdf(replace(PLAIN, body=(Paragraph("国" * 28 * 100),))).pdf)
    full = pages[1].lines()
    assert [len(line) for line in full] == [28] * 22


def test_a_short_joint_paper_keeps_text_and_signature_together():
    for text in ("特此通知。", "国" * 40 + "。", "国" * 70 + "。"):
        for title in (
            PLAIN.title,
            "明川县教育局 明川县财政局 明川县公安局关于切实做好2026年全县中小学校园安全专项整治工作的通知",
        ):
            short = replace(JOINT, title=title, body=body_from_text(text))
            pages = printed(to_pdf(short).pdf)
            assert text[:2] in pages[0].text
            signed = next(page for page in pages if "2026年3月1日" in page.text)
            assert text[-2:] in signed.text


def test_addressees_move_to_the_record_when_page_one_has_no_room():
    crowd = tuple(f"明川县第{number}办公室" for number in range(60))
    pages = printed(to_pdf(replace(PLAIN, addressees=crowd)).pdf)
    assert "国国国" in pages[0].text
    assert "主送：明川县第0办公室" in pages[-1].text
