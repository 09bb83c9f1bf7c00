"""Rooms and engagements at days of the test's choosing."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.coordination import actions
from zhongshu.apps.coordination.models import Engagement, Equipment, Room
from zhongshu.apps.org.models import Person


def day(ahead: int = 7) -> date:
    """A day to come; a Wednesday, so that work days lie around it."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=ahead + 2)


def moment(clock: str, on: date | None = None) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return timezone.make_aware(datetime.combine(on or day(), time(hour, minute)))


def room(cast: Cast, name: str = "第一会议室", seats: int = 40, **more: Any) -> Room:
    return actions.keep_room(actor=SYSTEM, organ=cast.office, name=name, seats=seats, **more)


def equipment(cast: Cast, name: str = "投影仪", count: int = 2) -> Equipment:
    return actions.keep_equipment(actor=SYSTEM, organ=cast.office, name=name, count=count)


def engaged(cast: Cast, leader: Person, start: str, end: str, *, on: date | None = None, **more: Any) -> Engagement:
    given = {"what": "检查防汛工作", "place": "", "actor": cast.director} | more
    return actions.engage(leader=leader, starts_at=moment(start, on), ends_at=moment(end, on), **given)
