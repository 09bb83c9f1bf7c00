"""Characters typed twice, characters left out, neighbours in each other's place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .alphabet import BITS, DIGIT, RESERVED
from .candidates import PAD, REACH, Candidates, Flags, Text, doubtful, foremost
from .correction import Correction, Kind
from .language_model import UNIT, Numbers
from .lattice import BEFORE, gains
from .lexicon import LONGEST, pack
from .models import Models

DOUBLED_GAIN = 4.0
"""Natural logarithms by which the text must become likelier without the second of two equal characters."""
SWAPPED_GAIN, SWAPPED_SURE = 8.0, 11.0
"""Natural logarithms by which the text must become likelier with two neighbours swapped: to say so, and to be sure."""
AS_WORD, BETWEEN_WORDS = 8.0, 4.0
"""Natural logarithms more where the two are a word as they stand, and where each goes with its other neighbour."""
CLEARLY, PERHAPS = 0.8, 0.6
"""Chances of what should be changed, and of what is worth a thought."""
MEASURES = "件个条天年月人家事层句字次代处时样种项步户村点份篇声笔桩朵阵缕丝片颗"
"""What is said twice for “every”."""
ONE_BY_ONE = MEASURES + (
    "座幅张串摞批拨道枚面封栋排根块支队粒株页本册篇章级点番段场遍趟轮滴沓车箱袋站门课组群对双套类辆艘架台部首盏杯碗锄剂束圈环关口抹寸名"
    "位届期团堆叠卷间幢所顶幕桶吨斤亩秒代把节项"
)
"""What is said twice behind 一: 一件件."""
COUNTED = "0第一二三四五六七八九十百千万"
ALL = "有都皆均"
"""What often follows it."""
EVERY = 8
"""Natural logarithms more for such a measure."""
TWICE, COMMON_WORD = 5, 190
"""Natural logarithms more for a common word that is a character said twice (常常, 好好), and the cost up to which it is one."""
MEETING, MEETING_SURE = 3, 8
"""Natural logarithms more where the two characters may end one word and begin the next: to say so, and to be sure."""
NAME = "习近平"
"""Begins as 学习, 练习, 研习 and the like end."""
MISSING_GAIN = 14.0
COMMONEST = 500
"""Characters that are tried where one may be missing: the alphabet begins with the commonest."""
TRIED = 4


@dataclass(frozen=True)
class Neighbours:
    """Places of pairs of characters, doubted as they stand; ``gain`` by which the text grows with them swapped; whether
    they are a ``word`` as they stand, and whether each goes with its other neighbour."""

    at: Numbers
    gain: Numbers
    word: Flags
    between: Flags


def neighbours(models: Models, text: Text) -> Neighbours:
    ids = text.ids
    chinese = models.confusion.confusable(ids)
    at = np.flatnonzero(doubtful(models, text)[:-1] & chinese[:-1] & chinese[1:] & (ids[:-1] != ids[1:]))
    at = at[(at >= PAD) & (at + 2 + REACH < len(ids))]
    at = at[(ids[at - 1] != ids[at]) | (ids[at + 1] != ids[at + 2])]  # 谨谨慎慎
    at = at[(ids[at - 1] != ids[at + 1]) & (ids[at] != ids[at + 2])]  # 越减越负, 该缓的缓
    new, masks = np.zeros((2, len(at), LONGEST), dtype=np.int64)
    new[:, 0], new[:, 1] = ids[at + 1], ids[at]
    gain = gains(models, text, Candidates(at, np.full_like(at, 2), new, masks))
    word = models.lexicon.cost(ids[at] << BITS | ids[at + 1], 2) >= 0
    before = models.lexicon.cost(ids[at - 1] << BITS | ids[at], 2) >= 0
    after = models.lexicon.cost(ids[at + 1] << BITS | ids[at + 2], 2) >= 0
    return Neighbours(at, gain, word, before & after)


def swapped(models: Models, text: Text) -> list[Correction]:
    """Neighbours that fit clearly better the other way round."""
    found = neighbours(models, text)
    more = found.gain - UNIT * (AS_WORD * found.word + BETWEEN_WORDS * found.between)
    return [
        Correction(
            int(found.at[row]) - PAD,
            int(found.at[row]) + 2 - PAD,
            models.alphabet.decode(text.ids[[found.at[row] + 1, found.at[row]]]),
            CLEARLY if more[row] >= SWAPPED_SURE * UNIT else PERHAPS,
            Kind.SWAPPED,
        )
        for row in np.flatnonzero(more >= SWAPPED_GAIN * UNIT)
    ]


@dataclass(frozen=True)
class Equal:
    """Second ones of two equal characters that were not written on purpose; ``gain`` of the text without them, less what
    a word said twice takes; whether two words may meet there, and whether it says “every”."""

    at: Numbers
    gain: Numbers
    meets: Flags
    every: Flags


def equal_neighbours(models: Models, text: Text) -> Equal:
    ids = text.ids
    second = np.flatnonzero((ids[1:] == ids[:-1]) & models.confusion.confusable(ids[1:])) + 1
    second = second[(second > PAD) & (second + 1 + REACH < len(ids))]
    second = second[~_on_purpose(models, ids, second)]
    windows = ids[second[:, None] + np.concatenate([np.arange(-BEFORE, 0), np.arange(1, 1 + REACH)])]
    without = models.language.profile(windows).scores[:, BEFORE:].sum(axis=1)
    cost = models.lexicon.cost(ids[second] << BITS | ids[second], 2)
    twice = (cost >= 0) & (cost <= COMMON_WORD)
    every = _is_every(models, ids, second)
    taken = (UNIT * (EVERY * every + TWICE * twice)).astype(np.int64)
    return Equal(second, without - text.score(second, second + 1 + REACH) - taken, _meets(models, ids, second), every)


def doubled(models: Models, text: Text) -> list[Correction]:
    """Second ones of two equal characters that the text is better off without."""
    found = equal_neighbours(models, text)
    second, more = found.at, found.gain - UNIT * DOUBLED_GAIN
    likely, sure = more >= UNIT * MEETING * found.meets, more >= UNIT * MEETING_SURE * found.meets
    return [
        Correction(
            int(second[row]) - PAD, int(second[row]) - PAD + 1, "", CLEARLY if sure[row] else PERHAPS, Kind.DOUBLED
        )
        for row in np.flatnonzero(likely)
    ]


def _on_purpose(models: Models, ids: Numbers, second: Numbers) -> Flags:
    """谨谨慎慎; 2026年|年底; 学习|习近平; 好好地; 受不了|了; 一件件. 天天 and 人人 the language model knows."""
    pairs = ids[1:] == ids[:-1]
    paired = pairs[second + 1] | pairs[second - 3]
    after = models.lexicon.cost(ids[second] << BITS | ids[second + 1], 2)
    name = models.alphabet.encode(NAME)
    named = (ids[second] == name[0]) & (ids[second + 1] == name[1])
    how, done = (models.alphabet.encode(char)[0] for char in "地了")
    adverb = (ids[second + 1] == how) & (after < 0)
    unable = (ids[second] == done) & (ids[second - 2] == models.alphabet.encode("不")[0])
    one, number = models.alphabet.encode("一")[0], models.alphabet.encode(COUNTED)
    each = np.isin(ids[second], models.alphabet.encode(ONE_BY_ONE)) & (ids[second - 2] == one)
    each &= ~np.isin(ids[second - 3], number)
    purpose: Flags = paired | named | adverb | unable | each | ((ids[second - 2] == DIGIT) & (after >= 0))
    return purpose


def _is_every(models: Models, ids: Numbers, second: Numbers) -> Flags:
    """件件: a measure said twice; not 三件件, nor 文件|件 (but 要|件件有) and 人|人民."""
    word = models.lexicon.cost(ids[second - 2] << BITS | ids[second - 1], 2) >= 0
    word &= ~np.isin(ids[second + 1], models.alphabet.encode(ALL))
    word |= models.lexicon.cost(ids[second] << BITS | ids[second + 1], 2) >= 0
    counted = np.isin(ids[second - 2], models.alphabet.encode(COUNTED + "几数每两各"))
    every: Flags = np.isin(ids[second], models.alphabet.encode(MEASURES)) & ~counted & ~word
    return every


def _meets(models: Models, ids: Numbers, second: Numbers) -> Flags:
    """首要|要求: whether two words may meet there."""
    before = models.lexicon.cost(ids[second - 2] << BITS | ids[second - 1], 2)
    after = models.lexicon.cost(ids[second] << BITS | ids[second + 1], 2)
    longer = models.lexicon.cost(pack(np.stack([ids[second - 3], ids[second - 2], ids[second - 1]], axis=1)), 3)
    further = models.lexicon.cost(pack(np.stack([ids[second], ids[second + 1], ids[second + 2]], axis=1)), 3)
    meets: Flags = ((before >= 0) | (longer >= 0)) & ((after >= 0) | (further >= 0))
    return meets


def missing(models: Models, text: Text) -> list[Correction]:
    """Places where two characters never seen together become familiar with a third between them."""
    ids = text.ids
    chinese = models.confusion.confusable(ids)
    gaps = np.flatnonzero((text.profile.orders == 1) & chinese & np.roll(chinese, 1))
    gaps = gaps[(gaps > PAD) & (gaps + REACH < len(ids))]
    if not len(gaps):
        return []
    common = np.arange(RESERVED, RESERVED + COMMONEST)
    common = common[models.confusion.confusable(common)]
    left, new = np.repeat(gaps, len(common)), np.tile(common, len(gaps))
    before, known_before = models.language.pair(ids[left - 1], new)
    after, known_after = models.language.pair(new, ids[left])
    both = np.flatnonzero(known_before & known_after)
    both = both[foremost(left[both], (before + after)[both], TRIED)]
    if not len(both):
        return []
    at, new = left[both], new[both]
    windows = ids[at[:, None] + np.concatenate([np.arange(-BEFORE, 0), [0], np.arange(REACH)])]
    windows[:, BEFORE] = new
    scores = models.language.profile(windows).scores[:, BEFORE:].sum(axis=1)
    gain = scores - text.score(at, at + REACH)
    best = foremost(at, gain, 1)
    best = best[gain[best] >= MISSING_GAIN * UNIT]
    return [
        Correction(
            int(at[row]) - PAD,
            int(at[row]) - PAD,
            models.alphabet.decode([new[row]]),
            round(float(1 - 0.6 * np.exp(-gain[row] / UNIT / 12)), 4),
            Kind.MISSING,
        )
        for row in best
    ]
