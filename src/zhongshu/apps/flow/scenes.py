"""Putting together the circumstances of a move: procedure, people, calendar, time."""

from datetime import datetime
from functools import lru_cache

from django.utils import timezone

from zhongshu.apps.flow.models import CalendarDay, Flow, Procedure
from zhongshu.apps.flow.roster import roster_for
from zhongshu.apps.org.models import Person
from zhongshu.lib.flow import Procedure as Definition
from zhongshu.lib.flow import Scene, parse_procedure
from zhongshu.lib.worktime import WorkCalendar, add_duration


def definition_of(procedure: Procedure) -> Definition:
    """The checked procedure of a row; parsed once a process, for a version never changes."""
    return _definition(procedure.digest, procedure.pk)


@lru_cache(maxsize=256)
def _definition(digest: str, pk: int) -> Definition:
    row = Procedure.objects.get(pk=pk)
    return parse_procedure(row.bpmn.encode(), row.tables)


def work_calendar() -> WorkCalendar:
    """The published calendar with the office's own days laid over it."""
    days = dict(CalendarDay.objects.values_list("day", "is_workday"))
    return WorkCalendar.of(off=(d for d, on in days.items() if not on), on=(d for d, on in days.items() if on))


def deadline(start: datetime, duration: str) -> datetime:
    """When a time limit that began at ``start`` ends, by the office's calendar and in its time zone."""
    return add_duration(_calendar(timezone.now().strftime("%Y%m%d%H%M")), timezone.localtime(start), duration)


@lru_cache(maxsize=2)
def _calendar(minute: str) -> WorkCalendar:
    """Read once a minute at most: a holiday table changes a few times a year."""
    return work_calendar()


def forget_calendar() -> None:
    """The holiday table has just been changed here."""
    _calendar.cache_clear()


def scene_for(flow: Flow, *known: Person, now: datetime | None = None) -> Scene:
    """The scene of a move on ``flow`` (with its procedure and organ loaded); ``known`` people need no query."""
    at = now or timezone.now()
    return Scene(definition_of(flow.procedure), roster_for(flow, at, *known), deadline, at)
