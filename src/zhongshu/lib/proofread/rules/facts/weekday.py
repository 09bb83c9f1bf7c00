"""A date and the weekday written beside it must agree."""

import datetime
import re
from collections.abc import Iterator

from ...dates import Mention, mentions
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="facts.weekday",
    gate=Gate.FACTS,
    level=Level.MUST,
    title="日期与星期不符",
    why="日期与旁边写的星期对不上，会让人走错一天。",
    basis="公历历法",
    since="0.1",
    confidence=0.97,
    exceptions=("没有写年份的日期按成文日期前后推算；没有成文日期的不查。",),
    wrong=(
        Correction("定于2026年7月16日（星期五）召开。", "定于2026年7月16日（星期四）召开。"),
        Correction("定于2026年7月16日周五上午召开。", "定于2026年7月16日周四上午召开。"),
        Correction(
            paper(body="定于7月16日（星期二）召开。", date="2026-07-10"),
            paper(body="定于7月16日（星期四）召开。", date="2026-07-10"),
        ),
    ),
    good=("定于2026年7月16日（星期四）召开，7月17日（周五）返程。",),
)

_NAMES = "一二三四五六日"
_WEEKDAY = re.compile(r"[（(，]?(?:星期|周|礼拜)([一二三四五六日天])(?![一-龥]?(?:岁|年|期|至|到))")


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for passage in manuscript.passages:
        for mention in mentions(passage):
            match = _WEEKDAY.match(passage.text, mention.end)
            date = _date(mention, manuscript.document_date) if match else None
            if match is None or date is None:
                continue
            right = _NAMES[date.weekday()]
            if match[1].replace("天", "日") != right:
                reason = f"{date.year}年{date.month}月{date.day}日是星期{right}，请核对是日期错还是星期错。"
                yield passage.hit(match.start(1), match.end(1), right, reason)


def _date(mention: Mention, issued: datetime.date | None) -> datetime.date | None:
    """The date meant: without a year, the one nearest to the date of the paper."""
    if mention.year or issued is None:
        return mention.date()
    near = [date for year in range(issued.year - 1, issued.year + 2) if (date := mention.date(year))]
    return min(near, key=lambda date: abs((date - issued).days), default=None)
