"""A word that is right by itself and wrong in this place."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...spelling.doubts import Doubt, hits

card = Card(
    id="language.words_in_context",
    gate=Gate.LANGUAGE,
    level=Level.SHOULD,
    title="易混词（据上下文）",
    why="这个词本身没有错，但从前后文看，这里通常用另一个读音相近的词。",
    basis="《现代汉语词典》（第7版）；法律法规和政府工作报告的用字统计（随软件的语言模型）",
    since="0.2",
    confidence=0.9,
    exceptions=(
        "人名、本单位词库里的词、同一篇里反复出现的写法不报；引语和书名里的，把握很大才报，并请对照原文；诗句里的只作提示。",
    ),
    wrong=(Correction("公民的权力和义务受法律保护", "公民的权利和义务受法律保护"),),
    good=("国家的一切权力属于人民，公民的合法权利受法律保护",),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    return hits(Doubt.CONFUSED, manuscript)
