"""报实情: signs that a report tells nothing new or rests on nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

#: Runs of this many characters are compared: long enough that office phrases alone do not make two reports alike.
RUN = 5
#: From this share of shared runs on a report counts as copied.
COPIED = 0.8
#: Shorter than this, and without a figure, a report says nothing that can be checked.
BARE = 25
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万]+(?:个|项|次|家|户|人|名|份|件|处|月|日|%)|百分之")


@dataclass(frozen=True, slots=True)
class Flag:
    """One sign, with the reason in words."""

    code: str
    why: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def plain(text: str) -> str:
    """Only what is said: no blanks, marks or digits, so that changing a date does not make an old report new."""
    return re.sub(r"[\W\d_]+", "", text)


def shared(new: str, old: str) -> float:
    """The share of ``new`` that stands in ``old`` already, 0 to 1; digits and punctuation do not count."""
    fresh, known = _runs(plain(new)), _runs(plain(old))
    return len(fresh & known) / len(fresh) if fresh else 0.0


def _runs(text: str) -> set[str]:
    return {text[i : i + RUN] for i in range(len(text) - RUN + 1)} if len(text) >= RUN else {text} - {""}


def flags(
    progress: str, *, evidence: int, earlier: Sequence[tuple[str, str]], others: Iterable[tuple[str, str]] = ()
) -> list[Flag]:
    """What looks wrong. ``earlier`` and ``others``: (name, text) of the matter's own reports and of other matters'."""
    found = []
    if not evidence:
        found.append(Flag("no_evidence", "没有附佐证材料（文件、照片、表格）"))
    name, share = max(
        ((name, shared(progress, text)) for name, text in (*earlier, *others)),
        key=lambda pair: pair[1],
        default=("", 0.0),
    )
    if share >= COPIED:
        found.append(Flag("copied", f"与{name}有 {share:.0%} 的文字相同"))
    if len(plain(progress)) < BARE and not _FIGURE.search(progress):
        found.append(Flag("bare", "进展只有一句话，没有数字、时间或对象，无法核对"))
    return found
