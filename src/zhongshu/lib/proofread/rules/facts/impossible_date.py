"""Dates that no calendar has: 2月30日, 13月1日, 2025年2月29日."""

from collections.abc import Iterator

from ...dates import mentions
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="facts.impossible_date",
    gate=Gate.FACTS,
    level=Level.MUST,
    title="日期不存在",
    why="日历上没有这一天。",
    basis="公历历法",
    since="0.1",
    confidence=0.99,
    wrong=(
        Correction("请于2026年9月31日前报送。", "请于2026年9月30日前报送。"),
        Correction("会议定于2025年2月29日召开。", "会议定于2025年2月28日召开。"),
        Correction("13月5日前完成。", "12月5日前完成。"),
    ),
    good=("2024年2月29日、12月31日、2月29日都可能存在。",),
)

_LEAP_YEAR = 2000
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for passage in manuscript.passages:
        for mention in mentions(passage):
            # Without a year, 29 February gets the benefit of the doubt.
            if mention.date(_LEAP_YEAR) is None:
                yield passage.hit(mention.start, mention.end, reason=_reason(mention.year, mention.month, mention.day))


def _reason(year: int | None, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"一年没有{month}月。"
    if month == 2 and day == 29:
        return f"{year}年是平年，2月没有29日。"
    return f"{month}月没有{day}日。"
