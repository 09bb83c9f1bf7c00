"""纪要: drafted as an outgoing paper from what the meeting decided; it goes the way of every paper."""

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards, guards_after
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.actions.evidence import show_done
from zhongshu.apps.meetings.facts import facts_of, unit_name
from zhongshu.apps.meetings.models import AgendaItem, AgreedItem, Meeting, MeetingMinutes
from zhongshu.apps.org.models import IssuerCode, Person
from zhongshu.apps.outgoing.actions import create_paper
from zhongshu.apps.outgoing.models import Paper
from zhongshu.lib.meeting.minutes import Agreed, Decided, minutes_fields
from zhongshu.lib.refusal import Refused

#: A paper in these states no longer stands for the meeting: another may be drafted.
GONE = (Paper.State.TERMINATED, Paper.State.VOID)


def minutes_of(meeting: Meeting) -> MeetingMinutes | None:
    """The minutes in force, whoever may read them."""
    return meeting.minutes.exclude(paper__state__in=GONE).select_related("paper").first()


def draft_minutes(*, actor: Person, meeting: Meeting) -> Paper:
    """拟纪要: once, while no other is on its way. Title, attendance and every agenda item's decision are filled in."""
    with act(actor=actor, verb="meetings.draft_minutes", about=meeting) as this:
        meeting = locked(meeting)
        guards.host_side(actor, meeting)
        guards.not_over(meeting)
        guards_after.has_begun(meeting)
        if actor.organ_id != meeting.organ_id:
            raise Refused("纪要由召开机关的人员拟稿，没有拟写。")
        if minutes_of(meeting) is not None:
            raise Refused("本次会议的纪要已经拟稿，没有重复拟写。", remedy="请到发文中继续办理。")
        fields = fields_of(meeting)
        paper = create_paper(actor=actor, kind="minutes", issuer_code=_code(meeting), fields=fields)
        row = MeetingMinutes.objects.create(meeting=meeting, paper=paper, by=actor, at=timezone.now())
        this.summary, this.data = f"{meeting}拟《{paper.title}》", {"paper": paper.pk, "minutes": row.pk}
        show_done(actor, meeting, "record", "纪要已拟稿", paper)
    return paper


def fields_of(meeting: Meeting) -> dict[str, object]:
    """The draft's fields as the meeting stands."""
    slots = meeting.slots.filter(item__isnull=False).select_related("item__unit__organ")
    agreed: dict[int | None, list[Agreed]] = {}
    for row in meeting.agreed_items.select_related("unit__organ"):
        agreed.setdefault(row.item_id, []).append(_agreed(row, meeting))
    items = [_decided(slot.item, meeting, agreed) for slot in slots if slot.item is not None]
    return minutes_fields(facts_of(meeting), [row for row in items if row is not None], agreed.get(None, []))


def _decided(item: AgendaItem, meeting: Meeting, agreed: dict[int | None, list[Agreed]]) -> Decided | None:
    if item.state not in (AgendaItem.State.DECIDED, AgendaItem.State.CARRIED):
        return None
    return Decided(
        title=item.title,
        proposer=unit_name(item.unit, meeting.organ_id),
        outcome=item.outcome,
        decision=item.decision,
        carried=item.state == AgendaItem.State.CARRIED,
        agreed=tuple(agreed.get(item.pk, ())),
    )


def _agreed(row: AgreedItem, meeting: Meeting) -> Agreed:
    return Agreed(row.text, unit_name(row.unit, meeting.organ_id) if row.unit else "", row.deadline)


def _code(meeting: Meeting) -> IssuerCode | None:
    """The code for minutes where the organ has one; else of the body that decided: the government of a decision meeting,
    the office itself of others. The drafter may change it."""
    codes = IssuerCode.objects.filter(organ=meeting.organ_id, retired_on__isnull=True)
    documents = codes.filter(layout="document")
    body = meeting.organ.office_of_id if meeting.kind == "decision" else meeting.organ_id
    return codes.filter(code__contains="纪要").first() or documents.filter(issuer=body).first() or documents.first()
