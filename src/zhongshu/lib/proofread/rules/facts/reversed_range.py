"""A span of dates must not end before it begins."""

import re
from collections.abc import Iterator

from ...dates import Mention, mentions
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Passage
from ...rule import Card, Correction

card = Card(
    id="facts.reversed_range",
    gate=Gate.FACTS,
    level=Level.MUST,
    title="起止日期倒置",
    why="结束日期早于开始日期。",
    basis="公历历法",
    since="0.1",
    confidence=0.95,
    exceptions=("跨年而没有写后一个年份的（12月28日至1月3日）不报。",),
    wrong=(
        Correction("时间为2026年7月16日至2026年7月13日。", "时间为2026年7月13日至2026年7月16日。"),
        Correction("时间为2026年7月16日至7月13日。", "时间为2026年7月13日至7月16日。"),
        Correction("时间为7月16日—13日。", "时间为7月13日—16日。"),
    ),
    good=(
        "时间为2026年7月13日至16日，12月28日至1月3日放假，7月30日至8月2日培训。",
        "自2026年12月28日至2027年1月3日放假。",
    ),
)

_JOINT = re.compile(r"(?:（[^（）]{0,6}）)?(?:[上下]午|晚上|晚)?(?:至|到|—{1,2}|-|～|~)")
_DAY = re.compile(r"(\d{1,2})日")
_YEAR_TURN = 6
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for passage in manuscript.passages:
        known = list(mentions(passage))
        for mention in known:
            joint = _JOINT.match(passage.text, mention.end)
            if joint:
                yield from _check(passage, mention, joint.end(), known)


def _check(passage: Passage, first: Mention, at: int, known: list[Mention]) -> Iterator[Hit]:
    second = next((mention for mention in known if mention.start == at), None)
    if second is None:
        day = _DAY.match(passage.text, at)
        if day and int(day[1]) < first.day:
            yield passage.hit(first.start, day.end())
    elif _reversed(first, second):
        yield passage.hit(first.start, second.end)


def _reversed(first: Mention, second: Mention) -> bool:
    if second.year and first.year:
        return (second.year, second.month, second.day) < (first.year, first.month, first.day)
    if second.year:
        return False
    # 12月28日至1月3日 crosses the year; 7月16日至5月3日 hardly does.
    turns_year = first.month - second.month >= _YEAR_TURN
    return not turns_year and (second.month, second.day) < (first.month, first.day)
