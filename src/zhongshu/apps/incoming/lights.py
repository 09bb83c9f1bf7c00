"""The light of a paper's deadline, always with a word beside it; the calendar is read once a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.incoming.models import Paper
from zhongshu.lib.worktime import Light, light, workdays_between


@dataclass(frozen=True)
class Shown:
    """A colour of the ``light`` component and its word."""

    colour: str
    word: str


def lights_of(papers: Iterable[Paper]) -> dict[int, Shown]:
    """Paper key → light. Finished papers and those without a deadline are grey."""
    now, calendar = timezone.localtime(), work_calendar()
    found = {}
    for paper in papers:
        if paper.completed_at or paper.over:
            found[paper.pk] = Shown("grey", paper.get_state_display())
        elif paper.due_at is None:
            found[paper.pk] = Shown("grey", "无时限")
        else:
            due = timezone.localtime(paper.due_at)
            colour, left = light(calendar, due, now), workdays_between(calendar, now.date(), due.date())
            if colour is Light.RED:
                word = f"超期 {max(1, -left)} 个工作日"
            else:
                word = f"剩 {left} 个工作日" if left else "今天到期"
            found[paper.pk] = Shown(colour.value, word)
    return found
