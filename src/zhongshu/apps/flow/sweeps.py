"""What time brings about: boundary timers, reminders before and after a deadline. Each finds its work by an index."""

from datetime import datetime, timedelta

from zhongshu.apps.flow import actions, queries
from zhongshu.apps.flow.scenes import scene_for
from zhongshu.apps.flow.store import load
from zhongshu.apps.jobs.registry import sweep
from zhongshu.lib.flow.moves import next_timer
from zhongshu.lib.refusal import Refused

AHEAD = timedelta(hours=24)
TRY_AGAIN = timedelta(hours=24)


@sweep(every_minutes=5)
def boundary_timers(now: datetime) -> int:
    """Carry out every boundary timer that is due; one that a guard refuses is tried again a day later."""
    fired = 0
    for step in queries.due_timers(now):
        state = load(step.flow_id).state
        due = next_timer(state, scene_for(step.flow, now=now), state.step(step.no))
        try:
            fired += bool(due and actions.fire_timer(step=step, timer=due[1].id, now=now))
        except Refused:
            actions.put_off_timer(step=step, until=now + TRY_AGAIN)
    return fired


@sweep(every_minutes=15)
def reminders(now: datetime) -> int:
    """Tell each holder once that a deadline is near and once that it has passed."""
    return sum(actions.remind(work=work, now=now) for work in queries.to_remind(now, AHEAD))
