"""Words that are right by themselves and wrong in this place: 制定 and 制订, 截止 and 截至."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

import numpy as np

from .alphabet import BITS, RESERVED, Alphabet
from .candidates import PAD, Candidates, Text
from .correction import Correction, Kind
from .language_model import UNIT, Numbers
from .lattice import gains
from .lexicon import LONGEST, pack
from .models import Models

CLEAR_GAIN, GAIN = 9.0, 5.0
"""Natural logarithms by which the other word must fit better: to be sure, and to say anything."""
PARTICLE_GAIN, NOUN_GAIN = 8.0, 2.0
"""The same for one of 的, 地, 得; and how much more where 地 makes a word with a neighbour."""
SURE, LIKELY = 0.85, 0.6

_PAIRS = (
    "制定制订 截止截至 必须必需 权利权力 反映反应 法制法治 会话会谈 定金订金 启事启示 实行施行 做出作出 以至以致 化妆化装 "
    "质疑置疑 公正公证 期间其间 起用启用 处置处治 审定审订 检查检察 监查监察 考查考察 品味品位 暴发爆发 "
    "沟通勾通 委曲委屈 融化溶化 推托推脱 意气义气 违犯违反 泄漏泄露 需要须要 侦查侦察 震动振动 "
    "效率效力 严紧严谨 营利盈利 交纳缴纳 受权授权 接受接收 树立竖立 形式形势 包含包涵 "
    "分辨分辩 配置配制 申明声明 试验实验 预定预订 中止终止 资力资历"
)
CONFUSED = frozenset(frozenset((pair[: len(pair) // 2], pair[len(pair) // 2 :])) for pair in _PAIRS.split())
"""Pairs of words, each of two characters."""


def find(models: Models, text: Text) -> list[Correction]:
    """Words of the pairs whose partner fits clearly better between the same neighbours."""
    keys, partners = _partners(models.alphabet)
    runs = np.stack([text.ids[:-1], text.ids[1:]], axis=1)
    own = pack(runs)
    first, last = np.searchsorted(keys, own), np.searchsorted(keys, own, side="right")
    found: list[Correction] = []
    for step in range(int((last - first).max(initial=0))):
        at = np.flatnonzero(first + step < last)
        found += _better(models, text, at, partners[first[at] + step])
    return found + particles(models, text)


def particles(models: Models, text: Text) -> list[Correction]:
    """的, 地, 得 where another of the three fits clearly better; 地 is as often a noun (内地), and takes more in such a word."""
    three = models.alphabet.encode("的地得")
    found: list[Correction] = []
    at = np.flatnonzero(np.isin(text.ids, three))
    ids = text.ids
    word = (models.lexicon.cost(ids[at - 1] << BITS | ids[at], 2) >= 0) | (
        models.lexicon.cost(ids[at] << BITS | ids[at + 1], 2) >= 0
    )
    needed = PARTICLE_GAIN + np.where((ids[at] == three[1]) & word, NOUN_GAIN, 0)
    for other in three:
        rows = np.flatnonzero(ids[at] != other)
        new, masks = np.zeros((2, len(rows), LONGEST), dtype=np.int64)
        new[:, 0] = other
        gain = gains(models, text, Candidates(at[rows], np.ones_like(rows), new, masks)) / UNIT
        found += [
            Correction(int(place) - PAD, int(place) + 1 - PAD, models.alphabet.decode([other]), SURE, Kind.MISTAKEN)
            for place in at[rows][gain >= needed[rows]]
        ]
    return found


def _better(models: Models, text: Text, at: Numbers, words: Numbers) -> list[Correction]:
    new, masks = np.zeros((2, len(at), LONGEST), dtype=np.int64)
    new[:, :2] = words
    gain = gains(models, text, Candidates(at, np.full_like(at, 2), new, masks)) / UNIT
    found = []
    for row in np.flatnonzero(gain >= GAIN):
        start = int(at[row])
        changed = [place for place in (0, 1) if words[row, place] != text.ids[start + place]]
        chance = SURE if gain[row] >= CLEAR_GAIN else LIKELY
        right = models.alphabet.decode(words[row, changed[0] : changed[-1] + 1])
        found.append(Correction(start + changed[0] - PAD, start + changed[-1] + 1 - PAD, right, chance, Kind.MISTAKEN))
    return found


@lru_cache(maxsize=4)
def _partners(alphabet: Alphabet) -> tuple[Numbers, Numbers]:
    """Keys of the words, ascending, and for each the characters of its partner."""
    partners: dict[int, list[Numbers]] = defaultdict(list)
    for pair in CONFUSED:
        rows = [alphabet.encode(word) for word in pair]
        if all(len(row) == 2 and (row >= RESERVED).all() for row in rows):
            for row, other in (rows, rows[::-1]):
                partners[int(pack(row[None, :])[0])].append(other)
    ordered = [(key, other) for key in sorted(partners) for other in partners[key]]
    return np.array([key for key, _ in ordered], dtype=np.int64), np.stack([other for _, other in ordered])


def pair_around(text: str, correction: Correction) -> Correction | None:
    """The correction widened to the whole word, where it turns one word of a pair into the other."""
    for start in range(max(0, correction.end - 2), correction.start + 1):
        old = text[start : start + 2]
        new = text[start : correction.start] + correction.new + text[correction.end : start + 2]
        if len(old) == len(new) == 2 and frozenset((old, new)) in CONFUSED:
            return replace(correction, start=start, end=start + 2, new=new)
    return None
