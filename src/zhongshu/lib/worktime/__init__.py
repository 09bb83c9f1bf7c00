"""Workdays, holidays, deadlines and lights. Pure: the calendar's exceptions and `now` are passed in."""

from zhongshu.lib.worktime.calendar import WorkCalendar, years_known
from zhongshu.lib.worktime.deadlines import add_duration, add_workdays, parse_duration, workdays_between
from zhongshu.lib.worktime.feedback import next_feedback
from zhongshu.lib.worktime.lights import Light, Margins, Turns, light, matter_light, turns
from zhongshu.lib.worktime.phrases import Found, find_deadlines

__all__ = [
    "Found",
    "Light",
    "Margins",
    "Turns",
    "WorkCalendar",
    "add_duration",
    "add_workdays",
    "find_deadlines",
    "light",
    "matter_light",
    "next_feedback",
    "parse_duration",
    "turns",
    "workdays_between",
    "years_known",
]
