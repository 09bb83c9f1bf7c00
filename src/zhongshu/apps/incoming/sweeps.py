"""What incoming papers look for again and again: deadlines, silence, readers gone and come back."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from django.utils import timezone

from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.incoming.actions import catch_up, chase_paper, skip_absent
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.policy.reminding import SILENT, Stage, latest_start, silent_since, stage_of
from zhongshu.apps.incoming.queries.circulation import back_again, gone_away
from zhongshu.apps.incoming.queries.sweeping import due_by, not_moved_since, said_of
from zhongshu.apps.jobs.registry import sweep
from zhongshu.lib.refusal import Refused


@sweep(every_minutes=10)
def deadlines(now: datetime) -> int:
    """Papers whose deadline is near, today or past: the holder, and from the day itself the superior, are told."""
    local, calendar = timezone.localtime(now), work_calendar()
    at = cache(lambda due, urgency: stage_of(timezone.localtime(due), urgency, local, calendar))
    stages = {
        paper: stage
        for paper, due, urgency, said in due_by(latest_start(local, calendar))
        if (stage := at(due, urgency)) and stage.key != said
    }
    said = said_of({paper: stage.key for paper, stage in stages.items()})
    return _chase({paper: stage for paper, stage in stages.items() if paper not in said}, now)


@sweep(every_minutes=60)
def silence(now: datetime) -> int:
    """Papers in hand that nobody has moved for days."""
    local, calendar = timezone.localtime(now), work_calendar()
    since = {urgency: silent_since(urgency, local, calendar) for urgency in SILENT}
    silent = {paper: (f"silent:{last}", at) for paper, last, at in not_moved_since(since)}
    said = said_of({paper: key for paper, (key, _) in silent.items()})
    stages = {
        paper: Stage(key, f"自{timezone.localtime(at):%-m月%-d日}起没有动静", True)
        for paper, (key, at) in silent.items()
        if paper not in said
    }
    return _chase(stages, now)


def _chase(stages: Mapping[int, Stage], now: datetime) -> int:
    papers = Paper.objects.select_related("organ").in_bulk(stages)
    return sum(
        chase_paper(paper=papers[number], stage=stage, now=now) for number, stage in stages.items() if number in papers
    )


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
