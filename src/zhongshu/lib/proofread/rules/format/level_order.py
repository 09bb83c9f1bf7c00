"""Headings go down one level at a time: 一、 （一） 1. （1）."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...markers import heading_of
from ...rule import Card, Correction

card = Card(
    id="format.level_order",
    gate=Gate.FORMAT,
    level=Level.CONSIDER,
    title="结构层次越级",
    why="结构层次序数依次用“一、”“（一）”“1.”“（1）”标注，一般不越级；层次少的，也宜先用“一、”再用“（一）”。",
    basis="GB/T 9704—2012《党政机关公文格式》7.3.3",
    since="0.1",
    confidence=0.75,
    wrong=(
        Correction("一、总体要求\n（1）提高认识\n（2）压实责任", "一、总体要求\n（一）提高认识\n（二）压实责任"),
        Correction("1.总体要求\n（一）提高认识\n（二）压实责任", "一、总体要求\n（一）提高认识\n（二）压实责任"),
    ),
    good=(
        "一、总体要求\n（一）提高认识\n1.学习文件\n（1）逐条学\n二、重点任务\n（一）摸底",
        "一、总体要求\n1.提高认识\n2.压实责任",
    ),
)

_NAMES = ("", "一、", "（一）", "1.", "（1）")
_WIDEST_STEP = 2


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for flow in manuscript.flows:
        above: list[int] = []
        for passage in flow:
            mark = heading_of(passage.text)
            if mark is None:
                continue
            under = next((level for level in reversed(above) if level < mark.level), 0)
            # 一、 straight to 1. is widely used for two levels; one more step down is not.
            skipped = under and mark.level - under > _WIDEST_STEP
            # （一） below 1. turns the order upside down.
            upside_down = mark.level == 2 and mark.number == 1 and above and above[-1] == 3 and 1 not in above
            if skipped or upside_down:
                reason = f"“{_NAMES[above[-1]]}”下面用了“{_NAMES[mark.level]}”。"
                yield passage.hit(mark.start, mark.end, reason=reason)
            above = [level for level in above if level < mark.level] + [mark.level]
