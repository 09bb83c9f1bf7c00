"""A paragraph that stands twice, and a title that is typed again as the first line of the body."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.repeated_paragraph",
    gate=Gate.FORMAT,
    level=Level.SHOULD,
    title="段落、标题重复",
    why="一字不差的段落出现两次，多半是粘贴了两遍；正文开头又打了一遍标题，印出来会重复。",
    basis="本文前后文",
    since="0.1",
    confidence=0.9,
    wrong=(
        Correction(
            "各乡镇要立即组织排查，发现隐患当场整改，并建立台账。\n各乡镇要立即组织排查，发现隐患当场整改，并建立台账。",
            "各乡镇要立即组织排查，发现隐患当场整改，并建立台账。",
        ),
        Correction(
            paper(title="关于召开会议的通知", body="关于召开会议的通知\n经研究，定于近日召开会议。"),
            paper(title="关于召开会议的通知", body="经研究，定于近日召开会议。"),
        ),
    ),
    good=("（一）未履行职责的；\n（二）滥用职权的。\n（一）未履行职责的；",),
)

_SHORTEST = 20
"""Shorter lines repeat by right: list items, labels, refrains."""


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for flow in manuscript.flows:
        seen: set[str] = set()
        for passage in flow:
            text = passage.text.strip()
            if len(text) >= _SHORTEST and text in seen and not text.startswith("|"):
                yield passage.hit(0, len(passage.text), reason="这一段前面已经有了。")
            seen.add(text)
    if manuscript.body and manuscript.title and manuscript.body[0].text.strip() == manuscript.title:
        first = manuscript.body[0]
        yield first.hit(0, len(first.text), "", "正文开头重复了标题。")
