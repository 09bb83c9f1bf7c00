"""Characters outside the everyday set: private use, compatibility forms, rare ones that are mostly slips."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="language.rare_characters",
    gate=Gate.LANGUAGE,
    level=Level.CONSIDER,
    title="生僻字、非规范字",
    why="这个字不在常用字范围内：可能是形近字选错了，也可能是别处复制来的自造字，收文单位未必显示得出来。",
    basis="《通用规范汉字表》（2013）；GB/T 2312—1980",
    since="0.2",
    confidence=0.8,
    exceptions=("人名、地名里的生僻字可以保留；同一篇里反复出现的不报。",),
    wrong=(
        Correction("加强组织\ue000领导", "加强组织领导"),
        Correction("三仼领导负责", "三任领导负责"),
    ),
    good=("堃、喆、玥、翀、祐等人名用字，砥砺奋进，勠力同心，瞭望台",),
)

_OUTSIDE = re.compile(r"[\ue000-\ufaff\U000f0000-\U0010ffff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_NAMES = frozenset("瞭祐堉玥晞釐浬璟甯昇乾堃喆邨淼犇叡翀勠镕祎珺昉赟嫣曌璘琚瑀晗燊焱旻昺炘峣")
"""Standard characters of names and terms that GB/T 2312 lacks."""

_ALIKE = dict(zip("仼囸犮旼眀亖氺朩仒仐乄丆", "任国发文明四水木今伞收下", strict=True))
"""Rare characters and the everyday ones they are taken for."""


def find(manuscript: Manuscript) -> Iterator[Hit]:
    text = manuscript.text
    if _everyday(text):
        return
    for match in _OUTSIDE.finditer(text):
        char = match.group()
        if "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000":
            yield Hit(match.start(), match.end(), "", "这是自造字区的字，别的电脑上显示不出来。", Level.SHOULD)
        elif not _everyday(char) and char not in _NAMES and text.count(char) == 1 and not _is_traditional(char):
            yield Hit(match.start(), match.end(), _ALIKE.get(char))


def _everyday(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_traditional(char: str) -> bool:
    """Those have a rule of their own."""
    try:
        return char.encode("big5")[:1] < b"\xc9"
    except UnicodeEncodeError:
        return False
