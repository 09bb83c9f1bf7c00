"""Counties, cities and districts that have another name now."""

import re
from collections.abc import Iterator

from ...base import EntryKind
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...renaming import used_today
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="facts.renamed_places",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="行政区划已经更名或调整",
    why="这个行政区划已经更名、撤并，现在的事要用现在的名称。",
    basis="国务院关于行政区划调整的批复；民政部《中华人民共和国行政区划》",
    since="0.2",
    confidence=0.88,
    exceptions=("写明“原”的、叙述更名经过的、成文日期在更名之前的，不报。",),
    wrong=(
        Correction("赴襄樊市、莱芜市考察。", "赴襄阳市、济南市莱芜区考察。"),
        Correction("来自上海市闸北区的企业。", "来自上海市静安区的企业。"),
    ),
    good=("原襄樊市，襄樊市更名为襄阳市。", paper(body="赴莱芜市考察。", date="2016-05-01")),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for place in manuscript.base.of(EntryKind.PLACE):
        if place.name not in manuscript.text:
            continue
        for match in used_today(manuscript, re.compile(re.escape(place.name)), place.since):
            when = f"{place.since.year}年起" if place.since else ""
            reason = f"“{place.name}”{when}为“{place.value}”。{place.reason}"
            yield Hit(match.start(), match.end(), place.value, reason)
