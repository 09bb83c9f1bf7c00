"""Running the sweeps, and handing long work to the background."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule
from django_q.tasks import async_task

from zhongshu.apps.jobs.models import SweepRun
from zhongshu.apps.jobs.registry import Sweep, all_sweeps

log = logging.getLogger(__name__)
SCHEDULE = "sweeps"


def run_due(now: datetime | None = None) -> dict[str, int]:
    """Run every sweep whose time has come; returns how many things each dealt with. One failing sweep stops no other."""
    now = now or timezone.now()
    last = dict(SweepRun.objects.values_list("name", "last_run_at"))
    return {item.name: _run(item, now) for item in all_sweeps() if _is_due(item, last.get(item.name), now)}


def _is_due(item: Sweep, last: datetime | None, now: datetime) -> bool:
    # A clock set back must not silence a sweep until it has caught up.
    return last is None or last > now or now - last >= timedelta(minutes=item.every_minutes) - timedelta(seconds=20)


def _run(item: Sweep, now: datetime) -> int:
    count, error = 0, ""
    try:
        count = item.run(now)
    except Exception as problem:
        log.exception("sweep %s failed", item.name)
        error = f"{type(problem).__name__}: {problem}"[:2000]
    SweepRun.objects.update_or_create(
        name=item.name, defaults={"last_run_at": now, "last_count": count, "last_error": error}
    )
    return count


def keep_schedule() -> None:
    """Make sure the worker wakes the sweeps every minute."""
    Schedule.objects.update_or_create(
        name=SCHEDULE,
        defaults={
            "func": "zhongshu.apps.jobs.actions.run_due",
            "schedule_type": Schedule.MINUTES,
            "minutes": 1,
            "repeats": -1,
            "next_run": timezone.now(),
        },
    )


def later(func: Callable[..., Any], *args: Any) -> None:
    """Do something in the background once the running transaction is committed. Only for work a sweep would find again."""
    name = f"{func.__module__}.{func.__qualname__}"
    transaction.on_commit(lambda: async_task(name, *args))
