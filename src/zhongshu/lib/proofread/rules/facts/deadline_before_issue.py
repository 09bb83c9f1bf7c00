"""What a paper asks for cannot be due before the paper exists."""

import datetime
import re
from collections.abc import Iterator

from ...dates import mentions
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="facts.deadline_before_issue",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="时限早于成文日期",
    why="要求别人在成文日期之前办完，收文单位无法做到。",
    basis="本文成文日期",
    since="0.1",
    confidence=0.88,
    wrong=(
        Correction(
            paper(kind="notice", body="请于2026年6月30日前报送。", date="2026-07-16"),
            paper(kind="notice", body="请于2026年7月30日前报送。", date="2026-07-16"),
        ),
        Correction(
            paper(kind="notice", body="请于7月10日前报送县政府办公室。", date="2026-07-16"),
            paper(kind="notice", body="请于7月20日前报送县政府办公室。", date="2026-07-16"),
        ),
    ),
    good=(
        paper(kind="notice", body="6月30日前已全部完成。请于次年1月10日前报送。", date="2026-12-16"),
        paper(kind="notice", body="请于1月10日前报送。", date="2026-12-16"),
    ),
)

_ORDER = re.compile(r"(?:请|须|务必|必须|应当?|要求)[^。；，]{0,12}(?:于|在)$")
_NEXT_YEAR = datetime.timedelta(days=180)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    issued = manuscript.document_date
    if issued is None:
        return
    for passage in manuscript.body:
        for mention in mentions(passage):
            due = mention.date(issued.year)
            ordered = _ORDER.search(passage.text, max(0, mention.start - 20), mention.start)
            if due is None or ordered is None or not passage.text.startswith("前", mention.end):
                continue
            # 12月的文件写“1月10日前”，指的是下一年。
            meant_next_year = mention.year is None and issued - due > _NEXT_YEAR
            if due < issued and not meant_next_year:
                reason = f"成文日期是{issued.year}年{issued.month}月{issued.day}日，时限已过。"
                yield passage.hit(mention.start, mention.end + 1, reason=reason)
