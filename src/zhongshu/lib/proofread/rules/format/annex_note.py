"""An annex note typed into the text: its form, and whether it is needed at all."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Passage
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.annex_note",
    gate=Gate.FORMAT,
    level=Level.SHOULD,
    title="附件说明的写法",
    why="附件说明写作“附件：1.名称”，序号用阿拉伯数字加下脚点，名称后不加标点；从附件栏添加附件时由系统生成，正文里不另打。",
    basis="GB/T 9704—2012《党政机关公文格式》7.3.4",
    since="0.1",
    confidence=0.92,
    wrong=(
        Correction("附件：1、会议日程安排", "附件：1.会议日程安排"),
        Correction("附件：会议日程安排。", "附件：会议日程安排"),
        Correction(
            paper(body="请遵照执行。\n附件：会议日程安排", annexes=("会议日程安排",)),
            paper(body="请遵照执行。", annexes=("会议日程安排",)),
        ),
    ),
    good=("附件：1.会议日程安排", "附件：会议日程安排"),
)

_NOTE = re.compile(r"附[ \u3000]?件[:：]")
_ITEM_MARK = re.compile(r"(?:附[ \u3000]?件[:：])?[ \u3000]*\d{1,2}(?P<mark>[、，:：])")
_END_MARK = re.compile(r"[。，；、,;.]$")


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for flow in manuscript.flows:
        for passage in flow:
            if _NOTE.match(passage.text):
                yield from _form(passage)
                if manuscript.annex_names:
                    reason = "附件说明由附件栏生成，正文里再打一遍会重复。"
                    yield passage.hit(0, len(passage.text), "", reason)


def _form(passage: Passage) -> Iterator[Hit]:
    mark = _ITEM_MARK.match(passage.text)
    if mark:
        yield passage.hit(mark.start("mark"), mark.end("mark"), ".", "附件序号后用下脚点。")
    end = _END_MARK.search(passage.text)
    if end:
        yield passage.hit(end.start(), end.end(), "", "附件名称后不加标点。")
