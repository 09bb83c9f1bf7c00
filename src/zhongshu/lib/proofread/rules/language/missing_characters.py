"""A character left out."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...spelling.doubts import Doubt, hits

card = Card(
    id="language.missing_characters",
    gate=Gate.LANGUAGE,
    level=Level.CONSIDER,
    title="疑似漏字",
    why="这两个字连在一起从未见过，中间补一个字就很常见。",
    basis="法律法规和政府工作报告的用字统计（随软件的语言模型）",
    since="0.2",
    confidence=0.7,
    exceptions=("只作提示，请对照原意。",),
    wrong=(Correction("中华人民共国境内", "中华人民共和国境内"),),
    good=("中华人民共和国国务院各部门应当按照规定履行职责。",),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    return hits(Doubt.MISSING, manuscript)
