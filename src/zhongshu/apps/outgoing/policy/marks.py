"""Secrecy marks carried by the words themselves: what they would mean if they were true."""

import re
from collections.abc import Iterable

from zhongshu.apps.access.policy import BY_LABEL, Secrecy, refuse_above_ceiling
from zhongshu.lib.document import Document, whole_text

#: "机密★10年", "绝密 ★长期" anywhere; or a line that is nothing but a level and, perhaps, its period.
_MARK = re.compile(
    r"(绝密|机密|秘密)\s*[★☆]|^\s*[【\[(（]?(绝密|机密|秘密)[】\])）]?\s*(?:\d+\s*[年月天]|长期)?\s*$", re.MULTILINE
)


def level_in(texts: Iterable[str]) -> Secrecy:
    """The highest level marked anywhere in the texts; PUBLIC where there is no mark."""
    found = [BY_LABEL[match[1] or match[2]] for text in texts for match in _MARK.finditer(text)]
    return max(found, default=Secrecy.PUBLIC)


def refuse_marked(texts: Iterable[str]) -> None:
    """Refused when the words carry a mark above what this server may hold: nothing of them is kept."""
    refuse_above_ceiling(level_in(texts))


def refuse_secret(document: Document) -> Secrecy:
    """The level of a document that may be kept here. Refused when its level, or a mark in its words, is above the ceiling."""
    level = BY_LABEL.get(document.secrecy_level.label, Secrecy.PUBLIC)
    refuse_above_ceiling(level)
    refuse_marked([whole_text(document)])
    return level
