"""Numbers of copies as people write them: 1-20、35."""

import re
from collections.abc import Iterable

_PARTS = re.compile(r"[、，,；;\s]+")
_SPAN = re.compile(r"0*(\d{1,6})(?:[-—–~～至]+0*(\d{1,6}))?")
MOST = 5000


def parse_numbers(text: str) -> list[int]:
    """The numbers named, in order, each once. ValueError with the words that are no numbers."""
    found: set[int] = set()
    for part in filter(None, _PARTS.split(text.strip().replace("号", ""))):
        match = _SPAN.fullmatch(part)
        if match is None:
            raise ValueError(part)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last or last - first >= MOST:
            raise ValueError(part)
        found.update(range(first, last + 1))
        if len(found) > MOST:
            raise ValueError(part)
    return sorted(found)


def spans(numbers: Iterable[int]) -> str:
    """1, 2, 3, 7 → 000001—000003、000007."""
    rows: list[list[int]] = []
    for number in sorted(set(numbers)):
        if rows and rows[-1][1] == number - 1:
            rows[-1][1] = number
        else:
            rows.append([number, number])
    return "、".join(f"{a:06d}" if a == b else f"{a:06d}—{b:06d}" for a, b in rows)
