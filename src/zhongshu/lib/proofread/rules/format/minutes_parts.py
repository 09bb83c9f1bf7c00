"""Minutes say who was there."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.minutes_parts",
    gate=Gate.FORMAT,
    level=Level.CONSIDER,
    title="纪要没有出席人员",
    why="纪要在正文之后标注出席人员名单，有请假、列席的一并标注。",
    basis="GB/T 9704—2012《党政机关公文格式》10.3",
    since="0.1",
    confidence=0.85,
    exceptions=("正文开头写明参加人员的不报。",),
    wrong=(
        Correction(
            paper(kind="minutes", body="县长陈志远主持召开会议，研究春耕工作。"),
            paper(kind="minutes", body="县长陈志远主持召开会议，研究春耕工作。\n出席：陈志远　罗文斌"),
        ),
    ),
    good=(
        paper(kind="minutes", body="参加会议的有：罗文斌、宋国平。会议议定："),
        paper(kind="notice", body="请各单位负责同志参会。"),
    ),
)

_PRESENT = ("出席", "参加会议", "参会", "与会")


def find(manuscript: Manuscript) -> Iterator[Hit]:
    if manuscript.kind != "minutes" or not manuscript.body:
        return
    if not any(word in manuscript.text or word in manuscript.labels for word in _PRESENT):
        last = manuscript.body[-1]
        yield last.hit(max(0, len(last.text) - 1), len(last.text))
