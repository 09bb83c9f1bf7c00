"""A character typed twice."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...spelling.doubts import Doubt, hits

card = Card(
    id="language.doubled_characters",
    gate=Gate.LANGUAGE,
    level=Level.SHOULD,
    title="重字（据上下文）",
    why="同一个字连着出现了两遍，去掉一个才通顺。",
    basis="法律法规和政府工作报告的用字统计（随软件的语言模型）",
    since="0.2",
    confidence=0.9,
    exceptions=("“天天”“看看”这类叠词，前后两个词相接的（“目的的”），不报。",),
    wrong=(Correction("县级以上人民政政府应当加强监督", "县级以上人民政府应当加强监督"),),
    good=("以营利为目的的活动；家家户户天天打扫；人人有责",),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    return hits(Doubt.DOUBLED, manuscript)
