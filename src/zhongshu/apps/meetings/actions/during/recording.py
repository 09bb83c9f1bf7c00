"""会议记录: begun on the agenda's skeleton, saved as it is written, confirmed once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.models import AgendaSlot, Meeting, MeetingRecord, RecordPart
from zhongshu.apps.meetings.queries import meetings as doors
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

FREE = "其他"
#: Characters of one part.
LONGEST = 200_000


@dataclass(frozen=True)
class SavedRecord:
    """``clashes``: field → the part as it stands, where somebody else changed the same part meanwhile. Then nothing of
    that part was saved."""

    record: MeetingRecord
    clashes: dict[str, RecordPart]


def field_of(part: RecordPart) -> str:
    """The name of a part's field on the page."""
    return f"part_{part.pk}"


def open_record(*, actor: Person, meeting: Meeting) -> MeetingRecord:
    """The record of a meeting with a part for each entry of its agenda; made when there is none, and an entry that came
    into the agenda since gets its part."""
    with act(actor=actor, verb="meetings.open_record", about=meeting) as this:
        Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        guards.host_side(actor, meeting)
        record = MeetingRecord.objects.filter(meeting=meeting).first()
        if record is None:
            guards.not_over(meeting)
            record = MeetingRecord.objects.create(
                meeting=meeting, recorder=actor, saved_by=actor, saved_at=timezone.now()
            )
            this.summary = "开始会议记录"
        else:
            this.summary = "会议记录对照议程"
        if record.confirmed_at is None:
            _follow_agenda(record)
    return record


def _follow_agenda(record: MeetingRecord) -> None:
    """Parts in the order of the agenda; what is no longer in it goes to the end when something was written, else away."""
    slots = list(
        AgendaSlot.objects.filter(meeting=record.meeting_id)
        .exclude(kind=AgendaSlot.Kind.BREAK)
        .select_related("item")
        .order_by("position", "pk")
    )
    parts = list(record.parts.all())
    by_slot = {part.slot_id: part for part in parts if part.slot_id is not None}
    for number, slot in enumerate(slots, start=1):
        part = by_slot.pop(slot.pk, None) or RecordPart(record=record, slot=slot)
        if part.pk is None or (part.position, part.heading) != (number, str(slot)[:200]):
            part.position, part.heading = number, str(slot)[:200]
            part.save()
    loose = [part for part in parts if part.slot_id is None or part.slot_id in by_slot]
    kept = [part for part in loose if part.text.strip() or part.heading == FREE]
    RecordPart.objects.filter(pk__in=[part.pk for part in loose if part not in kept]).delete()
    for number, part in enumerate(kept, start=len(slots) + 1):
        RecordPart.objects.filter(pk=part.pk).update(position=number, slot=None)
    if not any(part.heading == FREE for part in kept):
        RecordPart.objects.create(record=record, position=len(slots) + len(kept) + 1, heading=FREE)


def digest_of(text: str) -> str:
    """What a page remembers of the text it was opened with."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:32]


def save_record(
    *, actor: Person, record: MeetingRecord, base: int, fields: Mapping[str, str], begun: Mapping[str, str]
) -> SavedRecord:
    """Save parts begun from revision ``base``. ``begun``: field → digest of the text the page last knew to be saved;
    without it the revision alone decides.

    Two may write at once as long as they write in different parts: a part that somebody else changed meanwhile is not
    overwritten, and both texts come back.
    """
    with act(actor=actor, verb="meetings.save_record", about=record.meeting) as this:
        record = MeetingRecord.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=record.pk)
        may_record(actor, record)
        stale, clashes, changed = base != record.revision, dict[str, RecordPart](), []
        for part in record.parts.all():
            name = field_of(part)
            if name not in fields:
                continue
            text = fields[name].replace("\r\n", "\n")
            if len(text) > LONGEST:
                raise Refused(f"“{part.heading}”超过 {LONGEST // 10000} 万字，没有保存。", remedy="请分段附件保存。")
            if text == part.text:
                continue
            opened = begun.get(name)
            if opened == digest_of(text):
                continue  # untouched here: the other's text stands
            if opened != digest_of(part.text) and (stale or opened is not None):
                clashes[name] = part
                continue
            part.text, part.by, part.at = text, actor, timezone.now()
            changed.append(part)
        if changed:
            RecordPart.objects.bulk_update(changed, ["text", "by", "at"])
            record.revision += 1
            record.saved_by, record.saved_at = actor, timezone.now()
            record.save(update_fields=["revision", "saved_by", "saved_at"])
        this.summary, this.data = f"保存会议记录（{len(changed)} 段）", {"revision": record.revision}
    return SavedRecord(record, clashes)


def may_record(person: Person, record: MeetingRecord) -> None:
    """The host side and the recorder, until the record is confirmed."""
    if record.confirmed_at is not None:
        raise Refused("会议记录已经审定，不再改动。", remedy="需要补正的，请在纪要中说明。")
    if not doors.acts_for(person, record.recorder_id):
        guards.host_side(person, record.meeting)


def confirm_record(*, actor: Person, record: MeetingRecord, base: int) -> MeetingRecord:
    """审定: by the chair, or the officer in charge of the meeting. Nothing changes afterwards."""
    with act(actor=actor, verb="meetings.confirm_record", about=record.meeting) as this:
        record = MeetingRecord.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=record.pk)
        meeting = record.meeting
        if not (doors.chairs(actor, meeting) or doors.acts_for(actor, meeting.officer_id)):
            raise Refused(f"会议记录由主持人或会务负责人{meeting.officer}审定，没有审定。")
        if record.confirmed_at is not None:
            raise Refused("会议记录已经审定。")
        if base != record.revision:
            raise Refused("您看到的不是最新的记录，没有审定。", remedy="请刷新，看过新的内容再审定。")
        empty = [part.heading for part in record.parts.all() if part.slot_id is not None and not part.text.strip()]
        if empty:
            raise Refused(f"还有议程没有记录：{'、'.join(empty[:5])}。", remedy="没有讨论的，请写明“未讨论”及原因。")
        record.confirmed_by, record.confirmed_at = actor, timezone.now()
        record.save(update_fields=["confirmed_by", "confirmed_at"])
        this.summary = "审定会议记录"
    return record
