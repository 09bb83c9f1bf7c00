"""Characters of like sound or shape in each other's place."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...spelling.doubts import Doubt, hits

card = Card(
    id="language.spelling",
    gate=Gate.LANGUAGE,
    level=Level.SHOULD,
    title="错别字",
    why="这几个字放在这里很少见，换成同音或者形近的字就很常见，多半是打字时选错了字。",
    basis="法律法规和政府工作报告的用字统计（随软件的语言模型）；《中华人民共和国国家通用语言文字法》第五条",
    since="0.2",
    confidence=0.9,
    exceptions=(
        "人名、本单位词库里的词、同一篇里反复出现的写法不报；引语和书名里的，把握很大才报，并请对照原文；诗句里的只作提示。",
    ),
    wrong=(
        Correction("有关部门要积极佩合，实现信息共享", "有关部门要积极配合，实现信息共享"),
        Correction("各级人民政府应当加强组识领导", "各级人民政府应当加强组织领导"),
    ),
    good=(
        "各级人民政府应当加强对安全生产工作的领导，支持、督促各有关部门依法履行安全生产监督管理职责。",
        "我们要坚持稳中求进工作总基调，全面贯彻新发展理念，扎实推进高质量发展。",
    ),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    return hits(Doubt.SPELLING, manuscript)
