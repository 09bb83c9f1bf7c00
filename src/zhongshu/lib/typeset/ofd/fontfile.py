"""The subset fonts of a PDF as font files that stand alone: a PDF keeps the outlines only, an OFD reader also wants to be
told which character each glyph is."""

from __future__ import annotations

import io
from typing import Any

from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from pdfminer.pdftypes import resolve1

EPOCH = 3_600_000_000
"""Written as the time of making (seconds from 1904), so that the same paper gives the same bytes."""


def family(font: Any) -> str:
    """A PDF font's name without the tag of its subset."""
    return str(font.basefont).partition("+")[2] or str(font.basefont)


def font_file(font: Any, characters: dict[str, int], widths: dict[int, float]) -> tuple[str, bytes]:
    """File name ending and bytes of an embedded font with a map ``characters`` → glyph; ``widths`` in ems by glyph."""
    descriptor = resolve1(font.descriptor)
    if "FontFile2" in descriptor:
        return "ttf", _truetype(resolve1(descriptor["FontFile2"]).get_data(), characters, family(font))
    return "otf", _opentype(resolve1(descriptor["FontFile3"]).get_data(), characters, widths, family(font))


def _truetype(data: bytes, characters: dict[str, int], name: str) -> bytes:
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    order = [f"g{index}" for index in range(font["maxp"].numGlyphs)]
    font.setGlyphOrder(order)
    builder = FontBuilder(font=font)
    _complete(builder, {ord(character): order[glyph] for character, glyph in characters.items()}, name)
    return _saved(font)


def _opentype(data: bytes, characters: dict[str, int], widths: dict[int, float], name: str) -> bytes:
    """A bare CFF font with the tables around it that make it a font file. Its CIDs and glyphs are the same numbers."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None, isCFF2=False)
    top = fonts[0]
    order = list(top.charset)
    em = round(1 / top.FontMatrix[0]) if hasattr(top, "FontMatrix") and top.FontMatrix[0] else 1000
    builder = FontBuilder(em, isTTF=False)
    builder.font.sfntVersion = "OTTO"
    builder.font.recalcBBoxes = False  # the outlines are copied, not parsed
    head = builder.font["head"]
    head.xMin, head.yMin, head.xMax, head.yMax = (int(edge) for edge in top.FontBBox)
    builder.setupGlyphOrder(order)
    outlines = DefaultTable("CFF ")
    outlines.data = data
    builder.font["CFF "] = outlines
    builder.setupHorizontalMetrics({glyph: (round(widths.get(i, 1) * em), 0) for i, glyph in enumerate(order)})
    builder.setupHorizontalHeader(ascent=round(0.88 * em), descent=-round(0.12 * em))
    _complete(builder, {ord(character): order[glyph] for character, glyph in characters.items()}, name)
    return _saved(builder.font)


def _complete(builder: FontBuilder, characters: dict[int, str], name: str) -> None:
    builder.setupCharacterMap(characters)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name, "fullName": name})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.font["post"] = newTable("post")
    builder.setupPost(keepGlyphNames=False)


def _saved(font: TTFont) -> bytes:
    font["head"].created = font["head"].modified = EPOCH
    font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()
