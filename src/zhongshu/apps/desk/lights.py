"""The light of a work, always with a word beside it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.lib.worktime import Light, WorkCalendar, add_workdays, light, workdays_between

#: No run of days off is longer than this, so the search for the next workday ends.
LONGEST_HOLIDAY = 15


@dataclass(frozen=True)
class Shown:
    """A colour of the ``light`` component and the word beside it."""

    colour: str
    word: str


class Lights:
    """Lights of one page: the calendar is read once, the clock is read once."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = timezone.localtime(now)
        self.calendar: WorkCalendar = work_calendar()

    def of(self, due: datetime | None) -> Shown:
        """The light for a deadline."""
        if due is None:
            return Shown("grey", "无时限")
        due = timezone.localtime(due)
        colour = light(self.calendar, due, self.now)
        if colour is Light.RED:
            return Shown(colour.value, f"超期{self._span(self.now - due)}")
        left = workdays_between(self.calendar, self.now.date(), due.date())
        if due.date() == self.now.date():
            return Shown(colour.value, f"今天 {due:%H:%M} 到期")
        return Shown(colour.value, f"剩 {left} 个工作日" if left else "下班前到期")

    @staticmethod
    def _span(late: timedelta) -> str:
        if late.days:
            return f" {late.days} 天"
        hours = late.seconds // 3600
        return f" {hours} 小时" if hours else "，不足 1 小时"

    def yellow_until(self) -> datetime:
        """Deadlines up to here are yellow: the end of the last day that is at most one workday away."""
        day: date = self.now.date()
        for ahead in range(1, LONGEST_HOLIDAY):
            following = day + timedelta(days=ahead)
            if workdays_between(self.calendar, day, following) > 1:
                break
        end = datetime.combine(following, datetime.min.time())
        return timezone.make_aware(end)

    def workdays_ago(self, count: int) -> datetime:
        """The moment ``count`` workdays before now."""
        return datetime.combine(add_workdays(self.calendar, self.now.date(), -count), self.now.timetz())
