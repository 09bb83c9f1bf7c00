"""A notice comes before its meeting, the minutes after it."""

import re
from collections.abc import Iterator

from ...dates import mentions
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="facts.meeting_order",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="通知、会议、纪要的先后颠倒",
    why="通知里的会议应当在成文日期之后召开，纪要所记的会议应当在成文日期之前召开。",
    basis="本文成文日期",
    since="0.2",
    confidence=0.9,
    wrong=(
        Correction(
            paper(kind="notice", body="定于2026年7月10日召开全县防汛会议。", date="2026-07-16"),
            paper(kind="notice", body="定于2026年7月20日召开全县防汛会议。", date="2026-07-16"),
        ),
        Correction(
            paper(kind="minutes", body="2026年7月20日，县长陈志远主持召开县政府常务会议。", date="2026-07-16"),
            paper(kind="minutes", body="2026年7月10日，县长陈志远主持召开县政府常务会议。", date="2026-07-16"),
        ),
    ),
    good=(
        paper(kind="notice", body="7月10日召开的会议已经部署，定于7月20日召开现场会。", date="2026-07-16"),
        paper(kind="notice", body="定于1月6日召开会议。", date="2026-12-30"),
    ),
)

_WILL = re.compile(r"(?:定于|将于|拟于|兹定于)$")
_HELD = re.compile(
    r"(?:（[^（）\n]{1,6}）)?(?:上午|下午)?(?:\d{1,2}[:：时]\d{0,2}分?)?(?:在[^，。；\n]{2,20})?(?:召开|举行|举办)"
)
_WAS = re.compile(r"(?:（[^（）\n]{1,6}）)?(?:上午|下午)?，[^。；\n]{2,30}主持召开")
_YEAR_TURN = 180


def find(manuscript: Manuscript) -> Iterator[Hit]:
    issued = manuscript.document_date
    if issued is None or manuscript.kind not in {"notice", "minutes"}:
        return
    said = f"成文日期是{issued.year}年{issued.month}月{issued.day}日"
    for passage in manuscript.body:
        for mention in mentions(passage):
            day = mention.date(issued.year)
            if day is None or (mention.year is None and abs((day - issued).days) > _YEAR_TURN):
                continue
            will = _WILL.search(passage.text, max(0, mention.start - 4), mention.start)
            if manuscript.kind == "notice" and will and day < issued and _HELD.match(passage.text, mention.end):
                yield passage.hit(mention.start, mention.end, reason=f"{said}，会议却在那之前。")
            elif manuscript.kind == "minutes" and day > issued and _WAS.match(passage.text, mention.end):
                yield passage.hit(mention.start, mention.end, reason=f"{said}，会议却在那之后。")
