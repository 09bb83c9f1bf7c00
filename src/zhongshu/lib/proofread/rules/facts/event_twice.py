"""One meeting has one date all through a paper."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="facts.event_twice",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="同一次会议、活动前后写了两个日期",
    why="同一次会议、活动在文中有两个日期，至少有一处写错。",
    basis="本文前后文",
    since="0.2",
    confidence=0.88,
    exceptions=("常务会议、办公会议、调度会等一年多次的不查。", "写明届次、次数不同的不是同一次会议。"),
    wrong=(
        Correction(
            "4月8日召开的全县教育高质量发展大会作了部署。为落实4月9日召开的全县教育高质量发展大会精神，通知如下。",
            "4月8日召开的全县教育高质量发展大会作了部署。为落实4月8日召开的全县教育高质量发展大会精神，通知如下。",
        ),
        Correction(
            "全县防汛抗旱工作会议定于6月3日召开。全县防汛抗旱工作会议定于6月5日召开，请准时参加。",
            "全县防汛抗旱工作会议定于6月3日召开。全县防汛抗旱工作会议定于6月3日召开，请准时参加。",
        ),
    ),
    good=(
        "4月8日召开的县政府常务会议、5月9日召开的县政府常务会议",
        "2025年4月8日召开的全县教育大会，2026年4月9日召开的全县教育大会",
    ),
)

_DATE = r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_NAME = r"(?P<name>[一-龥“”]{4,24}?(?:大会|会议|全会|论坛|培训班|启动仪式|博览会|运动会|动员会))"
_BEFORE = re.compile(rf"{_DATE}(?:上午|下午)?(?:召开|举行|举办)的{_NAME}")
_AFTER = re.compile(rf"(?<![一-龥“”]){_NAME}(?:将|拟)?(?:定)?于{_DATE}(?:上午|下午)?(?:召开|举行|举办)")
_OFTEN = re.compile(
    r"常务会议|常委会|办公会|调度会|专题会|例会|联席会|党组会|全体会议|主任会议|电视电话会|委员会会议|常委会议"
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    known: dict[tuple[str, str | None], tuple[str, str]] = {}
    found = [*_BEFORE.finditer(manuscript.text), *_AFTER.finditer(manuscript.text)]
    for match in sorted(found, key=lambda item: item.start()):
        name = match["name"]
        if _OFTEN.search(name):
            continue
        day = (match["month"], match["day"])
        before = known.setdefault((name, match["year"]), day)
        if before != day:
            start = match.start("month")
            yield Hit(start, match.end("day") + 1, reason=f"前面“{name}”的日期是{before[0]}月{before[1]}日。")
