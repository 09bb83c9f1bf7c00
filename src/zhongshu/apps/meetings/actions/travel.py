"""返程: planned, changed, seen off."""

from typing import Any

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards_after
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.models import Journey, Meeting
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

TASK = "departure"
FIELDS = (
    "traveller", "name", "people", "leaves_at", "pick_up", "means", "service", "to", "driver", "plate", "escort", "note",
)  # fmt: skip


def put_journey(*, actor: Person, meeting: Meeting, journey: Journey | None = None, **fields: Any) -> Journey:
    """A journey, or another state of one that has not begun. A car needs its driver."""
    with act(actor=actor, verb="meetings.put_journey", about=meeting) as this:
        meeting = locked(meeting)
        guards_after.may_see_to(actor, meeting, TASK)
        row = _waiting(journey) if journey else Journey(meeting=meeting)
        for name in FIELDS:
            if name in fields:
                setattr(row, name, fields[name])
        _refuse_unfit(meeting, row)
        row.save()
        this.summary = f"《{meeting}》：{row}：{timezone.localtime(row.leaves_at):%-m月%-d日 %H:%M}"
        this.data = {"journey": row.pk}
    return row


def see_off(*, actor: Person, journey: Journey) -> Journey:
    """送走."""
    with act(actor=actor, verb="meetings.see_off", about=journey.meeting) as this:
        meeting = locked(journey.meeting)
        guards_after.may_see_to(actor, meeting, TASK)
        row = _waiting(journey)
        row.seen_off_by, row.seen_off_at = actor, timezone.now()
        row.save(update_fields=["seen_off_by", "seen_off_at"])
        this.summary, this.data = f"《{meeting}》：：{row.name}已送走", {"journey": row.pk}
    return row


def drop_journey(*, actor: Person, journey: Journey) -> None:
    with act(actor=actor, verb="meetings.drop_journey", about=journey.meeting) as this:
        meeting = locked(journey.meeting)
        guards_after.may_see_to(actor, meeting, TASK)
        row = _waiting(journey)
        this.summary = f"《{meeting}》：去掉{row}"
        row.delete()


def _waiting(journey: Journey) -> Journey:
    """The journey as it is now, locked; Refused for one that has begun."""
    row = Journey.objects.select_for_update(of=("self",)).get(pk=journey.pk)
    if row.seen_off_at is not None:
        raise Refused(f"{row.name}已经送走，没有改动。")
    return row


def _refuse_unfit(meeting: Meeting, row: Journey) -> None:
    row.name = (row.name or "").strip() or (row.traveller.shown_name if row.traveller else "")
    if not row.name:
        raise Refused("请写明谁返程，没有保存。")
    if row.traveller is not None:
        if row.traveller.meeting_id != meeting.pk:
            raise Refused("返程人不在本次会议的名单上，没有保存。")
        if meeting.journeys.filter(traveller=row.traveller).exclude(pk=row.pk).exists():
            raise Refused(f"{row.name}的返程已经安排，没有重复登记。")
    if row.means == Journey.Means.CAR and not row.driver.strip():
        raise Refused("派车要写明驾驶员，没有保存。")
    if row.leaves_at < meeting.starts_at:
        raise Refused("离会时间早于开会时间，没有保存。", remedy="请核对日期。")
