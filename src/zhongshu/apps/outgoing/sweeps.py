"""What outgoing papers look for again and again."""

from datetime import datetime, timedelta

from django.db.models import Q

from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.jobs.registry import sweep
from zhongshu.apps.outgoing.actions.distribution import remind
from zhongshu.apps.outgoing.actions.opinions import go_on
from zhongshu.apps.outgoing.queries.issue import unsigned

#: Who has not signed is reminded again after this long, and at most this often.
AGAIN_AFTER = timedelta(hours=24)
MOST_REMINDERS = 5


@sweep(every_minutes=10)
def remind_recipients(now: datetime) -> int:
    """Copies nobody has signed for in time: those who should are told again."""
    quiet = Q(reminded_at__isnull=True) | Q(reminded_at__lte=now - AGAIN_AFTER)
    due = unsigned(now).filter(quiet, reminders__lt=MOST_REMINDERS).exclude(organ=None, unit=None, person=None)
    return sum(remind(actor=SYSTEM, delivery=delivery) for delivery in due[:200])


@sweep(every_minutes=1)
def finish_opinions(now: datetime) -> int:
    """Second opinions whose asking was lost or cut off, by a restart or a crash."""
    return go_on(now=now)
