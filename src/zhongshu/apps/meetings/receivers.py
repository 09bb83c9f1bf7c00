"""What meetings do when people change or the index is rebuilt."""

from typing import Any

from django.db.models import Model
from django.dispatch import receiver

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.meetings.actions.telling import make_findable, make_item_findable
from zhongshu.apps.meetings.events import missing_asked
from zhongshu.apps.meetings.handover import held_by, move_held
from zhongshu.apps.meetings.models import AgendaItem, Meeting
from zhongshu.apps.meetings.queries.meetings import LABEL
from zhongshu.apps.meetings.queries.seating import plan_row, without_seat
from zhongshu.apps.org.events import holding_asked, holdings_moved
from zhongshu.apps.org.models import Person
from zhongshu.apps.org.policy import Holding
from zhongshu.apps.search.events import index_asked


@receiver(holding_asked)
def what_is_held(person: Person, **_: Any) -> list[Holding]:
    """Meetings the person runs or chairs, open tasks and papers."""
    return [Holding(kind, meeting.name, LABEL, meeting.pk) for kind, meeting in held_by(person)]


@receiver(holdings_moved)
def move_what_is_held(actor: Actor, leaver: Person, successor: Person, **_: Any) -> None:
    move_held(actor=actor, leaver=leaver, successor=successor)


@receiver(missing_asked)
def seats_missing(meeting: Meeting, **_: Any) -> list[str]:
    """People without a seat, and why."""
    row = plan_row(meeting)
    if row is None:
        return []
    if row.trouble:
        return [f"座次没有跟上人员的变动：{row.trouble}"]
    if standing := without_seat(row):
        return [f"座次图上有 {standing} 人没有座位"]
    return ["座次排好了，还没有发布"] if row.issued_at is None and meeting.notified_at is not None else []


@receiver(index_asked)
def keep_everything(sender: type[Model], **_: Any) -> None:
    for meeting in Meeting.objects.select_related("organ").iterator(chunk_size=500):
        make_findable(meeting)
    for item in AgendaItem.objects.select_related("organ").iterator(chunk_size=500):
        make_item_findable(item)
