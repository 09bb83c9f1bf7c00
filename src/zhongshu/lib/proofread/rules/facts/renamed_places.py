"""Counties, cities and districts that have another name now."""

import re
from collections.abc import Iterator

from ...base import EntryKind
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...renaming import told_of_the_past
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
        at = manuscript.text.find(place.name)
        if at < 0 or (place.since and manuscript.document_date and manuscript.document_date < place.since):
            continue
        for match in re.finditer(re.escape(place.name), manuscript.text[at:]):
            begin, end = match.start() + at, match.end() + at
            whole = re.compile(re.escape(place.name)).match(manuscript.text, begin)
            if whole and not told_of_the_past(manuscript.text, whole):
                when = f"{place.since.year}年起" if place.since else ""
                yield Hit(begin, end, place.value, f"“{place.name}”{when}为“{place.value}”。{place.reason}")
