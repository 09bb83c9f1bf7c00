"""The office's own list of words."""

import re
from collections.abc import Iterator

from ...base import Base, Entry, EntryKind
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

_BASE = Base(
    (
        Entry(EntryKind.TERM, "县府", "县政府", reason="公文中用规范简称。"),
        Entry(EntryKind.FORMULA, "生态立县、产业强县战略", "生态立县、工业强县战略"),
    )
)

card = Card(
    id="language.office_terms",
    gate=Gate.LANGUAGE,
    level=Level.SHOULD,
    title="本机关的用语和固定提法",
    why="本机关的用语表、固定提法表规定了另一种写法。",
    basis="本机关用语表",
    since="0.2",
    confidence=0.95,
    exceptions=("规范写法里含有不用的写法时（“县政府”里的“县府”），不报。",),
    wrong=(
        Correction(paper(body="报县府同意。", base=_BASE), paper(body="报县政府同意。", base=_BASE)),
        Correction(
            paper(body="实施生态立县、产业强县战略。", base=_BASE),
            paper(body="实施生态立县、工业强县战略。", base=_BASE),
        ),
    ),
    good=("报县府同意。",),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    text = manuscript.text
    for entry in manuscript.base.of(EntryKind.TERM, EntryKind.FORMULA):
        for match in re.finditer(re.escape(entry.name), text):
            if _within_right(entry, text, match.start()):
                continue
            level = Level.MUST if entry.kind is EntryKind.FORMULA else Level.SHOULD
            should = f"应为“{entry.value}”。" if entry.value else "本机关不用这个词。"
            basis = f"（{entry.basis}）" if entry.basis else ""
            reason = f"“{entry.name}”{should}{entry.reason}{basis}"
            yield Hit(match.start(), match.end(), entry.value or None, reason, level)


def _within_right(entry: Entry, text: str, at: int) -> bool:
    """Whether the wrong words are part of the right ones standing there."""
    shift = entry.value.find(entry.name) if entry.value else -1
    return shift >= 0 and text.startswith(entry.value, at - shift) and at >= shift
