"""When the engine holds its tongue: names, quotations, verse, what a paper says again and again, words it must not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from .correction import Correction, Kind

SURE = 0.9
"""A correction this likely is told even inside a quotation."""
ONE_ONE = 0.999
"""Chance from which 一一 (one by one, a figure) is a slip all the same."""
CERTAIN = 0.75
"""A doubled character this likely is a slip of the hand even where it recurs."""
VERSE = 0.56
"""What remains of the chance of a correction inside verse, which has words of its own: worth a look, never more."""
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_TITLES = (
    "同志|书记|主任|县长|市长|区长|镇长|乡长|局长|处长|科长|部长|省长|厅长|司长|院长|校长|所长|站长|会长|主席|委员|代表|秘书长|"
    "总理|总书记|先生|女士|教授|博士|副主任|副书记|副县长|副市长|副区长|副局长|常委"
)
_NAMED = re.compile(f"(?P<name>[{_SURNAMES}][一-鿿]{{1,2}})(?:{_TITLES})")
_TITLED = re.compile(f"(?:{_TITLES})(?P<name>[{_SURNAMES}][一-鿿]{{1,2}})(?![一-鿿])")
_LISTED = re.compile(f"(?<=[、：　 ])(?P<name>[{_SURNAMES}][一-鿿]{{1,2}})(?=[、，。）　 \n]|$)")
_QUOTATION = re.compile(r"“[^“”\n]{5,}”|《[^《》\n]*》|‘[^‘’\n]{5,}’")
_VERSE = re.compile(
    "|".join(
        rf"(?<=“){line}，{line}(?![一-鿿，])|(?<![一-鿿，])(?:{line}，{line}[，。；！？\s]+){{2,}}"
        for line in ("[一-鿿]{5}", "[一-鿿]{7}")
    )
)
"""Two lines of five or seven characters in quotation marks, or four anywhere; two clauses of that length are prose."""
_TRIED = re.compile(r"([一-鿿])[一了不没]\1")
"""看一看, 看了看, 合不合, 有没有: no more to be touched than a name."""
AGAIN = 2
"""Places with the same characters that make a spelling the writer's own."""


_ALIKE = tuple(
    map(
        frozenset,
        (
            "一二三四五六七八九十百千万亿两零〇",
            "国省市县区乡镇村州盟旗",
            "他她它",
            "作做",
            "账帐",
            "甲乙丙丁",
            "上下左右前后",
            "东南西北",
            "年月日",
            "增减",
            "加减",
            "升降",
            "涨跌",
            "高低",
            "大小",
            "多少",
            "长短",
            "新旧",
            "内外",
            "进出",
            "买卖",
            "男女",
            "正副",
            "有无",
        ),
    )
)
"""Figures, ranks of places, pronouns, opposites, pairs that have rules of their own: one is never suggested for another."""


_FIGURES = frozenset("一二三四五六七八九十百千万亿两零〇")
_CAPITALS = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟萬")
_NUMERIC = _FIGURES | _CAPITALS | frozenset("第数几两半多")
"""What stands beside a figure that is one."""
_PARTICLES = frozenset("的地得")


@dataclass(frozen=True)
class Known:
    """What a place keeps to itself: words that are right whatever the model thinks (names, places, terms), beside ``phrases``."""

    words: frozenset[str] = frozenset()


def settle(text: str, corrections: tuple[Correction, ...], known: Known) -> Iterator[Correction]:
    """The corrections that may be told, some of them less loudly."""
    if not corrections:
        return
    names = _spans(text, _NAMED, "name") + _spans(text, _TITLED, "name") + _spans(text, _LISTED, "name")
    names += _spans(text, _TRIED)
    right = known.words | phrases()
    quotations, verse = _spans(text, _QUOTATION), _spans(text, _VERSE)
    for correction in corrections:
        if _is_known(text, correction, right) or not _is_decent(text, correction):
            continue
        if _is_others_business(text, correction):
            continue
        if correction.kind is Kind.MISTAKEN and _is_exchange(text[correction.start : correction.end], correction.new):
            continue
        certain = correction.kind is Kind.DOUBLED and correction.chance >= CERTAIN
        if not certain and (_touches(names, correction) or _recurs(text, correction)):
            continue
        in_verse = _touches(verse, correction)
        if (in_verse or _touches(quotations, correction)) and not (correction.chance >= SURE or certain):
            continue
        yield replace(correction, chance=VERSE) if in_verse else correction


def is_quoted(text: str, correction: Correction) -> bool:
    """Whether it stands in a title or in another's words, which have an original to be compared with."""
    return _touches(_spans(text, _QUOTATION), correction)


def _spans(text: str, pattern: re.Pattern[str], group: str | int = 0) -> list[tuple[int, int]]:
    return [match.span(group) for match in pattern.finditer(text)]


def _touches(spans: list[tuple[int, int]], correction: Correction) -> bool:
    return any(start < max(correction.end, correction.start + 1) and correction.start < end for start, end in spans)


def _is_exchange(old: str, new: str) -> bool:
    """Whether a figure takes the place of a figure, a county that of a province and so on."""
    changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    return any({one, other} <= alike for one, other in changed for alike in _ALIKE)


def _is_others_business(text: str, correction: Correction) -> bool:
    """Numbers and amounts in words have rules that count, where a figure is one; 的地得 are told apart from each other only,
    until one is surely none of them."""
    old = text[correction.start : correction.end]
    if correction.kind is Kind.DOUBLED:
        return (old == "一" and correction.chance < ONE_ONE) or bool(set(old) & _CAPITALS)
    if old and (set(old) <= _FIGURES or set(old) & _CAPITALS):
        around = text[max(0, correction.start - 1) : correction.start] + text[correction.end : correction.end + 1]
        alone = len(old) == 1 and not any(char in _NUMERIC or char.isdecimal() for char in around + correction.new)
        return not alone or correction.chance < SURE
    return old in _PARTICLES and correction.new not in _PARTICLES and correction.chance < SURE


def _recurs(text: str, correction: Correction) -> bool:
    """Whether the characters stand elsewhere with the same neighbours: nobody slips twice in the same way."""
    if correction.kind is Kind.MISSING:
        return False
    around = text[max(0, correction.start - 1) : correction.end + 1]
    return "\n" not in around and len(around) >= 3 and text.count(around) >= AGAIN


def _is_known(text: str, correction: Correction, words: frozenset[str]) -> bool:
    """Whether one of the words stands across the place."""
    longest = max(map(len, words))
    low = max(0, correction.start - longest + 1)
    return any(
        text[start:end] in words
        for start in range(low, correction.end)
        for end in range(correction.start + 1, min(len(text), start + longest) + 1)
    )


def _is_decent(text: str, correction: Correction) -> bool:
    """Whether the text would hold no forbidden word that it does not hold already."""
    before = text[max(0, correction.start - 4) : correction.start]
    after = text[correction.end : correction.end + 4]
    old, new = text[correction.start : correction.end], correction.new
    return not any(word in before + new + after and word not in before + old + after for word in forbidden())


@cache
def forbidden() -> frozenset[str]:
    """Words that are never suggested: vulgar ones, and those that make a slip of the pen an incident."""
    return _listed("forbidden.txt")


@cache
def phrases() -> frozenset[str]:
    """Words and phrases of offices that are right as they stand."""
    return _listed("phrases.txt")


def _listed(name: str) -> frozenset[str]:
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
