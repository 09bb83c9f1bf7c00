"""Two neighbours in the wrong order."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...spelling.doubts import Doubt, hits

card = Card(
    id="language.swapped_characters",
    gate=Gate.LANGUAGE,
    level=Level.SHOULD,
    title="两字颠倒",
    why="相邻两个字的先后疑似打反了。",
    basis="法律法规和政府工作报告的用字统计（随软件的语言模型）",
    since="0.2",
    confidence=0.9,
    exceptions=(
        "人名、本单位词库里的词、同一篇里反复出现的写法不报；引语和书名里的，把握很大才报，并请对照原文；诗句里的只作提示。",
    ),
    wrong=(Correction("县级以上人民府政应当加强监督", "县级以上人民政府应当加强监督"),),
    good=("县级以上人民政府应当加强监督检查",),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    return hits(Doubt.SWAPPED, manuscript)
