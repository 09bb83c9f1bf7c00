"""Bodies the office's own list says have another name now."""

import re
from collections.abc import Iterator

from ...base import Base, Entry, EntryKind
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...renaming import used_today
from ...rule import Card, Correction
from ...sample import paper

_BASE = Base((Entry(EntryKind.BODY, "明川县扶贫开发办公室", "明川县农业农村局"),))

card = Card(
    id="policy.renamed_bodies",
    gate=Gate.POLICY,
    level=Level.SHOULD,
    title="本地机构已经更名或撤并",
    why="本机关的机构名称表里，这个机构已经更名或者撤并。",
    basis="本机关机构名称表",
    since="0.2",
    confidence=0.9,
    exceptions=("写明“原”的、成文日期在更名之前的，不报。",),
    wrong=(
        Correction(
            paper(body="请明川县扶贫开发办公室牵头。", base=_BASE), paper(body="请明川县农业农村局牵头。", base=_BASE)
        ),
    ),
    good=(paper(body="原明川县扶贫开发办公室的职责划入农业农村局。", base=_BASE),),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for body in manuscript.base.of(EntryKind.BODY):
        for match in used_today(manuscript, re.compile(re.escape(body.name)), body.since):
            reason = f"“{body.name}”现为“{body.value}”。{body.reason}"
            yield Hit(match.start(), match.end(), body.value, reason)
