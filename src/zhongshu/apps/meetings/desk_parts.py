"""Meetings on the home pages: my tasks and this week's meetings, meetings with something missing, what waits for the leader."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.models import AgendaItem, Meeting, MeetingTask, Participant
from zhongshu.apps.meetings.queries import items_visible_to, visible_to
from zhongshu.apps.meetings.queries.meetings import RUNNING, is_office, running_meetings
from zhongshu.apps.org.models import Organ, Person
from zhongshu.apps.shell.desk_parts import Figure, Line, Section

SHOWN = 15
#: How long before a meeting something missing is shown on the board.
AHEAD = timedelta(days=7)


def own(person: Person, now: datetime) -> list[Figure]:
    """会务任务 and what of them is late; meetings of this week."""
    today = timezone.localdate(now)
    mine = MeetingTask.objects.filter(holder=person, state=MeetingTask.State.OPEN, meeting__state__in=RUNNING)
    tasks, late = mine.count(), mine.filter(due_on__lt=today).count()
    week = this_week(person, now).count()
    found = []
    if tasks:
        found.append(Figure("会务任务", tasks, reverse("meetings:mine"), late=bool(late)))
    if week:
        found.append(Figure("本周会议", week, f"{reverse('meetings:list')}?when=week"))
    return found


def this_week(person: Person, now: datetime) -> QuerySet[Meeting]:
    monday = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    monday -= timedelta(days=monday.weekday())
    rows = visible_to(person).filter(starts_at__lt=monday + timedelta(days=7), ends_at__gte=monday)
    return rows.exclude(state=Meeting.State.CANCELLED)


def board(person: Person, organ: Organ, now: datetime) -> list[Figure]:
    """Meetings in hand, and those within a week that lack something."""
    if not is_office(person, organ.pk):
        return []
    address, lacking = reverse("meetings:list"), lacking_meetings(organ, now).count()
    return [
        Figure("筹备中的会议", running_meetings(organ.pk).count(), f"{address}?when=coming"),
        Figure("缺项的会议", lacking, f"{address}?when=coming", late=bool(lacking)),
    ]


def lacking_meetings(organ: Organ, now: datetime) -> QuerySet[Meeting]:
    """Meetings that begin within a week and have a late task, no notice, or units that still owe a receipt."""
    late = MeetingTask.objects.filter(
        meeting=OuterRef("pk"), state=MeetingTask.State.OPEN, due_on__lt=timezone.localdate(now)
    )
    soon = Meeting.objects.filter(
        organ=organ, state__in=(Meeting.State.PLANNED, Meeting.State.NOTIFIED, Meeting.State.READY),
        starts_at__gt=now, starts_at__lte=now + AHEAD,
    )  # fmt: skip
    owed = Q(answer_by__lt=now, invitations__state="waiting")
    return soon.filter(Exists(late) | Q(notified_at__isnull=True) | owed).distinct()


def leader(person: Person, now: datetime) -> list[Section]:
    """Meetings of today and tomorrow, leave and items that wait for the leader's word."""
    until = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)
    near = visible_to(person).filter(starts_at__lt=until, ends_at__gte=now).exclude(state=Meeting.State.CANCELLED)
    meetings = [
        Line(row.name, row.get_absolute_url(), f"{row.local_start:%-m月%-d日 %H:%M} · {row.place}")
        for row in near.order_by("starts_at")[:SHOWN]
    ]
    asked = Participant.objects.filter(meeting__chair=person, state=Participant.State.LEAVE_ASKED).select_related(
        "meeting"
    )
    waiting = [
        Line(f"{row.body}{row}请假：{row.meeting}", reverse("meetings:decide_leave", args=[row.pk]), row.reason[:60])
        for row in asked[:SHOWN]
    ]
    vetted = items_visible_to(person).filter(state=AgendaItem.State.VETTED)
    waiting += [
        Line(
            f"审定议题：{item}",
            reverse("meetings:item_step", args=[item.pk, "approve"]),
            f"{item.unit} · {item.minutes} 分钟",
        )
        for item in vetted[:SHOWN]
        if guards.approves(person, item)
    ]
    return [
        Section("今明两天的会议", "今明两天没有会议", meetings, reverse("meetings:list")),
        Section("会议：请您表态", "没有等您表态的议题和请假", waiting, reverse("meetings:items")),
    ]
