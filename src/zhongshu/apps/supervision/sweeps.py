"""What supervision looks for again and again."""

from datetime import datetime

from zhongshu.apps.jobs.registry import sweep
from zhongshu.apps.supervision.actions.importing import go_on
from zhongshu.apps.supervision.actions.urging import climb


@sweep(every_minutes=10)
def urge_matters(now: datetime) -> int:
    """Rungs of the ladder that have come; days that a changed calendar or table has moved."""
    return climb(now=now)


@sweep(every_minutes=1)
def finish_imports(now: datetime) -> int:
    """Ledgers whose import was cut off, by a restart or a crash."""
    return go_on(now=now)
