"""What a font file holds: which characters, how wide a mark is, where a glyph's ink lies.

The character map is read here, straight from the file (OpenType ``cmap`` formats 4 and 12): a general font library takes
tens of megabytes for each CJK font to answer the same question.
"""

from __future__ import annotations

import mmap
import struct
from functools import lru_cache

from PIL import ImageFont

EM = 1000
"""Pixels an em when a glyph is measured; ink is exact to a thousandth."""
_UNICODE = {(3, 10): 4, (0, 6): 4, (0, 4): 4, (3, 1): 3, (0, 3): 3, (0, 2): 2, (0, 1): 1, (0, 0): 1}


@lru_cache(maxsize=64)
def coverage(path: str, index: int) -> bytes:
    """Which characters a font has, one bit each from U+0000."""
    bits = bytearray(0x110000 // 8)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for first, last in _ranges(data, index):
            for code in range(first, min(last, 0x10FFFF) + 1):
                bits[code >> 3] |= 1 << (code & 7)
    return bytes(bits)


def has(path: str, index: int, code: int) -> bool:
    """Whether a font has a character."""
    return bool(coverage(path, index)[code >> 3] >> (code & 7) & 1)


@lru_cache(maxsize=4096)
def advance(path: str, index: int, character: str) -> float:
    """Width of a character in ems; 0 when the font lacks it."""
    return float(_face(path, index).getlength(character) / EM) if has(path, index, ord(character)) else 0.0


@lru_cache(maxsize=4096)
def outline(path: str, index: int, character: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a character's ink in ems from the baseline."""
    mask, (x, y) = _face(path, index).getmask2(character, mode="L", anchor="ls")
    left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)  # drawn ink: Pillow's own box is the advance wide
    return (x + left) / EM, -(y + bottom) / EM, (x + right) / EM, -(y + top) / EM


@lru_cache(maxsize=16)
def _face(path: str, index: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, EM, index=index, layout_engine=ImageFont.Layout.BASIC)


def _ranges(data: mmap.mmap, index: int) -> list[tuple[int, int]]:
    """Stretches of characters of the best Unicode map."""
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    table = _cmap(data, start)
    count = struct.unpack_from(">H", data, table + 2)[0]
    maps = [struct.unpack_from(">HHI", data, table + 4 + 8 * number) for number in range(count)]
    best = max(maps, key=lambda item: _UNICODE.get((item[0], item[1]), 0))
    place = table + best[2]
    form = struct.unpack_from(">H", data, place)[0]
    return _format_12(data, place) if form == 12 else _format_4(data, place) if form == 4 else []


def _cmap(data: mmap.mmap, start: int) -> int:
    count = struct.unpack_from(">H", data, start + 4)[0]
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            return int(offset)
    raise ValueError("a font without a character map")


def _format_12(data: mmap.mmap, place: int) -> list[tuple[int, int]]:
    count = struct.unpack_from(">I", data, place + 12)[0]
    groups = struct.iter_unpack(">III", data[place + 16 : place + 16 + 12 * count])
    return [(first + (glyph == 0), last) for first, last, glyph in groups]


def _format_4(data: mmap.mmap, place: int) -> list[tuple[int, int]]:
    """Segments; characters mapped to glyph 0 inside one are rare and harmless (they print the font's own box)."""
    double = struct.unpack_from(">H", data, place + 6)[0]
    ends = struct.unpack_from(f">{double // 2}H", data, place + 14)
    starts = struct.unpack_from(f">{double // 2}H", data, place + 16 + double)
    return [(first, last) for first, last in zip(starts, ends, strict=True) if first != 0xFFFF]
