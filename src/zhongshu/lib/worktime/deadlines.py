"""Deadlines in workdays.

A time limit is an ISO 8601 duration: ``P3D`` three workdays, ``P1W`` five workdays, ``PT4H`` four hours by the
clock, ``P1DT2H`` both. Months and years are refused: nobody in an office counts a time limit in them.
"""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from zhongshu.lib.refusal import Refused
from zhongshu.lib.worktime.calendar import WorkCalendar

WORKDAYS_A_WEEK = 5
LONGEST = 2000
_DURATION = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?")


def parse_duration(text: str) -> tuple[int, timedelta]:
    """``(workdays, clock time)`` of a duration; Refused when it is none or longer than 2,000 workdays."""
    found = _DURATION.fullmatch(text.strip())
    if not found or not any(found.groups()):
        raise Refused(
            f"“{text}”不是认识的时限。", remedy="请写成 P3D（三个工作日）、P1W（一周）、PT4H（四小时）这样的形式。"
        )
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    workdays = weeks * WORKDAYS_A_WEEK + days
    if workdays > LONGEST:
        raise Refused(f"时限“{text}”过长，最多 {LONGEST} 个工作日。")
    return workdays, timedelta(hours=hours, minutes=minutes)


def add_workdays(calendar: WorkCalendar, start: date, count: int) -> date:
    """The ``count``-th workday after ``start`` (before it when negative); ``start`` itself is not counted."""
    step = timedelta(days=1 if count >= 0 else -1)
    day, left = start, abs(count)
    while left:
        day += step
        left -= calendar.is_workday(day)
    return day


def add_duration(calendar: WorkCalendar, start: datetime, duration: str) -> datetime:
    """When a time limit that began at ``start`` ends.

    The time of day is kept for the workdays; ``start`` must be in the office's local time zone, because
    which day it is depends on it.
    """
    workdays, clock = parse_duration(duration)
    day = add_workdays(calendar, start.date(), workdays)
    return datetime.combine(day, start.timetz()) + clock


def workdays_between(calendar: WorkCalendar, start: date, end: date) -> int:
    """How many workdays lie after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
    if end < start:
        return -workdays_between(calendar, end, start)
    return _workdays(calendar, start, end)


@lru_cache(maxsize=4096)
def _workdays(calendar: WorkCalendar, start: date, end: date) -> int:
    """Counted once: the same deadlines are asked about all day long."""
    return sum(calendar.is_workday(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
