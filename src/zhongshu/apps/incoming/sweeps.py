"""What incoming papers look for again and again: deadlines, silence, readers gone and come back."""

from datetime import datetime

from django.utils import timezone

from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.incoming.actions import catch_up, chase_paper, skip_absent
from zhongshu.apps.incoming.policy.reminding import Stage, latest_start, silent_since, stage_of
from zhongshu.apps.incoming.queries.circulation import back_again, gone_away
from zhongshu.apps.incoming.queries.sweeping import due_by, not_moved_since, told_of
from zhongshu.apps.jobs.registry import sweep
from zhongshu.lib.refusal import Refused


@sweep(every_minutes=10)
def deadlines(now: datetime) -> int:
    """Papers whose deadline is near, today or past: the holder, and from the day itself the superior, are told."""
    local, calendar, told = timezone.localtime(now), work_calendar(), 0
    papers = list(due_by(latest_start(local)))
    said = told_of(papers)
    for paper in papers:
        stage = stage_of(timezone.localtime(paper.due_at), paper.urgency, local, calendar)
        if stage is not None and (paper.pk, stage.key) not in said:
            told += chase_paper(paper=paper, stage=stage, now=now)
    return told


@sweep(every_minutes=60)
def silence(now: datetime) -> int:
    """Papers in hand that nobody has moved for days."""
    local, calendar, told = timezone.localtime(now), work_calendar(), 0
    for urgency in ("", "urgent", "extra_urgent"):
        before = silent_since(urgency, local, calendar)
        still = list(not_moved_since(before, urgency))
        said = told_of(paper for paper, _, _ in still)
        for paper, last, at in still:
            if (paper.pk, f"silent:{last}") in said:
                continue
            stage = Stage(f"silent:{last}", f"自{timezone.localtime(at):%-m月%-d日}起没有动静", True)
            told += chase_paper(paper=paper, stage=stage, now=now)
    return told


@sweep(every_minutes=10)
def readers(now: datetime) -> int:
    """Whoever went away is passed over, whoever is back gets the paper."""
    done = 0
    for stop in gone_away(now):
        done += _tried(skip_absent, stop, now)
    for stop in back_again(now):
        done += _tried(catch_up, stop, now)
    return done


def _tried(act, stop, now: datetime) -> bool:  # type: ignore[no-untyped-def]
    """A paper that cannot be passed on now (stopped by its leader) is looked at again later."""
    try:
        return bool(act(stop=stop, now=now))
    except Refused:
        return False
