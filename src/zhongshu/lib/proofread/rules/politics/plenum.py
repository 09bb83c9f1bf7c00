"""Plenary sessions of the Party's central committees: only those that were held exist."""

import re
from collections.abc import Iterator

from zhongshu.lib.numerals import to_chinese, to_int

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="politics.plenum",
    gate=Gate.POLITICS,
    level=Level.MUST,
    title="中央全会届次不存在",
    why="这一届中央委员会没有开过这么多次全会。",
    basis="中央全会公报（十一届三中全会以来）",
    since="0.1",
    confidence=0.96,
    exceptions=("本届和以后各届还会召开新的全会，只查七次以内。",),
    wrong=(
        Correction("党的十八届八中全会", "党的十八届六中全会"),
        Correction("中共十九届九中全会", "中共十九届六中全会"),
    ),
    good=("党的十八届三中全会、十三届八中全会、二十届四中全会", "县政协十八届九中会议"),
)

_PLENUM = re.compile(
    r"(?<=[党共的产])?(?P<term>十[一二三四五六七八九]|二十)届(?P<number>[一二三四五六七八九十]{1,2})中全会"
)
_HELD = {11: 7, 12: 7, 13: 9, 14: 7, 15: 7, 16: 7, 17: 7, 18: 7, 19: 7}
_MOST = 8


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for match in _PLENUM.finditer(manuscript.text):
        term, number = to_int(match["term"]) or 0, to_int(match["number"]) or 0
        held = _HELD.get(term, _MOST)
        if number > held:
            reason = f"{to_chinese(term)}届中央委员会共举行{held}次全会，没有{match['number']}中全会。"
            yield Hit(match.start("number"), match.end("number"), reason=reason)
