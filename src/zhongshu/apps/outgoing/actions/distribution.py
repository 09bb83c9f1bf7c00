"""分发: the paper goes to organs, units and people on this server, and by paper to those outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from zhongshu.apps.access.actions import grant
from zhongshu.apps.access.subjects import duty_key, person_key, unit_key
from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.flow.scenes import deadline
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person, Unit
from zhongshu.apps.outgoing import events, guards
from zhongshu.apps.outgoing.actions.indexing import index_delivery
from zhongshu.apps.outgoing.actions.versions import locked
from zhongshu.apps.outgoing.models import Delivery, Paper, Printing
from zhongshu.apps.outgoing.queries.issue import printing_of
from zhongshu.apps.outgoing.queries.papers import manages_papers, work_of
from zhongshu.apps.shell.actions import notify
from zhongshu.lib.refusal import Refused

#: How long a recipient has to sign for a paper, in the flow's own notation of workdays and hours.
LIMITS = {"": "P2D", "urgent": "P1D", "extra_urgent": "PT4H"}
MOST_RECIPIENTS = 500


@dataclass(frozen=True)
class Recipient:
    """One to whom a copy goes: exactly one of organ, unit, person, or a name of somebody outside."""

    organ: Organ | None = None
    unit: Unit | None = None
    person: Person | None = None
    name: str = ""
    is_copy: bool = False
    copies: int = 1

    @property
    def label(self) -> str:
        if self.unit is not None:
            return f"{self.unit.organ.short_name}{self.unit.name}"
        return self.name or str(self.organ or self.person or "")


def usual_due(paper: Paper, now: datetime) -> datetime:
    """By when recipients sign for a paper of its urgency, unless the clerk says otherwise."""
    return deadline(now, LIMITS[paper.urgency])


def distribute(
    *,
    actor: Person,
    paper: Paper,
    recipients: Sequence[Recipient],
    due_at: datetime | None = None,
    go_on: bool = True,
) -> list[Delivery]:
    """Send the sealed paper out. Each recipient gets a copy of their own, and sees nothing else of the paper.

    ``due_at``: by when they are to sign for it; by urgency when left out.
    """
    with act(actor=actor, verb="outgoing.distribute", about=paper) as this:
        paper = locked(paper)
        work = guards.work_at(work_of(paper, actor, "distribute"), paper, "distribute")
        guards.signed_off(paper)
        guards.printed(paper)
        guards.sealed(paper)
        chosen = _distinct(recipients)
        if not chosen:
            raise Refused("还没有选择分发对象。", remedy="请至少选择一个接收单位。")
        if len(chosen) > MOST_RECIPIENTS:
            raise Refused(f"一次最多分发 {MOST_RECIPIENTS} 个单位。")
        printing = printing_of(paper)
        assert printing is not None  # guards.printed has just seen it
        now = timezone.now()
        due = due_at or usual_due(paper, now)
        if due <= now:
            raise Refused("签收时限已经过去。", remedy="请另定一个时限。")
        deliveries = [_deliver(actor, paper, printing, recipient, now, due) for recipient in chosen]
        paper.distributed_at = now
        paper.save(update_fields=["distributed_at", "changed_at"])
        this.summary = f"《{paper.title}》分发 {len(deliveries)} 个单位"
        this.data = {"recipients": [delivery.name for delivery in deliveries], "sha256": printing.file.sha256}
        events.paper_distributed.send(sender=Paper, paper=paper, printing=printing, deliveries=deliveries, actor=actor)
        if go_on:
            flow_actions.submit(actor=actor, work=work, text=f"分发 {len(deliveries)} 个单位")
    return deliveries


def _distinct(recipients: Sequence[Recipient]) -> list[Recipient]:
    """Each recipient once. Two different ones under one name are refused: on the sheet nobody could tell them apart."""
    by_label: dict[str, Recipient] = {}
    for recipient in recipients:
        if not recipient.label:
            continue
        before = by_label.setdefault(recipient.label, recipient)
        if (before.organ, before.unit, before.person) != (recipient.organ, recipient.unit, recipient.person):
            raise Refused(
                f"有两个接收对象都叫“{recipient.label}”，分发单上无法区分。",
                remedy="同名的人请改为发给所在科室；系统内已有的单位不要再填在系统外。",
            )
    return list(by_label.values())


def _deliver(
    actor: Person, paper: Paper, printing: Printing, recipient: Recipient, now: datetime, due: datetime
) -> Delivery:
    if not 1 <= recipient.copies <= 999:
        raise Refused(f"给{recipient.label}的份数应在 1 到 999 之间。")
    delivery = Delivery.objects.create(
        paper=paper, printing=printing, organ=recipient.organ, unit=recipient.unit, person=recipient.person,
        name=recipient.label[:120], is_copy=recipient.is_copy, copies=recipient.copies, secrecy=paper.secrecy,
        delivered_at=now, due_at=due,
    )  # fmt: skip
    delivery.events.create(what="送达", by_name=actor.name)
    if delivery.is_external:
        return delivery
    for key in keys_of(delivery):
        grant(actor=actor, obj=delivery, subject=key, reason="收到的文件")
    index_delivery(delivery=delivery, url=reverse("outgoing:received_paper", args=[delivery.pk]))
    for person in openers(delivery):
        notify(
            actor=actor, to=person, text=f"收到{paper.number_text or '文件'}《{paper.title}》，请签收",
            url=reverse("outgoing:received_paper", args=[delivery.pk]), about=delivery, key=f"outgoing:delivery:{delivery.pk}",
        )  # fmt: skip
    return delivery


def keys_of(delivery: Delivery) -> list[str]:
    """Whom a copy is made known to: the person; the unit; or the recipient organ's clerks (its director where there is none)."""
    if delivery.person is not None:
        return [person_key(delivery.person)]
    if delivery.unit is not None:
        return [unit_key(delivery.unit)]
    if delivery.organ is None:
        return []
    duty = Duty.CLERK if org.people_with_duty(delivery.organ, Duty.CLERK).exists() else Duty.DIRECTOR
    return [duty_key(delivery.organ, duty)]


def openers(delivery: Delivery) -> list[Person]:
    """The people who are to sign for a copy, and are told of it."""
    if delivery.person is not None:
        return [delivery.person]
    if delivery.unit is not None:
        head = org.head_of(delivery.unit)
        return (
            [head] if head else list(Person.objects.filter(posts__unit=delivery.unit, posts__ended_on__isnull=True)[:3])
        )
    if delivery.organ is None:
        return []
    clerks = list(org.people_with_duty(delivery.organ, Duty.CLERK))
    return clerks or list(org.people_with_duty(delivery.organ, Duty.DIRECTOR))


def remind(*, actor: Actor, delivery: Delivery) -> bool:
    """催签: tell those who have not signed for a copy again. True when there was somebody to tell."""
    summary = f"催{delivery.name}签收《{delivery.paper.title}》"
    with act(actor=actor, verb="outgoing.remind", about=delivery.paper, summary=summary) as this:
        row = (
            Delivery.objects.select_for_update(of=("self",))
            .select_related("paper", "organ", "unit__organ", "person")
            .get(pk=delivery.pk)
        )
        if not row.waiting:
            raise Refused(f"{row.name}已经{row.get_state_display()}，不必再催。")
        if isinstance(actor, Person) and not (
            actor.pk == row.paper.drafter_id or manages_papers(actor, row.paper.organ)
        ):
            raise Refused("由拟稿人或文书催签收。")
        row.reminders += 1
        row.reminded_at = timezone.now()
        row.save(update_fields=["reminders", "reminded_at"])
        row.events.create(what="催签收", by_name=actor.name)
        this.data = {"delivery": row.pk, "times": row.reminders}
        people = openers(row)
        for person in people:
            notify(
                actor=actor, to=person, text=f"请尽快签收{row.paper.number_text}《{row.paper.title}》（第 {row.reminders} 次提醒）",
                url=reverse("outgoing:received_paper", args=[row.pk]), about=row,
            )  # fmt: skip
    return bool(people)


def register_receipt(*, actor: Person, delivery: Delivery, received_by: str, at: datetime | None = None) -> Delivery:
    """A recipient outside this server has signed on paper: the clerk enters who and when."""
    received_by = received_by.strip()
    with act(actor=actor, verb="outgoing.register_receipt", about=delivery.paper) as this:
        row = Delivery.objects.select_for_update(of=("self",)).select_related("paper__organ").get(pk=delivery.pk)
        if not manages_papers(actor, row.paper.organ):
            raise Refused("回执由文书登记。")
        if not row.is_external:
            raise Refused(f"{row.name}在本系统内，由对方自行签收。")
        if not row.waiting:
            raise Refused(f"{row.name}已经{row.get_state_display()}。")
        if not received_by:
            raise Refused("请写明对方签收人。")
        row.state, row.settled_at, row.settled_by, row.settled_name = (
            Delivery.State.SIGNED,
            at or timezone.now(),
            actor,
            received_by[:60],
        )
        row.save(update_fields=["state", "settled_at", "settled_by", "settled_name"])
        row.events.create(what="登记回执", by_name=actor.name, note=f"对方签收人：{received_by}")
        this.summary, this.data = f"登记{row.name}回执：{received_by}", {"delivery": row.pk, "received_by": received_by}
        events.receipt_given.send(sender=Paper, paper=row.paper, delivery=row, actor=actor)
    return row
