"""What the meeting decides: recorded item by item, returned to the proposer as an excerpt, carried over, agreed items."""

from datetime import date
from typing import Any

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards, supervision_source
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.actions.telling import make_item_findable, readers_of_item, spread, tell_all
from zhongshu.apps.meetings.models import AgendaItem, AgreedItem, AttendingUnit, ItemPaper, Meeting
from zhongshu.apps.meetings.queries.items import meeting_of
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person, Unit
from zhongshu.apps.outgoing.policy.marks import refuse_marked
from zhongshu.apps.supervision import actions as supervision
from zhongshu.apps.supervision.actions import Duties
from zhongshu.apps.supervision.models import SupervisedMatter
from zhongshu.lib.refusal import Refused


def record_decision(*, actor: Person, item: AgendaItem, outcome: str, decision: str) -> AgendaItem:
    """议定: the conclusion in the meeting's words. The proposing unit gets its excerpt at once."""
    with act(actor=actor, verb="meetings.record_decision", about=item) as this:
        item, meeting = _with_meeting(item)
        guards.host_side(actor, meeting)
        guards.step(item, "decide")
        _has_begun(meeting)
        if outcome not in AgendaItem.Outcome.values or not decision.strip():
            raise Refused("请写明结论和会议决定的内容，没有保存。")
        refuse_marked([decision])
        item.state, item.outcome, item.decision = AgendaItem.State.DECIDED, outcome, decision.strip()
        item.decided_by, item.decided_at, item.returned_at = actor, timezone.now(), timezone.now()
        item.save()
        this.summary, this.data = f"记录会议决定《{item}》：{item.get_outcome_display()}", {"outcome": outcome}
        make_item_findable(item)
        people = {item.proposed_by, *([item.reporter] if item.reporter else [])}
        head = org.head_of(item.unit)
        text = f"{meeting}议定《{item}》：{item.get_outcome_display()}。{item.decision}"
        tell_all(actor, item, people | ({head} if head else set()), text, f"meetings:excerpt:{item.pk}")
    return item


def carry_over(*, actor: Person, item: AgendaItem, reason: str) -> AgendaItem:
    """转下次会议: what was not finished goes on as a fresh item, approved already, with its papers."""
    with act(actor=actor, verb="meetings.carry_over", about=item) as this:
        item, meeting = _with_meeting(item)
        guards.host_side(actor, meeting)
        guards.step(item, "decide")
        _has_begun(meeting)
        if not reason.strip():
            raise Refused("请写明没有议完的原因。")
        item.state, item.carry_reason = AgendaItem.State.CARRIED, reason.strip()
        item.save(update_fields=["state", "carry_reason"])
        fresh = AgendaItem.objects.create(
            carried_from=item, state=AgendaItem.State.APPROVED, carry_reason="",
            **{name: getattr(item, name) for name in _KEPT},
        )  # fmt: skip
        AttendingUnit.objects.bulk_create(
            AttendingUnit(item=fresh, unit_id=row.unit_id, name=row.name) for row in item.attending.all()
        )
        ItemPaper.objects.bulk_create(
            ItemPaper(item=fresh, kind=row.kind, file_id=row.file_id, by_id=row.by_id, at=row.at)
            for row in item.papers.all()
        )
        spread(actor, fresh, readers_of_item(fresh))
        make_item_findable(fresh)
        this.summary, this.data = f"议题《{item}》转下次会议", {"fresh": fresh.pk, "reason": reason}
        text = f"议题《{item}》在{meeting}没有议完，转下次会议：{reason.strip()}"
        tell_all(actor, fresh, [item.proposed_by], text, f"meetings:carry:{item.pk}")
    return fresh


_KEPT = (
    "organ", "forum", "unit", "proposed_by", "proposed_at", "title", "summary", "reporter", "reporter_name",
    "reporter_post", "minutes", "major", "needs_legal", "vetted_by", "vetted_at", "approved_by", "approved_at",
    "approval_words", "transcribed_by",
)  # fmt: skip


def agree(
    *,
    actor: Person,
    meeting: Meeting,
    text: str,
    item: AgendaItem | None = None,
    task: str = "",
    standard: str = "",
    unit: Unit | None = None,
    person: Person | None = None,
    deadline: date | None = None,
) -> AgreedItem:
    """议定事项: one thing somebody has to do, in the minutes' words."""
    with act(actor=actor, verb="meetings.agree", about=meeting) as this:
        meeting = locked(meeting)
        guards.host_side(actor, meeting)
        guards.not_over(meeting)
        _has_begun(meeting)
        if not text.strip():
            raise Refused("请写明议定事项。")
        if item is not None and meeting_of(item) != meeting:
            raise Refused("这个议题不在本次会议的议程上，没有保存。")
        refuse_marked([text])
        row = AgreedItem.objects.create(
            meeting=meeting, item=item, position=meeting.agreed_items.count(), text=text.strip(),
            task=task.strip() or text.strip()[:500], standard=standard.strip(), unit=unit,
            person=person or (org.head_of(unit) if unit else None), deadline=deadline, by=actor, at=timezone.now(),
        )  # fmt: skip
        this.summary, this.data = f"记录议定事项《{row}》", {"agreed": row.pk}
    return row


def edit_agreed(*, actor: Person, row: AgreedItem, **fields: Any) -> AgreedItem:
    """Correct an agreed item that is not settled yet."""
    with act(actor=actor, verb="meetings.edit_agreed", about=row.meeting) as this:
        meeting = locked(row.meeting)
        guards.host_side(actor, meeting)
        row = AgreedItem.objects.select_for_update().get(pk=row.pk)
        _unsettled(row)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        this.summary = f"修改议定事项《{row}》"
    return row


def enter_ledger(*, actor: Person, row: AgreedItem) -> SupervisedMatter:
    """列入督办: the agreed item becomes a supervised matter, by supervision's own rules."""
    with act(actor=actor, verb="meetings.enter_ledger", about=row.meeting) as this:
        meeting = locked(row.meeting)
        guards.host_side(actor, meeting)
        row = AgreedItem.objects.select_for_update().get(pk=row.pk)
        _unsettled(row)
        proposal = supervision_source.find(actor, row.pk, None)
        if proposal is None:
            raise Refused("这一项不在您的知悉范围内，没有列入督办。")
        duties = Duties(
            task=row.task or row.text[:500],
            standard=row.standard,
            deadline=row.deadline,
            unit=row.unit,
            person=row.person,
        )
        row.matter = supervision.open_matter(actor=actor, source=proposal.facts, duties=duties)
        row.save(update_fields=["matter"])
        this.summary, this.data = f"议定事项列入督办 {row.matter}", {"agreed": row.pk, "matter": row.matter.pk}
    return row.matter


def enter_all(*, actor: Person, meeting: Meeting) -> tuple[list[SupervisedMatter], list[tuple[AgreedItem, str]]]:
    """Every agreed item that is not settled, each by itself: what went in, and why the others did not."""
    entered: list[SupervisedMatter] = []
    refused: list[tuple[AgreedItem, str]] = []
    with act(actor=actor, verb="meetings.enter_all", about=meeting) as this:
        guards.host_side(actor, locked(meeting))
        for row in meeting.agreed_items.filter(matter__isnull=True, excuse=""):
            try:
                entered.append(enter_ledger(actor=actor, row=row))
            except Refused as no:
                refused.append((row, str(no)))
        this.summary = f"《{meeting}》议定事项列入督办 {len(entered)} 项，未列入 {len(refused)} 项"
        this.data = {"matters": [matter.pk for matter in entered], "refused": [row.pk for row, _ in refused]}
    return entered, refused


def excuse_agreed(*, actor: Person, row: AgreedItem, reason: str) -> AgreedItem:
    """不列入督办, with the reason."""
    with act(actor=actor, verb="meetings.excuse_agreed", about=row.meeting) as this:
        meeting = locked(row.meeting)
        guards.host_side(actor, meeting)
        row = AgreedItem.objects.select_for_update().get(pk=row.pk)
        _unsettled(row)
        if not reason.strip():
            raise Refused("请写明不列入督办的理由。")
        row.excuse, row.excused_by = reason.strip(), actor
        row.save(update_fields=["excuse", "excused_by"])
        this.summary, this.data = f"议定事项不列入督办《{row}》", {"agreed": row.pk, "reason": reason}
    return row


def _unsettled(row: AgreedItem) -> None:
    if row.settled:
        raise Refused("这一项已经列入督办或写明理由，没有改动。")


def _has_begun(meeting: Meeting) -> None:
    if meeting.coming and timezone.now() < meeting.starts_at:
        raise Refused("会议还没有开始，不能记录会议的决定。")


def _with_meeting(item: AgendaItem) -> tuple[AgendaItem, Meeting]:
    rows = AgendaItem.objects.select_for_update(of=("self",)).select_related(
        "organ", "unit__organ", "reporter", "proposed_by"
    )
    item = rows.get(pk=item.pk)
    meeting = meeting_of(item)
    if meeting is None:
        raise Refused(f"议题《{item}》没有列入任何会议，不能记录决定。")
    return item, locked(meeting)
