"""Dates in a text, as written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .manuscript import Passage

_DATE = re.compile(r"(?<!\d)(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a passage; ``year`` is None when it is not written. The numbers may form no real date."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    def date(self, year: int | None = None) -> datetime.date | None:
        """The calendar date, with ``year`` standing in for a missing one; None when there is no such day."""
        full = self.year or year
        if full is None:
            return None
        try:
            return datetime.date(full, self.month, self.day)
        except ValueError:
            return None


def mentions(passage: Passage) -> Iterator[Mention]:
    """Dates written with Arabic digits, in order."""
    for match in _DATE.finditer(passage.text):
        year = int(match["year"]) if match["year"] else None
        yield Mention(match.start(), match.end(), year, int(match["month"]), int(match["day"]))
