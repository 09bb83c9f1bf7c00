"""The agenda: entries are put in, moved, taken out; items approved are scheduled."""

from datetime import datetime

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.changing import Write, carry_out, locked
from zhongshu.apps.meetings.actions.people import protocol_rank
from zhongshu.apps.meetings.actions.telling import readers_of_item, spread, tell_all
from zhongshu.apps.meetings.catalogue import title_of
from zhongshu.apps.meetings.facts import post_of
from zhongshu.apps.meetings.models import AgendaItem, AgendaSlot, Invitation, Meeting, Participant
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.changes import Difference
from zhongshu.lib.refusal import Refused

LONGEST = 24 * 60


def schedule_item(*, actor: Person, meeting: Meeting, item: AgendaItem) -> Difference:
    """列入议程: the item at the end of the agenda; the units concerned are invited for it."""
    with act(actor=actor, verb="meetings.schedule_item", about=item) as this:
        meeting = locked(meeting)
        guards.may_prepare(actor, meeting)
        item = AgendaItem.objects.select_for_update().get(pk=item.pk)
        guards.step(item, "schedule")
        if item.organ_id != meeting.organ_id:
            raise Refused("这个议题不是提请本机关会议的，没有列入。")
        changed = carry_out(actor, meeting, lambda m: _put_item(m, item))
        this.summary, this.data = f"议题《{item}》列入《{meeting}》", {"meeting": meeting.pk}
        spread(actor, item, readers_of_item(item))
        text = f"议题《{item}》已列入{title_of(meeting.organ_id, meeting.template)}议程"
        tell_all(actor, item, [item.proposed_by], text, f"meetings:schedule:{item.pk}:{meeting.pk}")
    return changed


def _put_item(meeting: Meeting, item: AgendaItem) -> None:
    item.state = AgendaItem.State.SCHEDULED
    item.save(update_fields=["state"])
    AgendaSlot.objects.create(
        meeting=meeting, position=_end(meeting), kind=AgendaSlot.Kind.ITEM, item=item, minutes=item.minutes
    )
    position = meeting.invitations.count()
    for n, row in enumerate(item.attending.select_related("unit__organ")):
        known = meeting.invitations.filter(name=row.name).exists()
        if not known:
            Invitation.objects.create(
                meeting=meeting, unit=row.unit, organ=row.unit.organ if row.unit else None, external=row.unit is None,
                name=row.name, wanted="有关负责人列席", position=position + n,
            )  # fmt: skip
    if item.reporter is not None and not meeting.participants.filter(person=item.reporter).exists():
        _put_reporter(meeting, item)


def _put_reporter(meeting: Meeting, item: AgendaItem) -> None:
    reporter = item.reporter
    assert reporter is not None
    Participant.objects.create(
        meeting=meeting, person=reporter, name=reporter.name, body=reporter.organ.short_name, post=post_of(reporter),
        role=Participant.Role.OBSERVE, rank=protocol_rank(reporter, meeting.organ), mobile=reporter.mobile,
    )  # fmt: skip


def unschedule_item(*, actor: Person, item: AgendaItem, reason: str) -> Difference:
    """Take the item off the agenda again; it waits for another meeting."""
    with act(actor=actor, verb="meetings.unschedule_item", about=item) as this:
        slot = _slot_of(item)
        meeting = locked(slot.meeting)
        guards.may_prepare(actor, meeting)
        guards.step(item, "unschedule")
        if not reason.strip():
            raise Refused("请写明撤下议题的理由。")
        before = readers_of_item(item)
        changed = carry_out(actor, meeting, lambda _: _take_item(slot.pk), reason=reason)
        item = AgendaItem.objects.get(pk=item.pk)
        spread(actor, item, readers_of_item(item), before)
        this.summary, this.data = f"撤下议题《{item}》", {"meeting": meeting.pk, "reason": reason}
        text = f"议题《{item}》从议程撤下：{reason.strip()}"
        tell_all(
            actor, item, [item.proposed_by], text, f"meetings:unschedule:{item.pk}:{meeting.pk}:{meeting.revision}"
        )
    return changed


def _slot_of(item: AgendaItem) -> AgendaSlot:
    slot = AgendaSlot.objects.filter(item=item).select_related("meeting").first()
    if slot is None:
        raise Refused(f"议题《{item}》没有列入任何会议。")
    return slot


def _take_item(pk: int) -> None:
    slot = AgendaSlot.objects.select_related("item").get(pk=pk)
    item = slot.item
    slot.delete()
    if item is not None:
        item.state = AgendaItem.State.APPROVED
        item.save(update_fields=["state"])


def add_entry(
    *, actor: Person, meeting: Meeting, title: str, minutes: int, rest: bool = False, speaker: str = ""
) -> Difference:
    """A part of the meeting that is no item, or a break."""
    kind = AgendaSlot.Kind.BREAK if rest else AgendaSlot.Kind.PART
    if not title.strip():
        raise Refused("请写明议程内容。")

    def write(mine: Meeting) -> None:
        AgendaSlot.objects.create(
            meeting=mine,
            position=_end(mine),
            kind=kind,
            title=title.strip(),
            speaker=speaker.strip(),
            minutes=_fit(minutes),
        )

    return _change(actor, meeting, "meetings.add_entry", f"增加议程《{title}》", write)


def edit_entry(
    *,
    actor: Person,
    slot: AgendaSlot,
    minutes: int,
    fixed_at: datetime | None = None,
    title: str = "",
    speaker: str = "",
) -> Difference:
    """Another duration, another fixed time, another wording."""

    def write(_: Meeting) -> None:
        row = AgendaSlot.objects.get(pk=slot.pk)
        row.minutes, row.fixed_at = _fit(minutes), fixed_at
        if row.item_id is None:
            row.title, row.speaker = title.strip() or row.title, speaker.strip()
        row.save()

    return _change(actor, slot.meeting, "meetings.edit_entry", f"修改议程《{slot}》", write)


def remove_entry(*, actor: Person, slot: AgendaSlot) -> Difference:
    """Take a part or break out; an item goes by ``unschedule_item``."""
    if slot.item_id is not None:
        raise Refused("议题要写明理由才能撤下。", remedy="请用“撤下议题”。")
    return _change(
        actor,
        slot.meeting,
        "meetings.remove_entry",
        f"去掉议程《{slot}》",
        lambda _: AgendaSlot.objects.get(pk=slot.pk).delete(),
    )


def move_entry(*, actor: Person, slot: AgendaSlot, to: int) -> Difference:
    """Put an entry at another place, counted from 0."""

    def write(mine: Meeting) -> None:
        rows = [row for row in mine.slots.all() if row.pk != slot.pk]
        rows.insert(max(0, min(to, len(rows))), slot)
        for position, row in enumerate(rows):
            AgendaSlot.objects.filter(pk=row.pk).update(position=position)

    return _change(actor, slot.meeting, "meetings.move_entry", f"调整议程次序《{slot}》", write)


def _change(actor: Person, meeting: Meeting, verb: str, summary: str, write: Write) -> Difference:
    with act(actor=actor, verb=verb, about=meeting, summary=f"{summary}（《{meeting}》）"):
        meeting = locked(meeting)
        guards.may_prepare(actor, meeting)
        return carry_out(actor, meeting, write)


def _end(meeting: Meeting) -> int:
    last = meeting.slots.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def _fit(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST:
        raise Refused("议程时长应在 1 分钟到 24 小时之间，没有改动。")
    return minutes
