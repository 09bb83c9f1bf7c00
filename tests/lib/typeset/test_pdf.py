"""The file itself: PDF/A, the same bytes every time, every character kept, fonts and seals told."""

import io
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.lib.document.strategies import documents, rich_documents
from tests.lib.typeset.papers import PLAIN, SAMPLES, block_seal
from zhongshu.lib.document import Document, Kept, Layout, Paragraph, body_from_text, whole_text
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset import FontSet, SealImage, to_pages, to_pdf
from zhongshu.lib.typeset.fonts import PLACEHOLDER, open_fonts


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_it_is_pdf_a_2b_with_the_title_in_it():
    with pikepdf.open(io.BytesIO(to_pdf(PLAIN).pdf)) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert metadata["dc:title"] == PLAIN.title
        assert "/OutputIntents" in pdf.Root
        assert not pdf.is_encrypted
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                assert "/FontFile" in "".join(font.DescendantFonts[0].FontDescriptor.keys())


def test_the_same_paper_gives_the_same_bytes():
    moment = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    first, second = to_pdf(PLAIN, timestamp=moment), to_pdf(PLAIN, timestamp=moment)
    assert first.pdf == second.pdf
    assert to_pdf(PLAIN).pdf == to_pdf(PLAIN).pdf
    assert b"2026" in first.pdf


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_count_told_is_the_page_count(name):
    rendered = to_pdf(SAMPLES[name])
    document = pdfium.PdfDocument(rendered.pdf)
    assert len(document) == rendered.pages == len(to_pages(SAMPLES[name], ppi=20))


@settings(max_examples=25)
@given(documents)
def test_every_character_survives_in_the_pdf(document):
    rendered = to_pdf(document)
    found = Counter(re.sub(r"\s", "", text_of(rendered.pdf)))
    wanted = Counter(re.sub(r"\s", "", whole_text(document)))
    assert rendered.missing == ()
    assert not {character: count for character, count in wanted.items() if found[character] < count}


def test_markup_in_the_text_stays_text():
    nasty = '#set page(fill: red) $x^2$ *粗* _斜_ <label> @ref \\n #import "x" [内容] // 注释 `代码`'
    assert re.sub(r"\s", "", nasty) in re.sub(r"\s", "", text_of(to_pdf(replace(PLAIN, body=(Paragraph(nasty),))).pdf))


def test_characters_no_font_has_are_named_and_marked():
    rendered = to_pdf(replace(PLAIN, body=(Paragraph("罕见字\U000323af和\U0001f9ff。"),)))
    assert set(rendered.missing) >= {"\U0001f9ff"}
    assert PLACEHOLDER in text_of(rendered.pdf)


def test_a_rare_name_is_printed_from_another_font_and_told():
    book = open_fonts()
    rendered = to_pdf(replace(PLAIN, body=(Paragraph("参加人员：王玥、李喆、赵翀、孙祎、周堃。"),)))
    assert rendered.missing == ()
    assert rendered.fonts_used == book.used()
    assert all(family != book.families["fangsong"][0] for family in rendered.fell_back.values())


def test_control_characters_do_not_reach_the_paper():
    rendered = to_pdf(replace(PLAIN, title="关于\x00放假\u200b的\u202e通知", body=(Paragraph("甲\x07乙"),)))
    assert "甲乙" in text_of(rendered.pdf)


def test_a_folder_without_fonts_changes_nothing(tmp_path: Path):
    assert to_pdf(PLAIN, fonts=FontSet(folder=tmp_path)).fonts_used == to_pdf(PLAIN).fonts_used


def test_seals_are_placed_and_never_drawn():
    plain = to_pdf(PLAIN)
    sealed = to_pdf(PLAIN, seals=(block_seal(),))
    assert plain.pages == sealed.pages
    assert b"/Subtype/Image" not in plain.pdf.replace(b" ", b"")
    assert b"/Image" in sealed.pdf


@pytest.mark.parametrize("png", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, b"\x00" * 9_000_000])
def test_a_seal_that_is_no_png_is_refused(png):
    with pytest.raises(Refused, match="印章图片"):
        to_pdf(PLAIN, seals=(SealImage(png),))


def test_a_seal_for_a_signature_that_is_not_there_is_left_out():
    assert to_pdf(PLAIN, seals=(block_seal(5),)).pages == to_pdf(PLAIN).pages


def test_previews_carry_a_watermark():
    marked, plain = (Counter(text_of(to_pdf(PLAIN, watermark=words).pdf)) for words in ("内部传阅 林晓雯", ""))
    assert all(marked[character] - plain[character] == 4 for character in "传阅林晓雯"), (
        "once on each of the four pages"
    )
    pages = to_pages(PLAIN, ppi=36, watermark="预览")
    assert Image.open(io.BytesIO(pages[0])).size == (298, 421)


@pytest.mark.parametrize("layout", Layout)
def test_an_empty_document_is_a_page(layout):
    assert to_pdf(Document(layout=layout)).pages == 1


@settings(max_examples=25)
@given(documents, st.sampled_from(Layout))
def test_every_layout_prints_every_paper(document, layout):
    assert to_pdf(replace(document, layout=layout, byline="高建国")).pages >= 1


def test_papers_of_several_threads_do_not_mix():
    papers = [replace(PLAIN, title=f"关于第{number}项工作的通知", body=(Paragraph("国。"),)) for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        texts = [text_of(rendered.pdf) for rendered in pool.map(to_pdf, papers)]
    assert all(f"关于第{number}项工作的通知" in text for number, text in enumerate(texts))


def test_a_speech_has_no_red_head_and_carries_speaker_and_date():
    speech = Document(
        kind="speech",
        layout=Layout.MANUSCRIPT,
        title="在全县办公室主任会议上的讲话",
        byline="高建国",
        document_date=date(2026, 3, 1),
        addressees=("同志们",),
        body=body_from_text("今天召开这个会议。\n一、认清责任\n办公室要担当责任。"),
    )
    text = text_of(to_pdf(speech).pdf)
    assert text.index("讲话") < text.index("高建国") < text.index("（2026年3月1日）") < text.index("同志们：")


@settings(max_examples=20)
@given(rich_documents)
def test_every_character_of_everything_the_model_can_say_is_printed(document):
    rendered = to_pdf(document)
    found = Counter(re.sub(r"\s", "", text_of(rendered.pdf)))
    shown = [block.text for block in document.blocks if not isinstance(block, Kept)]
    wanted = Counter(
        re.sub(r"\s", "", "".join([*shown, document.subtitle, *(a.name for a in document.annexes if a.listed)]))
    )
    assert rendered.missing == ()
    assert not {character: count for character, count in wanted.items() if found[character] < count}


def test_pictures_are_printed_as_large_as_fits_and_others_by_their_words():
    encoded = io.BytesIO()
    Image.new("RGB", (4000, 300), (0, 0, 200)).save(encoded, "PNG")
    picture = Kept("图片", media_type="image/png", content=encoded.getvalue(), width=400 / 2)
    formula = Kept("公式", "", "application/xml", b"<m/>")
    rendered = to_pdf(replace(PLAIN, body=(Paragraph("国。"), picture, formula)))
    assert b"/Image" in rendered.pdf
    assert "〔公式，见原件〕" in text_of(rendered.pdf)
