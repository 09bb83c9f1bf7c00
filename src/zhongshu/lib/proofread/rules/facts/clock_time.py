"""Clock times that no clock shows, or that contradict the part of the day written before them."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="facts.clock_time",
    gate=Gate.FACTS,
    level=Level.MUST,
    title="时刻不存在或与上午、下午不符",
    why="一天只有24小时、一小时只有60分钟；“上午”不会是14时。",
    basis="GB/T 7408.1—2023《日期和时间 信息交换表示法》",
    since="0.1",
    confidence=0.95,
    wrong=(
        Correction("定于7月16日上午9:70召开。", "定于7月16日上午9:00召开。"),
        Correction("7月16日25时截止。", "7月16日24时截止。"),
        Correction("7月16日上午15:30召开。", "7月16日下午15:30召开。"),
    ),
    good=("7月16日上午9:00、下午3时30分、15:30、24时，比例为3:75，工作25小时。",),
)

_TIME = re.compile(
    r"(?:(?<=[日天午晨晚）])|(?<=午 ))(?:(?P<part>凌晨|早上|上午|下午|晚上|晚)[ ]?)?"
    r"(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2})|[时点](?P<minute2>\d{1,2})分|时(?!间|期|段|代|候))(?![:：\d])"
)
_BEFORE = re.compile(r"(凌晨|早上|上午|下午|晚上)[ ]?$")
_HOURS = {"凌晨": range(0, 7), "早上": range(4, 12), "上午": range(0, 13), "下午": range(0, 20), "晚上": range(0, 25)}
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for passage in manuscript.passages:
        for match in _TIME.finditer(passage.text):
            hour, minute = int(match["hour"]), int(match["minute"] or match["minute2"] or 0)
            before = _BEFORE.search(passage.text, max(0, match.start("hour") - 3), match.start("hour"))
            start, end = match.start("hour"), match.end()
            if hour > 24 or minute > 59 or (hour == 24 and minute):
                yield passage.hit(
                    start, end, reason=f"没有{match.group()[match.start('hour') - match.start() :]}这个时刻。"
                )
            elif before and hour not in _HOURS[before[1]]:
                yield passage.hit(before.start(1), end, reason=f"{hour}时不在{before[1]}。", level=Level.SHOULD)
