"""The number announced and the number of things that follow."""

import re
from collections.abc import Iterator, Sequence

from zhongshu.lib.numerals import to_int

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Passage
from ...markers import heading_of, series_marks
from ...rule import Card, Correction

card = Card(
    id="facts.announced_count",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="说的项数与列的项数不一致",
    why="前面说几项，后面就应列几项；不一致多半是增删后忘了改数。",
    basis="本文前后文",
    since="0.1",
    confidence=0.9,
    exceptions=("“等几项”“其中几项”不是列举，不报。",),
    wrong=(
        Correction(
            "重点抓好三项工作：一是摸清底数，二是压实责任。",
            "重点抓好两项工作：一是摸清底数，二是压实责任。",
        ),
        Correction(
            "下面，我讲三点意见：\n一、提高认识\n要认真学习。\n二、压实责任\n要逐级负责。",
            "下面，我讲两点意见：\n一、提高认识\n要认真学习。\n二、压实责任\n要逐级负责。",
        ),
    ),
    good=(
        "重点抓好三项工作：一是摸清底数，二是压实责任，三是督促检查。",
        "全县有三个方面还不够好。一是会风，二是文风。",
        "讲两点意见：\n一、提高认识\n二、压实责任",
    ),
)

_NUMBER = r"(?P<number>[两二三四五六七八九十]{1,2}|\d{1,2})"
_INLINE = re.compile(
    rf"(?<![第前后其中每等一二三四五六七八九十\d]){_NUMBER}(?:个(?:方面|问题|环节|特点|重点)|项|点|条|件|类|种)[^，。；：\d]{{0,10}}：(?=一(?:是|要))"
)
_HEADED = re.compile(
    rf"(?:讲|谈|提出?|强调|作)(?:以下|如下)?{_NUMBER}(?:个方面|方面|点|层|条|项|个)(?:的)?(?:意见|要求|意思|体会|建议|希望|看法|问题)?[：。:]$"
)

_ANNOUNCEMENT, _REACH = 40, 200
"""Characters at a paragraph's end that may announce headings; paragraphs in which these are looked for."""


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for flow in manuscript.flows:
        for index, passage in enumerate(flow):
            yield from _inline(passage)
            announced = _HEADED.search(passage.text, max(0, len(passage.text) - _ANNOUNCEMENT))
            if announced:
                yield from _headed(passage, announced, flow[index + 1 : index + 1 + _REACH])


def _inline(passage: Passage) -> Iterator[Hit]:
    for match in _INLINE.finditer(passage.text):
        listed = _series_length(passage, match.end())
        yield from _compare(passage, match, listed)


def _series_length(passage: Passage, start: int) -> int:
    """How many 一是…二是… follow in unbroken order; 0 when they do not end within the passage's list."""
    last = 0
    for mark in series_marks(passage):
        if mark.start < start:
            continue
        if mark.number != last + 1:
            break
        last = mark.number
    return last


def _headed(passage: Passage, match: re.Match[str], following: Sequence[Passage]) -> Iterator[Hit]:
    numbers = [heading.number for line in following if (heading := heading_of(line.text)) and heading.level == 1]
    if len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)):
        yield from _compare(passage, match, len(numbers))


def _compare(passage: Passage, match: re.Match[str], listed: int) -> Iterator[Hit]:
    said = to_int(match["number"])
    if listed > 1 and said is not None and said != listed:
        yield passage.hit(match.start("number"), match.end("number"), reason=f"这里说{said}项，后面列了{listed}项。")
