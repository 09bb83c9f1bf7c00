"""The date of a meeting or event that is on record."""

import datetime
import re
from collections.abc import Iterator

from ...base import Entry, EntryKind
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="facts.event_date",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="会议、事件的日期与记载不符",
    why="这次会议、这件事有确定的日期，文中写的不在那几天。",
    basis="会议和事件表（党的代表大会、中央全会公报等）",
    since="0.2",
    confidence=0.93,
    exceptions=("只写年、月的，年、月相符就不报。",),
    wrong=(
        Correction("2024年8月召开的党的二十届三中全会", "2024年7月召开的党的二十届三中全会"),
        Correction("党的二十大于2022年9月16日召开", "党的二十大于2022年10月16日召开"),
        Correction("党的十八届三中全会（2014年11月）", "党的十八届三中全会（2013年11月）"),
    ),
    good=("2022年10月召开的党的二十大，2022年10月16日至22日召开的二十大，2024年召开的党的二十届三中全会",),
)

_DATE = r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"
_HELD = r"(?:在[一-龥]{2,8})?(?:召开|举行|开幕|闭幕|胜利召开|成功召开|胜利闭幕|通过)"
_PARTY = "(?:中国共产党|中共|党的)?"


def find(manuscript: Manuscript) -> Iterator[Hit]:
    text = manuscript.text
    for event in manuscript.base.of(EntryKind.EVENT):
        if event.name not in text or event.since is None:
            continue
        name = rf"(?<![十一二三四五六七八九]){_PARTY}{re.escape(event.name)}"
        before = re.compile(rf"{_DATE}(?:，)?{_HELD}的{name}(?!会?代表)")
        after = re.compile(rf"{name}(?:于|是在|在|（)(?:北京)?{_DATE}(?={_HELD}|）|至)")
        for pattern in (before, after):
            for match in pattern.finditer(text):
                if not _agrees(event, match):
                    yield Hit(match.start("year"), _end(match), reason=_reason(event))


def _end(match: re.Match[str]) -> int:
    ends = [match.end(name) + 1 for name in ("year", "month", "day") if match[name]]
    return max(ends)


def _agrees(event: Entry, match: re.Match[str]) -> bool:
    first, last = event.since, event.until or event.since
    assert first is not None
    assert last is not None
    year = int(match["year"])
    if not match["month"]:
        return first.year <= year <= last.year
    month = (year, int(match["month"]))
    if not match["day"]:
        return (first.year, first.month) <= month <= (last.year, last.month)
    try:
        return first <= datetime.date(*month, int(match["day"])) <= last
    except ValueError:
        return True  # a day that does not exist has a rule of its own


def _reason(event: Entry) -> str:
    first, last = event.since, event.until
    assert first is not None
    said = f"{first.year}年{first.month}月{first.day}日"
    if last and last != first:
        said += f"至{last.month}月{last.day}日" if last.month != first.month else f"至{last.day}日"
    return f"“{event.name}”的日期是{said}。"
