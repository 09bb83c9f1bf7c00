"""What meetings look for again and again."""

from datetime import datetime

from zhongshu.apps.jobs.registry import sweep
from zhongshu.apps.meetings.actions.reminding import remind_holders, remind_units
from zhongshu.apps.meetings.actions.seat_telling import tell_moved


@sweep(every_minutes=10)
def remind(now: datetime) -> int:
    """Receipts that are owed, tasks that fall due."""
    return remind_units(now=now) + remind_holders(now=now)


@sweep(every_minutes=1)
def seats(now: datetime) -> int:
    """Seats that were changed after they were issued, and are settled now."""
    return tell_moved(now=now)
