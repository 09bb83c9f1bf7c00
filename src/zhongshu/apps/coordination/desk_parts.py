"""Today's engagements on the home pages: for leaders their own, for secretaries those of whom they serve."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from zhongshu.apps.coordination.models import Secretary
from zhongshu.apps.coordination.queries.calendar import calendar_of, standing
from zhongshu.apps.coordination.queries.diaries import clashes
from zhongshu.apps.coordination.queries.sides import OFFICE, leaders_of
from zhongshu.apps.coordination.week import Line as WeekLine
from zhongshu.apps.coordination.week import span_of
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Organ, Person
from zhongshu.apps.shell.desk_parts import Figure, Line, Section

SOON = timedelta(days=7)


def own(person: Person, now: datetime) -> list[Figure]:
    """领导今日安排 and what clashes this week, for a leader's secretaries and for those who go along themselves."""
    served = [row.leader for row in Secretary.objects.filter(person=person).select_related("leader")]
    since, until = span_of(timezone.localdate(now), 1)
    week = reverse("coordination:week")
    if not served:
        today = standing(since=since, until=until).filter(accompanying=person).count()
        return [Figure("今日随行", today, week)] if today else []
    entries = calendar_of(viewer=person, people=served, since=since, until=until, company=False)
    found = clashes(people=served, since=since, until=since + SOON, viewer=person)
    figures = [Figure("领导今日安排", sum(not entry.absence for entry in entries), week)]
    if found:
        figures.append(Figure("一周内冲突", len(found), reverse("coordination:clashes"), late=True))
    return figures


def board(person: Person, organ: Organ, now: datetime) -> list[Figure]:
    """What clashes in the leaders' calendars within a week."""
    if not org.duties_of(person) & {duty.value for duty in OFFICE}:
        return []
    since = span_of(timezone.localdate(now), 1)[0]
    found = clashes(people=leaders_of(organ), since=since, until=since + SOON, viewer=person)
    return [Figure("领导安排冲突", len(found), reverse("coordination:clashes"), late=bool(found))]


def leader(person: Person, now: datetime) -> list[Section]:
    """Today's engagements in order of time, those that clash marked."""
    day = timezone.localdate(now)
    since, until = span_of(day, 1)
    clashing = {
        item.key
        for clash in clashes(people=[person], since=since, until=until, viewer=person)
        for item in (clash.first, clash.second)
    }
    week = reverse("coordination:week")
    lines = []
    for entry in calendar_of(viewer=person, people=[person], since=since, until=until):
        shown = WeekLine(entry, day)
        url = reverse("coordination:engagement", args=[entry.pk]) if entry.pk else week
        colour, word = ("red", "有冲突") if entry.key in clashing else ("", "")
        lines.append(Line(f"{shown.when} {shown.words}", url, shown.note, colour, word))
    return [Section("今天的安排", "今天没有安排", lines, week)]
