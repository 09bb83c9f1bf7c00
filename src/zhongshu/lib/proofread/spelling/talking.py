"""Lines of everyday language: what the search over words and the voter together make of them (ADR 27).

Both are logarithms of odds and are added: weights fitted on one kind of talk are wrong for the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations

import numpy as np

from . import wordpaths
from .alphabet import Alphabet
from .candidates import PAD, Text
from .correction import Correction, Kind
from .judging import DOUBTED, chance_of, hidden_chances, sentence_around, sentences_of
from .language_model import Numbers
from .models import Models
from .reranker import Reals
from .voter import Voter, Votes
from .wordpaths import Change

LIKELY, SURELY = 0.5, 0.75
"""Chances from which a line is looked at as everyday language, and from which doubled characters in it count for less."""
TOLD = 0.75
"""Chance from which anything is told: less is wrong as often as not there."""
HEARD = 0.5
"""Chance from which what was found otherwise bears out what the words say."""
SURNAMES = "翟祁阮邱窦骆郝闫阎薛邹邵冉蒋沈赵郑冯邓郭魏韩吕潘廖姚俞袁邬卞尹臧庞董闵贾娄刁徐崔谭覃邢裴郜郦仝佟缪晁蔺甄隋亓仉昝谌鄢郗郅邝邸靳褚戚彭"
"""Characters that are hardly anything but surnames; what words say of them alone is not told."""
MIXED_UP = (
    "的地得 在再 做作 坐座 做坐 那哪 以已己 带戴代 像象 向像 向象 吗嘛么 近进 快块 候后 因应 话画 园圆 到道 着找 决觉 份分 有又 "
    "里理 过果 记计 辩辨 很狠 须需 即既 历厉 练炼 密蜜 清青请情晴 常长尝 知只 担单但 气汽 州洲 拔拨 末未 名明 竟竞 蓝篮 准谁 今令 "
    "受授 第弟 借惜 渡度 板版 绝决 必毕 形型 副幅 付负 心新 交教 课刻 和合 意义 其期 事是 生声 认人 最更"
)
"""Groups of characters that many write for one another, as schoolbooks warn."""
NOT_SO, ALONE = "得的", "地"
"""得 is a verb as well: it is no commoner mistake for 的. 地 is meant for 的 where it is a word alone, not in 地点."""
OFTEN = 2.0
"""Natural logarithm of how much commoner these mistakes are than others."""
BLIND = 10.0
"""Natural logarithms by which the voter, asked blindfold, likes a character better at most, but for rare cases."""


def with_expected(
    voter: Voter, models: Models, text: Text, talk: Reals, found: Sequence[Correction]
) -> Iterator[Correction]:
    """What was ``found``, and what the words would rather be in lines that are likely ``talk``, where one may be sure of it.

    What was found otherwise too is doubted only where both are wrong. Whatever else was found in a changed word is taken
    back. The likeliest words lean on those side by side with them: all are changed or none.
    """
    within = talk >= LIKELY
    everyday = models.everyday() if within.any() else None
    changes = wordpaths.where(models, everyday, text.ids, within) if everyday else []
    if not changes:  # most papers
        yield from found
        return
    known = {(item.start, item.end, item.new): item.chance for item in found}
    weighed, surnames = [], models.alphabet.encode(SURNAMES)
    for change, odds in zip(changes, _odds(voter, models, text, changes), strict=True):
        span, new = (change.start - PAD, change.end - PAD), models.alphabet.decode(change.new)
        seen = known.get((*span, new), 0.0)
        named = seen < HEARD and np.isin(text.ids[change.start : change.end], surnames).any()
        doubt = 1 - (0.0 if named else float(talk[change.start]) * chance_of(odds))
        told = round(1 - doubt * (1 - seen), 4)
        weighed.append((change, Correction(*span, new, told, Kind.MISTAKEN, hearsay=seen < HEARD)))
    settled = np.zeros(len(text.ids), dtype=bool)
    for change, correction in _apart(weighed, changes):
        settled[change.first : change.last] = True
        yield correction
    yield from (item for item in found if not settled[item.start + PAD : item.end + PAD].any())


def twice(found: Iterable[Correction], talk: Reals) -> list[Correction]:
    """Doubled characters; in talk, where much is said twice, they are but worth a thought."""
    return [
        replace(item, chance=min(item.chance, DOUBTED)) if talk[item.start + PAD] >= SURELY else item for item in found
    ]


def _apart(weighed: Sequence[tuple[Change, Correction]], changes: Sequence[Change]) -> list[tuple[Change, Correction]]:
    """The surest of each word, where it is sure enough; none of the likeliest words without those side by side with it."""
    taken: set[int] = set()
    kept = {}
    for number, (change, correction) in sorted(enumerate(weighed), key=lambda one: (-one[1][1].chance, one[0])):
        places = set(range(change.first, change.last))
        if correction.chance >= TOLD and not places & taken:
            taken |= places
            kept[id(change)] = number
    for chain in wordpaths.chains(changes):
        if not all(id(change) in kept for change in chain):
            for change in chain:
                kept.pop(id(change), None)
    return [weighed[number] for number in sorted(kept.values())]


def _odds(voter: Voter, models: Models, text: Text, changes: Sequence[Change]) -> Iterator[float]:
    """Natural logarithms of the odds of each change."""
    wanted = np.zeros(len(text.ids), dtype=bool)
    for change in changes:
        wanted[change.start : change.end] = True
    votes = voter.ask(text, wanted)
    sentences, often_mixed = sentences_of(voter, text), mixed_up(models.alphabet)
    alone = models.alphabet.encode(ALONE)[0]
    shift = models.register.shift if models.register else np.zeros(len(models.alphabet))
    for change in changes:
        at = np.arange(change.start, change.end)
        changed = np.flatnonzero(change.new != text.ids[at])
        at, new = at[changed], change.new[changed]
        liking = _liking(votes, text, at, new)
        word_alone = change.last - change.first == 1
        often = [
            pair in often_mixed and (word_alone or pair[1] != alone)
            for pair in zip(text.ids[at].tolist(), new.tolist(), strict=True)
        ]
        # the voter has read papers: it knows too little of what is common in talk
        likely = change.margin + OFTEN * sum(often) + float((shift[new] - shift[text.ids[at]]).sum())
        # the voter has learnt that most characters are right as they stand: here, ask it blindfold too, where that may tell
        if all(often) and chance_of(likely + (liking + BLIND) / 2) >= TOLD:
            liking = (liking + _blind_liking(voter, text, sentences, at, new)) / 2
        yield likely + liking


def mixed_up(alphabet: Alphabet) -> set[tuple[int, ...]]:
    """Numbers of the characters written and meant, of those that are often mixed up."""
    pairs = ("".join(pair) for group in MIXED_UP.split() for pair in permutations(group, 2))
    return {tuple(alphabet.encode(pair).tolist()) for pair in pairs if pair != NOT_SO}


def _liking(votes: Votes, text: Text, at: Numbers, new: Numbers) -> float:
    return float((votes.of(at, new) - votes.of(at, text.ids[at])).sum())


def _blind_liking(voter: Voter, text: Text, sentences: list[slice], at: Numbers, new: Numbers) -> float:
    """The same where the voter does not see what stands there."""
    liking = 0.0
    for place, meant in zip(at.tolist(), new.tolist(), strict=True):
        if line := sentence_around(sentences, place, place):
            expected = hidden_chances(voter, text, line, [place])[0]
            liking += float(expected[meant] - expected[text.ids[place]])
    return liking
