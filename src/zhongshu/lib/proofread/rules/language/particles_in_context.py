"""的, 地, 得 judged by what stands around."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...spelling.doubts import Doubt, hits

card = Card(
    id="language.particles_in_context",
    gate=Gate.LANGUAGE,
    level=Level.SHOULD,
    title="的、地、得（据上下文）",
    why="从前后文看，这里通常用另一个助词：定语后用“的”，状语后用“地”，补语前用“得”。",
    basis="《现代汉语词典》（第7版）；法律法规和政府工作报告的用字统计（随软件的语言模型）",
    since="0.2",
    confidence=0.9,
    exceptions=(
        "人名、本单位词库里的词、同一篇里反复出现的写法不报；引语和书名里的，把握很大才报，并请对照原文；诗句里的只作提示。",
    ),
    wrong=(Correction("维护各方面得合法权益", "维护各方面的合法权益"),),
    good=("充分发挥各方面的积极性，不断地完善制度，工作做得更好",),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    return hits(Doubt.PARTICLE, manuscript)
