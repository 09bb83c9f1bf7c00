"""催办: at which moments a paper's deadline is spoken of. The same stage is never spoken of twice."""

from dataclasses import dataclass
from datetime import datetime, time

from zhongshu.lib.worktime import WorkCalendar, add_workdays, workdays_between

#: Workdays before the deadline at which the holder is first reminded, by urgency; 0 is the morning of the day itself.
AHEAD = {"": 2, "urgent": 1, "extra_urgent": 0}
#: Workdays without any movement after which a paper is called silent, by urgency.
SILENT = {"": 5, "urgent": 2, "extra_urgent": 1}
OPENS, CLOSES = time(8, 30), time(17, 30)


@dataclass(frozen=True)
class Stage:
    """What is to be said now: ``key`` names the occasion, ``word`` is read by people, ``superior`` is told as well."""

    key: str
    word: str
    superior: bool


def stage_of(due: datetime, urgency: str, now: datetime, calendar: WorkCalendar) -> Stage | None:
    """The stage a deadline is at; both times local. Late papers have one stage each workday."""
    if now > due:
        days = workdays_between(calendar, due.date(), now.date())
        return Stage(f"late:{due:%Y%m%d}:{days}", f"已超过时限 {days} 个工作日" if days else "今天已到时限", True)
    if now < starts(due, urgency, calendar):
        return None
    left = workdays_between(calendar, now.date(), due.date())
    word = "今天到期" if due.date() == now.date() else f"还剩 {left} 个工作日"
    key = f"{'today' if due.date() == now.date() else 'before'}:{due:%Y%m%d}"
    return Stage(key, word, due.date() == now.date())


def starts(due: datetime, urgency: str, calendar: WorkCalendar) -> datetime:
    """When the first reminder is given."""
    day = add_workdays(calendar, due.date(), -AHEAD[urgency])
    return datetime.combine(day, OPENS, due.tzinfo)


def silent_since(urgency: str, now: datetime, calendar: WorkCalendar) -> datetime:
    """Papers that have not moved since before this moment are silent."""
    return datetime.combine(add_workdays(calendar, now.date(), -SILENT[urgency]), now.timetz())


def latest_start(now: datetime, calendar: WorkCalendar) -> datetime:
    """No deadline later than this can have its first reminder yet."""
    day = add_workdays(calendar, now.date(), max(AHEAD.values()) + 1)
    return datetime.combine(day, time.max, now.tzinfo)
