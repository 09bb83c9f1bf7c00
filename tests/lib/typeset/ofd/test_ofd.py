"""The OFD file, read back by an independent reader and compared with the PDF of the same paper."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import ofdkit
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from defusedxml import ElementTree
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from PIL import Image, ImageFont

from tests.lib.document.strategies import documents
from tests.lib.typeset.papers import PLAIN, SAMPLES, block_seal
from zhongshu.lib.document import Paragraph
from zhongshu.lib.typeset import to_ofd, to_pdf
from zhongshu.lib.typeset.fonts import open_fonts
from zhongshu.lib.typeset.glyphs import outline

OFD = "{http://www.ofdspec.org/2016}"
PT = 25.4 / 72


@cache
def ofd(name: str) -> bytes:
    return to_ofd(SAMPLES[name], seals=(block_seal(),))


@cache
def pdf(name: str) -> bytes:
    return to_pdf(SAMPLES[name], seals=(block_seal(),)).pdf


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def pdf_characters(data: bytes) -> list[list[tuple[str, float, float]]]:
    """Per page each printed character and its origin in mm from the paper's top left."""
    found = []
    document = pdfium.PdfDocument(data)
    for page in document:
        text, height = page.get_textpage(), page.get_size()[1]
        letters = []
        for index in range(text.count_chars()):
            character = chr(pdfium_c.FPDFText_GetUnicode(text, index))
            x, y = pdfium_c.c_double(), pdfium_c.c_double()
            pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
            if not character.isspace():
                letters.append((character, x.value * PT, (height - y.value) * PT))
        found.append(letters)
    document.close()
    return found


def ofd_characters(data: bytes) -> list[list[tuple[str, float, float]]]:
    """The same, straight from the package's XML as the standard defines places (boundary + matrix + deltas)."""
    pages = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for number in range(sum(1 for name in archive.namelist() if name.endswith("Content.xml"))):
            root = ElementTree.fromstring(archive.read(f"Doc_0/Pages/Page_{number}/Content.xml"))
            pages.append([letter for unit in root.iter(f"{OFD}TextObject") for letter in _letters(unit)])
    return pages


def _letters(unit):
    left, top = map(float, unit.get("Boundary").split()[:2])
    a, b, c, d, e, f = map(float, unit.get("CTM", "1 0 0 1 0 0").split())
    code = unit.find(f"{OFD}TextCode")
    x, y = float(code.get("X")), float(code.get("Y"))
    across, down = ([float(step) for step in code.get(name, "").split()] for name in ("DeltaX", "DeltaY"))
    for index, character in enumerate(code.text):
        if not character.isspace():
            yield character, left + a * x + c * y + e, top + b * x + d * y + f
        x += across[index] if index < len(across) else 0
        y += down[index] if index < len(down) else 0


@pytest.mark.parametrize("name", SAMPLES)
def test_text_and_places_are_those_of_the_pdf(name):
    wanted, found = pdf_characters(pdf(name)), ofd_characters(ofd(name))
    assert len(wanted) == len(found)
    for page_wanted, page_found in zip(wanted, found, strict=True):
        assert [item[0] for item in page_wanted] == [item[0] for item in page_found]
        for (_, x, y), (_, u, v) in zip(page_wanted, page_found, strict=True):
            assert (u, v) == pytest.approx((x, y), abs=0.5)


@pytest.mark.parametrize("name", SAMPLES)
def test_an_independent_reader_finds_the_text_page_by_page(name):
    with ofdkit.open(ofd(name)) as document, pdfium.PdfDocument(pdf(name)) as pages:
        assert document.warnings == []
        assert len(document.pages) == len(pages)
        for ours, theirs in zip(document.pages, pages, strict=True):
            assert ours.box == pytest.approx((0, 0, *(side * PT for side in theirs.get_size())), abs=0.01)
            read = squeezed("".join(run.text for run in ours.runs))
            assert read == squeezed(theirs.get_textpage().get_text_range())


@settings(max_examples=15)
@given(documents)
def test_every_character_of_any_paper_is_found(document):
    wanted = pdf_characters(to_pdf(document).pdf)
    with ofdkit.open(to_ofd(document)) as read:
        for page, letters in zip(read.pages, wanted, strict=True):
            assert sorted(squeezed("".join(run.text for run in page.runs))) == sorted(item[0] for item in letters)


def test_every_font_is_embedded_subset_and_draws_the_right_outlines():
    used: dict[str, set[str]] = {}
    with zipfile.ZipFile(io.BytesIO(ofd("upward"))) as archive:
        resources = ElementTree.fromstring(archive.read("Doc_0/PublicRes.xml"))
        for number in range(2):
            root = ElementTree.fromstring(archive.read(f"Doc_0/Pages/Page_{number}/Content.xml"))
            for unit in root.iter(f"{OFD}TextObject"):
                used.setdefault(unit.get("Font"), set()).update(unit.find(f"{OFD}TextCode").text)
        assert used
        for font in resources.iter(f"{OFD}Font"):
            data = archive.read("Doc_0/Res/" + font.find(f"{OFD}FontFile").text)
            characters = used.pop(font.get("ID"))
            face = TTFont(io.BytesIO(data))
            assert {ord(character) for character in characters} <= set(face.getBestCmap())
            assert face["maxp"].numGlyphs < len(characters) + 60, "only what is used is embedded"
            _same_outlines(data, characters - {" "}, font.get("FontName"))
    assert not used, "every font that is named is there"


def _same_outlines(data: bytes, characters: set[str], name: str) -> None:
    book = open_fonts()
    drawn = ImageFont.truetype(io.BytesIO(data), 1000, layout_engine=ImageFont.Layout.BASIC)
    for role in ("title", "fangsong", "kai", "hei", "song"):
        places = {character: book.place_of(role, character) for character in characters}
        if all(TTFont(p, fontNumber=i, lazy=True)["name"].getDebugName(6) == name for p, i in set(places.values())):
            break
    else:
        pytest.fail(f"no role prints with {name}")
    for character, place in places.items():
        mask, (x, y) = drawn.getmask2(character, mode="L", anchor="ls")
        left, top, right, bottom = mask.getbbox()
        box = (x + left) / 1000, -(y + bottom) / 1000, (x + right) / 1000, -(y + top) / 1000
        assert box == pytest.approx(outline(*place, character), abs=0.004), character


def test_seals_rules_and_colours_are_there():
    with zipfile.ZipFile(io.BytesIO(ofd("letter"))) as archive:
        root = ElementTree.fromstring(archive.read("Doc_0/Pages/Page_0/Content.xml"))
        lines = [unit for unit in root.iter(f"{OFD}PathObject") if unit.find(f"{OFD}StrokeColor") is not None]
        lengths = [float(unit.get("Boundary").split()[2]) for unit in lines]
        assert [length for length in lengths if length > 169] == pytest.approx([170] * 4, abs=2)
        assert {unit.find(f"{OFD}StrokeColor").get("Value") for unit in lines} == {"230 0 18"}
        last = ElementTree.fromstring(archive.read("Doc_0/Pages/Page_1/Content.xml"))
        seal = next(last.iter(f"{OFD}ImageObject"))
        assert [float(number) for number in seal.get("Boundary").split()[2:]] == pytest.approx([42, 42], abs=0.01)
        picture = next(name for name in archive.namelist() if name.endswith(".png"))
        assert Image.open(io.BytesIO(archive.read(picture))).convert("RGB").getpixel((150, 150)) == (220, 0, 0)


def test_every_element_is_of_the_namespace_and_every_id_is_given_once():
    with zipfile.ZipFile(io.BytesIO(ofd("annexes"))) as archive:
        assert archive.namelist()[0] == "OFD.xml"
        identities = []
        for name in (name for name in archive.namelist() if name.endswith(".xml")):
            for element in ElementTree.fromstring(archive.read(name)).iter():
                assert element.tag.startswith(OFD), name
                identities += [element.get("ID")] if element.get("ID") else []
        assert len(identities) == len(set(identities))
        document = ElementTree.fromstring(archive.read("Doc_0/Document.xml"))
        assert int(document.find(f"{OFD}CommonData/{OFD}MaxUnitID").text) == max(map(int, identities))


def test_title_issuer_and_date_are_in_the_file():
    moment = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    with ofdkit.open(to_ofd(PLAIN, timestamp=moment)) as document:
        info = document.info
    assert (info.title, info.author, info.creation_date) == (PLAIN.title, PLAIN.issuer_marks[0], "2026-03-01")


def test_the_same_paper_gives_the_same_bytes():
    assert to_ofd(PLAIN) == to_ofd(PLAIN)
    assert to_ofd(PLAIN) != to_ofd(replace(PLAIN, title="关于放假的通知"))


def test_a_preview_is_watermarked_in_grey_and_markup_stays_text():
    nasty = "<ofd:TextCode>&amp;]]>“引号”‘单’—……Ａfl A"
    data = to_ofd(replace(PLAIN, body=(Paragraph(nasty),)), watermark="内部传阅")
    with ofdkit.open(data) as document:
        text = squeezed(document.text())
    assert "内部传阅" in text
    assert squeezed(nasty) in text
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("Doc_0/Pages/Page_0/Content.xml"))
        faint = [unit for unit in root.iter(f"{OFD}TextObject") if unit.get("Alpha")]
        assert [unit.find(f"{OFD}TextCode").text for unit in faint] == ["内部传阅"]
