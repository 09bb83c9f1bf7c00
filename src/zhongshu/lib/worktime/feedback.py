"""Feedback rhythms: on which day the next report about a matter is due."""

from datetime import date

from zhongshu.lib.worktime.calendar import WorkCalendar
from zhongshu.lib.worktime.deadlines import add_workdays


def next_feedback(calendar: WorkCalendar, since: date, every: int, deadline: date) -> date:
    """The day of the next report: ``every`` workdays after ``since``, at the latest on the deadline while that lies ahead.

    ``since`` is the day of opening or of the last report. ``every`` is at least 1; ValueError otherwise. A matter past
    its deadline goes on reporting in the same rhythm.
    """
    if every < 1:
        raise ValueError("a rhythm is at least one workday")
    due = add_workdays(calendar, since, every)
    return min(due, deadline) if since < deadline else due
