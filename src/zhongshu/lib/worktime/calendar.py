"""Which day is a workday: the office's own table first, then the State Council's published holidays, then weekends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import chinese_calendar

_SATURDAY = 5


@lru_cache(maxsize=4096)
def _published(day: date) -> bool:
    """The published calendar's answer; a year it does not know yet falls back to the plain weekend."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < _SATURDAY


def years_known() -> tuple[int, int]:
    """First and last year whose holiday arrangement is in the published data."""
    years = {day.year for day in chinese_calendar.holidays}
    return min(years), max(years)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The published calendar with an office's own exceptions laid over it.

    ``days_off`` and ``days_on`` win over everything: a local holiday, or a holiday arrangement of a year
    that the published data does not hold yet. A day may not be in both.
    """

    days_off: frozenset[date] = frozenset()
    days_on: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        both = self.days_off & self.days_on
        if both:
            raise ValueError(f"同一天既放假又上班：{min(both):%Y年%m月%d日}")

    @classmethod
    def of(cls, *, off: Iterable[date] = (), on: Iterable[date] = ()) -> "WorkCalendar":
        return cls(frozenset(off), frozenset(on))

    def is_workday(self, day: date) -> bool:
        if day in self.days_off:
            return False
        return day in self.days_on or _published(day)
