"""Green, yellow, red: how near a deadline is, in workdays.

A work has one deadline. A supervised matter has two clocks, its deadline and its next report; the days on which its
light turns (``turns``) are kept with it, so that the light of any day is a comparison of dates.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from zhongshu.lib.worktime.calendar import WorkCalendar
from zhongshu.lib.worktime.deadlines import add_workdays, workdays_between


class Light(StrEnum):
    """The light of a matter; ``label`` is the word that stands beside it, so that colour is never alone."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def label(self) -> str:
        return {"green": "正常", "yellow": "临近", "red": "超期"}[self.value]


def light(calendar: WorkCalendar, due: datetime | None, now: datetime, *, warn_workdays: int = 1) -> Light:
    """Red past ``due``, yellow when at most ``warn_workdays`` workdays are left, else green (also without a deadline).

    Both times must be in the office's local time zone.
    """
    if due is None:
        return Light.GREEN
    if now > due:
        return Light.RED
    left = workdays_between(calendar, now.date(), due.date())
    return Light.YELLOW if left <= warn_workdays else Light.GREEN


@dataclass(frozen=True, slots=True)
class Margins:
    """When a matter's light turns, in workdays: yellow when ``yellow_before`` or fewer are left to the deadline,
    red when the report is ``silent_after`` overdue (at least 1)."""

    yellow_before: int = 3
    silent_after: int = 3

    def __post_init__(self) -> None:
        if self.yellow_before < 0 or self.silent_after < 1:
            raise ValueError("yellow_before >= 0, silent_after >= 1")


@dataclass(frozen=True, slots=True)
class Turns:
    """The first day of each state. ``near``: close to the deadline. ``late``: one workday past it. ``unreported``: one
    workday past the day of the report. ``silent``: so far past that the light is red."""

    near: date
    late: date
    unreported: date
    silent: date

    @property
    def yellow(self) -> date:
        """The first day that is not green."""
        return min(self.near, self.unreported, self.red)

    @property
    def red(self) -> date:
        """The first day that is red."""
        return min(self.late, self.silent)


def turns(calendar: WorkCalendar, deadline: date, next_report: date, margins: Margins) -> Turns:
    """On which days the light of a matter turns."""
    # (yellow_before + 1) workdays back from the deadline, itself counted: from that day on at most yellow_before lie ahead.
    near = add_workdays(calendar, deadline + timedelta(days=1), -(margins.yellow_before + 1))
    return Turns(
        near=near,
        late=add_workdays(calendar, deadline, 1),
        unreported=add_workdays(calendar, next_report, 1),
        silent=add_workdays(calendar, next_report, margins.silent_after),
    )


def matter_light(day: date, turning: Turns) -> Light:
    """The light of a matter on ``day``."""
    if day >= turning.red:
        return Light.RED
    return Light.YELLOW if day >= turning.yellow else Light.GREEN
