"""Headings are numbered without gaps and without repetition."""

import re
from collections import defaultdict
from collections.abc import Iterator

from zhongshu.lib.numerals import to_chinese

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...markers import heading_of
from ...rule import Card, Correction

card = Card(
    id="format.numbering_gaps",
    gate=Gate.FORMAT,
    level=Level.MUST,
    title="层次序号跳号、重号",
    why="同一层次的序号应当连续；跳号、重号多半是增删后忘了改。",
    basis="GB/T 9704—2012《党政机关公文格式》7.3.3",
    since="0.1",
    confidence=0.93,
    exceptions=("序号从一重新开始，或者接着前面的序号往下编，都不报。",),
    wrong=(
        Correction("一、提高认识\n二、压实责任\n四、督促检查", "一、提高认识\n二、压实责任\n三、督促检查"),
        Correction("（一）摸底\n（二）排查\n（二）整改", "（一）摸底\n（二）排查\n（三）整改"),
    ),
    good=(
        "一、提高认识\n（一）学习\n（二）讨论\n二、压实责任\n（一）分工\n（二）落实",
        "一、提高认识\n（一）学习\n（二）讨论\n二、压实责任\n（三）分工\n（四）落实",
    ),
)

_ANNEX_NOTE = re.compile(r"附[ 　]?件[:：] ?1[.．、]")
"""附件：1.… begins a row that goes on with 2.… on the next line."""

_FORMS = {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for flow in manuscript.flows:
        last: dict[int, int] = defaultdict(int)
        for passage in flow:
            mark = heading_of(passage.text)
            if _ANNEX_NOTE.match(passage.text):
                last[3] = 1
            if mark is None:
                continue
            before = last[mark.level]
            # A bare text may be an excerpt that begins in the middle.
            begins = not before and (mark.number == 1 or not manuscript.whole)
            if mark.number not in {1, before + 1} and not begins:
                yield passage.hit(mark.start, mark.end, reason=_reason(mark.level, before, mark.number))
            last[mark.level] = mark.number


def _reason(level: int, before: int, number: int) -> str:
    if not before:
        return f"这一层的第一个序号是{_written(level, number)}，前面没有{_written(level, 1)}。"
    what = "重号" if number <= before else "跳号"
    return f"前一个是{_written(level, before)}，这里是{_written(level, number)}，{what}。"


def _written(level: int, number: int) -> str:
    in_words = level <= 2 and 1 <= number <= 99
    return f"“{_FORMS[level].format(to_chinese(number) if in_words else number)}”"
