"""Sentences too long to be read aloud in one breath."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Role
from ...rule import Card, Correction

_LIMIT = 120

card = Card(
    id="language.long_sentence",
    gate=Gate.LANGUAGE,
    level=Level.CONSIDER,
    title=f"一句话超过{_LIMIT}个字",
    why="句子太长，读的人抓不住主干；可以拆成几句，或者分项列出。",
    basis="公文写作通例：文字精练、表述准确（《党政机关公文处理工作条例》第十九条（四））",
    since="0.1",
    confidence=0.8,
    exceptions=("用分号分项的，每一项单独计算。", "引号、括号里的文字不计入。"),
    wrong=(
        Correction(
            "各地各部门" + "要认真贯彻落实会议精神并结合实际研究提出切实可行的措施，" * 5 + "确保完成任务。",
            "各地各部门" + "要认真贯彻落实会议精神并结合实际研究提出切实可行的措施。" * 5 + "确保完成任务。",
        ),
    ),
    good=("各地各部门" + "要认真贯彻落实会议精神并结合实际研究提出切实可行的措施；" * 5 + "确保完成任务。",),
)

_SENTENCE = re.compile(r"[^。！？；：…\n]+")
_ASIDE = re.compile(r"“[^“”\n]*”|（[^（）\n]*）|《[^《》\n]*》")
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for passage in manuscript.of_role(Role.PARAGRAPH):
        if len(passage.text) <= _LIMIT:
            continue
        for match in _SENTENCE.finditer(passage.text):
            if match.end() - match.start() > _LIMIT:
                length = len(_ASIDE.sub("", match.group()))
                if length > _LIMIT:
                    yield passage.hit(match.start(), match.end(), reason=f"这一句有{length}个字，宜拆成几句。")
