"""一是…二是…三是… without gaps and without repetition."""

from collections.abc import Iterator

from zhongshu.lib.numerals import to_chinese

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...markers import heading_of, series_marks
from ...rule import Card, Correction

card = Card(
    id="format.series_gaps",
    gate=Gate.FORMAT,
    level=Level.SHOULD,
    title="“一是二是”跳号、重号",
    why="“一是……二是……”这类序次语应当连续；跳号、重号多半是增删后忘了改。",
    basis="本文前后文",
    since="0.1",
    confidence=0.92,
    wrong=(
        Correction("一是提高认识，二是压实责任，四是督促检查。", "一是提高认识，二是压实责任，三是督促检查。"),
        Correction("一要学习，二要讨论，二要落实。", "一要学习，二要讨论，三要落实。"),
    ),
    good=(
        "一是提高认识，要做到：一要学习，二要讨论；二是压实责任；三是督促检查。",
        "一是提高认识。\n二是压实责任。\n二、督促检查\n一是专人负责。",
    ),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for flow in manuscript.flows:
        last: dict[str, int] = {}
        for passage in flow:
            if heading_of(passage.text):
                last.clear()
            for mark in series_marks(passage):
                before = last.get(mark.row, 0)
                # A series may begin with any number where its beginning is not in sight.
                if before and mark.number not in {1, before + 1} and mark.number < 100:
                    reason = f"前一个是“{to_chinese(before)}{mark.row}”，这里是“{to_chinese(mark.number)}{mark.row}”。"
                    yield passage.hit(mark.start, mark.end + 1, reason=reason)
                last[mark.row] = mark.number
