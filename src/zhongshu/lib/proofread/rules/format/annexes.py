"""What the body says of annexes, and the annexes there are."""

import re
from collections.abc import Iterator

from zhongshu.lib.numerals import to_int

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Role
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.annexes",
    gate=Gate.FORMAT,
    level=Level.MUST,
    title="正文提到的附件与所附附件",
    why="正文提到的附件必须附上，编号要对得上，名称不重复。",
    basis="GB/T 9704—2012《党政机关公文格式》7.3.4、7.3.7",
    since="0.1",
    confidence=0.94,
    exceptions=("提到别的文件的附件（“《……》的附件”“原附件”）不报。",),
    wrong=(
        Correction(
            paper(body="具体安排见附件3。", annexes=("日程安排", "座次图")),
            paper(body="具体安排见附件2。", annexes=("日程安排", "座次图")),
        ),
        Correction(paper(body="名额分配见附件。"), paper(body="名额分配见附件。", annexes=("名额分配表",))),
        Correction(paper(annexes=("登记表", "登记表")), paper(annexes=("登记表", "审核表"))),
    ),
    good=(
        paper(body="请填写登记表（附件1）和审核表（附件2）。", annexes=("登记表", "审核表")),
        paper(body="按照《通知》附件3执行。"),
    ),
)

_NUMBERED = re.compile(r"(?<![》的原其])附件[ ]?(\d{1,2}|[一二三四五六七八九十]{1,3})(?![\d号日月年])")
_BARE = re.compile(r"(?<=[见按照详如])附件(?=[。，；、）所]|$)|(?<![》的])(?:附后|附表)(?=[。，；）])")


def find(manuscript: Manuscript) -> Iterator[Hit]:
    if not manuscript.whole:
        return
    count = len(manuscript.annex_names)
    for passage in manuscript.body:
        for match in _NUMBERED.finditer(passage.text):
            number = to_int(match[1]) or 0
            if number > count and not _is_note(passage.text):
                have = f"本文只有{count}个附件。" if count else "本文没有附件。"
                yield passage.hit(match.start(), match.end(), reason=have)
        if not count:
            for match in _BARE.finditer(passage.text):
                yield passage.hit(match.start(), match.end(), reason="本文没有附件。")
    yield from _twice(manuscript)


def _is_note(line: str) -> bool:
    """A typed annex note (附件：1.…) has a rule of its own."""
    return line.startswith("附件")


def _twice(manuscript: Manuscript) -> Iterator[Hit]:
    seen: set[str] = set()
    for passage in manuscript.of_role(Role.ANNEX_NAME):
        if passage.text in seen:
            yield passage.hit(0, len(passage.text), reason="有两个附件同名。")
        seen.add(passage.text)
