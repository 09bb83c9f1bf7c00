"""What a recipient does with a delivered copy: open, sign for, return."""

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing import events
from zhongshu.apps.outgoing.models import Delivery, Paper
from zhongshu.apps.outgoing.queries.issue import received_by
from zhongshu.apps.shell.actions import forget_notices_about, notify
from zhongshu.lib.refusal import Refused


def open_delivery(*, actor: Person, delivery: Delivery) -> Delivery:
    """The first look is noted; every look at a restricted paper is on record."""
    first = delivery.state == Delivery.State.DELIVERED
    if not first and not delivery.secrecy:
        return delivery
    with act(
        actor=actor, verb="outgoing.open_delivery", about=delivery, summary=f"查看收到的《{delivery.paper.title}》"
    ):
        row = _mine(actor, delivery)
        if row.state == Delivery.State.DELIVERED:
            row.state, row.opened_at = Delivery.State.OPENED, timezone.now()
            row.save(update_fields=["state", "opened_at"])
            row.events.create(what="打开", by_name=actor.name)
    return row


def acknowledge_receipt(*, actor: Person, delivery: Delivery) -> Delivery:
    """签收: the recipient has the paper; who and when goes back to the sender."""
    with act(actor=actor, verb="outgoing.acknowledge_receipt", about=delivery) as this:
        row = _settle(actor, delivery, Delivery.State.SIGNED, "")
        this.summary, this.data = f"{row.name}签收《{row.paper.title}》", {"delivery": row.pk}
    return row


def return_receipt(*, actor: Person, delivery: Delivery, reason: str) -> Delivery:
    """退回: not for us, or something is wrong with it. The sender is told why."""
    reason = reason.strip()
    with act(actor=actor, verb="outgoing.return_receipt", about=delivery) as this:
        if not reason:
            raise Refused("请写明退回的理由。")
        row = _settle(actor, delivery, Delivery.State.RETURNED, reason[:300])
        this.summary, this.data = (
            f"{row.name}退回《{row.paper.title}》：{reason}",
            {"delivery": row.pk, "reason": reason},
        )
        notify(
            actor=actor, to=row.paper.drafter, text=f"{row.name}退回《{row.paper.title}》：{reason}",
            url=row.paper.get_absolute_url(), about=row.paper, key=f"outgoing:returned:{row.pk}",
        )  # fmt: skip
    return row


def _settle(actor: Person, delivery: Delivery, state: str, reason: str) -> Delivery:
    row = _mine(actor, delivery)
    if not row.waiting:
        raise Refused(f"这份文件{row.get_state_display()}，不必重复办理。")
    row.state, row.reason, row.settled_at, row.settled_by = state, reason, timezone.now(), actor
    row.settled_name = actor.name
    row.opened_at = row.opened_at or row.settled_at
    row.save(update_fields=["state", "reason", "settled_at", "settled_by", "settled_name", "opened_at"])
    row.events.create(what=row.get_state_display(), by_name=actor.name, note=reason)
    forget_notices_about(about=row)
    events.receipt_given.send(sender=Paper, paper=row.paper, delivery=row, actor=actor)
    return row


def _mine(actor: Person, delivery: Delivery) -> Delivery:
    """The copy's row, held, if it was delivered to the actor at all."""
    if not received_by(actor).filter(pk=delivery.pk).exists():
        raise Refused("这份文件不是发给您的，没有改动任何内容。")
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("paper__drafter", "paper__organ")
    return rows.get(pk=delivery.pk)
