"""A duration stated beside its first and last day."""

import re
from collections.abc import Iterator

from zhongshu.lib.numerals import to_int

from ...dates import Mention, mentions
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Passage
from ...rule import Card, Correction

card = Card(
    id="facts.duration",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="天数与起止日期不符",
    why="按起止日期数出来的天数与写明的天数不一致。",
    basis="本文日期验算",
    since="0.1",
    confidence=0.88,
    exceptions=("首尾两天算一天、算两天都不报。",),
    wrong=(
        Correction("培训时间为7月13日至16日，为期6天。", "培训时间为7月13日至16日，为期4天。"),
        Correction("2026年10月1日至7日放假，共8天。", "2026年10月1日至7日放假，共7天。"),
    ),
    good=("培训时间为7月13日至16日，为期4天。", "7月30日至8月2日，为期三天半。"),
)

_TO = re.compile(r"(?:至|到|—{1,2}|-|～)(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日")
_DAYS = re.compile(
    r"[^。；\n]{0,8}?[，（(](?:为期|历时|共|共计|会期)(?P<days>\d{1,3}|[一二两三四五六七八九十]{1,3})天(?!半)"
)
_LEAP_YEAR = 2000
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for passage in manuscript.passages:
        if "天" not in passage.text:
            continue
        for first in mentions(passage):
            yield from _check(passage, first)


def _check(passage: Passage, first: Mention) -> Iterator[Hit]:
    to = _TO.match(passage.text, first.end)
    stated = _DAYS.match(passage.text, to.end()) if to else None
    if to is None or stated is None:
        return
    last = Mention(to.start(), to.end(), first.year, int(to["month"] or first.month), int(to["day"]))
    begin, end = first.date(_LEAP_YEAR), last.date(_LEAP_YEAR)
    said = to_int(stated["days"])
    if begin is None or end is None or end < begin or said is None:
        return
    inclusive = (end - begin).days + 1
    if said not in {inclusive, inclusive - 1}:
        reason = f"{begin.month}月{begin.day}日至{end.month}月{end.day}日首尾都算是{inclusive}天。"
        yield passage.hit(stated.start("days"), stated.end("days"), reason=reason)
