"""How papers are kept: for how long, under which number."""

from pypinyin import Style, lazy_pinyin

from zhongshu.apps.archive.models import Retention
from zhongshu.apps.org.models import Unit

#: What a paper of each kind is usually kept for; the archivist decides. An organ's own papers of record are permanent.
USUAL_RETENTION = {
    "resolution": Retention.PERMANENT,
    "decision": Retention.PERMANENT,
    "order": Retention.PERMANENT,
    "communique": Retention.PERMANENT,
    "proclamation": Retention.PERMANENT,
    "reply": Retention.PERMANENT,
    "motion": Retention.PERMANENT,
    "minutes": Retention.PERMANENT,
    "request": Retention.PERMANENT,
    "report": Retention.PERMANENT,
    "opinion": Retention.THIRTY_YEARS,
    "public_notice": Retention.THIRTY_YEARS,
    "circular": Retention.THIRTY_YEARS,
    "notice": Retention.THIRTY_YEARS,
    "letter": Retention.TEN_YEARS,
}


def usual_retention(kind: str) -> Retention:
    """The usual term for a kind; what is not a statutory kind is kept ten years."""
    return USUAL_RETENTION.get(kind, Retention.TEN_YEARS)


def category_code(unit: Unit | None) -> str:
    """机构代码: the initials of the unit's name, at most six letters (办公室 → BGS)."""
    name = unit.name if unit else "办公室"
    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).upper()
    return "".join(char for char in letters if char.isascii() and char.isalnum())[:6] or "QT"


def reference(fonds: str, year: int, retention: str, category: str, serial: int) -> str:
    """档号 such as Z109-WS·2026-Y-BGS-0001 (DA/T 13-2022: fonds, class, year, term, unit, item)."""
    return f"{fonds}-WS·{year}-{retention}-{category}-{serial:04d}"
