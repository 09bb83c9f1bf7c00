"""An idiom with a wrong character."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...spelling.doubts import Doubt, hits

card = Card(
    id="language.idiom_spelling",
    gate=Gate.LANGUAGE,
    level=Level.SHOULD,
    title="成语、四字词用字",
    why="这里疑似是一个成语或者四字词，其中有字写错。",
    basis="《汉语大词典》等辞书所收成语；法律法规和政府工作报告的用字统计（随软件的语言模型）",
    since="0.2",
    confidence=0.9,
    exceptions=(
        "人名、本单位词库里的词、同一篇里反复出现的写法不报；引语和书名里的，把握很大才报，并请对照原文；诗句里的只作提示。",
    ),
    wrong=(Correction("各地要因地治宜，制定实施细则", "各地要因地制宜，制定实施细则"),),
    good=("全党全国各族人民要再接再厉，奋勇前进",),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    return hits(Doubt.IDIOM, manuscript)
