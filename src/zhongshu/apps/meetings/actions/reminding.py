"""Reminders: units that have not answered, holders whose task falls due. Once a day each at most, by rows, never twice."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.meetings.actions.telling import contacts_of, tell_all
from zhongshu.apps.meetings.models import Invitation, MeetingTask
from zhongshu.apps.meetings.queries.meetings import COMING, RUNNING
from zhongshu.lib.worktime import add_workdays

#: A unit is reminded on the last day and on each day after it, so many times; then somebody has to telephone.
MOST_REMINDERS = 3


def remind_units(*, now: datetime) -> int:
    """Remind every unit that owes a receipt; returns how many."""
    today = timezone.localdate(now)
    due = Invitation.objects.filter(
        Q(reminded_on__isnull=True) | Q(reminded_on__lt=today),
        state__in=(Invitation.State.WAITING, Invitation.State.STALE),
        meeting__state__in=(s for s in COMING if s != "planned"),
        meeting__starts_at__gt=now,
        meeting__answer_by__lte=now + timedelta(days=1),
        reminded__lt=MOST_REMINDERS,
        external=False,
    )
    return sum(_remind(row, now) for row in due.values_list("pk", flat=True))


def _remind(pk: int, now: datetime) -> bool:
    """One unit, in its own transaction: whoever comes second finds it reminded."""
    today = timezone.localdate(now)
    with transaction.atomic():
        row = (
            Invitation.objects.select_for_update(of=("self",), skip_locked=False)
            .select_related("meeting__organ", "unit", "organ")
            .get(pk=pk)
        )
        if row.reminded_on is not None and row.reminded_on >= today:
            return False
        with act(actor=SYSTEM, verb="meetings.remind_unit", about=row.meeting) as this:
            row.reminded, row.reminded_on = row.reminded + 1, today
            row.save(update_fields=["reminded", "reminded_on"])
            until = timezone.localtime(row.meeting.answer_by) if row.meeting.answer_by else None
            text = f"{row.meeting}还没有收到{row}的回执" + (f"，截止 {until:%-m月%-d日 %H:%M}" if until else "")
            people = contacts_of(row)
            tell_all(
                SYSTEM, row.meeting, people, text, f"meetings:remind:{row.pk}:{row.meeting.revision}:{row.reminded}"
            )
            this.summary = f"第 {row.reminded} 次催回执《{row.meeting}》：{row}"
            this.data = {"invitation": row.pk, "told": [person.pk for person in people]}
    return True


def remind_holders(*, now: datetime) -> int:
    """Tell holders of tasks due today or tomorrow, once, and of tasks that are late, once a day."""
    today = timezone.localdate(now)
    soon = add_workdays(work_calendar(), today, 1)
    rows = MeetingTask.objects.filter(
        Q(told_on__isnull=True, due_on__lte=soon) | Q(told_on__lt=today, due_on__lt=today),
        state=MeetingTask.State.OPEN,
        meeting__state__in=RUNNING,
    )
    told = 0
    for task in rows.select_related("meeting", "holder").order_by("pk"):
        changed = MeetingTask.objects.filter(pk=task.pk, told_on=task.told_on).update(told_on=today)
        if not changed:
            continue
        late = task.due_on < today
        text = f"{task.meeting}：{task}{'已逾期' if late else f'应于{task.due_on:%-m月%-d日}前完成'}"
        tell_all(SYSTEM, task.meeting, [task.holder], text, f"meetings:due:{task.pk}:{today}")
        told += 1
    return told
