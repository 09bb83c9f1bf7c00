"""Old names said rightly: of the past, or of the renaming itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .manuscript import Manuscript

_PAST_BEFORE = re.compile(r"(?:原|旧称|曾称|前身是?|撤销|时为|改称前的?)[“（]?$")
_PAST_AFTER = re.compile(r"[”）]?[^，。；\n]{0,8}(?:更名|改名|改为|改称|撤销|撤市|撤县|撤并|并入|划入|旧址|原址|时期)")


def told_of_the_past(text: str, match: re.Match[str]) -> bool:
    """Whether the name is marked as a former one, or the sentence tells how it changed."""
    before = text[max(0, match.start() - 6) : match.start()]
    return bool(_PAST_BEFORE.search(before) or _PAST_AFTER.match(text, match.end()))


def used_today(manuscript: Manuscript, name: re.Pattern[str], since: date | None) -> Iterator[re.Match[str]]:
    """Where the old name stands as if it were still the name: not in a paper dated before it changed, nor said of the past."""
    if since and manuscript.document_date and manuscript.document_date < since:
        return
    for match in name.finditer(manuscript.text):
        if not told_of_the_past(manuscript.text, match):
            yield match
