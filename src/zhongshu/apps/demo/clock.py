"""Telling a story that began weeks ago: the acts of the demo county happen at their own time, in order of time.

Nothing outside this app sets the clock. Acts take the time from ``django.utils.timezone.now``; while the stories are
told, that function answers the time of the story.
"""

import heapq
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from django.utils import timezone

from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.lib.worktime import WorkCalendar, add_workdays

OPENS, CLOSES = time(8, 30), time(17, 30)

#: A story yields how many office hours pass before it goes on.
Story = Iterator[float]


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, it is ``moment``."""
    real = timezone.now
    timezone.now = lambda: moment.astimezone(UTC)
    try:
        yield
    finally:
        timezone.now = real


class OfficeHours:
    """Moments within office hours, counted on the office's own calendar."""

    def __init__(self, now: datetime) -> None:
        self.now = timezone.localtime(now)
        self.calendar: WorkCalendar = work_calendar()

    def morning(self, workdays_ago: int) -> datetime:
        """When the office opened, so many workdays ago (0: the last opening that has been)."""
        day = self.now.date()
        if not self.calendar.is_workday(day) or self.now.time() < OPENS:
            day = add_workdays(self.calendar, day, -1)
        return self._at(add_workdays(self.calendar, day, -workdays_ago), OPENS)

    def later(self, moment: datetime, hours: float) -> datetime:
        """``hours`` of office time after ``moment``; never later than now."""
        moment += timedelta(hours=hours)
        while moment.time() > CLOSES or moment.time() < OPENS or not self.calendar.is_workday(moment.date()):
            if moment.time() < OPENS and self.calendar.is_workday(moment.date()):
                moment = self._at(moment.date(), OPENS)
                break
            over = moment - self._at(moment.date(), CLOSES)
            rest = min(max(over, timedelta()), timedelta(hours=8))
            moment = self._at(add_workdays(self.calendar, moment.date(), 1), OPENS) + rest
        return min(moment, self.now)

    @staticmethod
    def _at(day: date, clock: time) -> datetime:
        return timezone.make_aware(datetime.combine(day, clock))


def tell(stories: list[tuple[datetime, Story]], hours: OfficeHours) -> int:
    """Let all stories happen, whoever is next in time first; returns how many acts there were."""
    order = count()
    waiting = [(moment, next(order), story) for moment, story in stories]
    heapq.heapify(waiting)
    acts = 0
    while waiting:
        moment, _, story = heapq.heappop(waiting)
        with at(moment):
            pause = next(story, None)
        acts += 1
        if pause is not None:
            heapq.heappush(waiting, (hours.later(moment, pause), next(order), story))
    return acts
