"""工作移交: everything one person holds goes to another, in one act or not at all."""

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.org import events, queries
from zhongshu.apps.org.actions.guards import only_self_or_director
from zhongshu.apps.org.models import Absence, Handover, Person, Portfolio, Post, StandIn
from zhongshu.lib.refusal import Refused


def hand_over(*, actor: Person, leaver: Person, successor: Person, reason: str, leaving: bool = False) -> Handover:
    """Move all that ``leaver`` holds to ``successor``; with ``leaving`` also end posts, account and stand-ins.

    Refused, with nothing moved, while anything would be left without a holder.
    """
    summary = f"{leaver} 向 {successor} 移交工作"
    with act(actor=actor, verb="org.hand_over", summary=summary) as this:
        only_self_or_director(actor, leaver, leaver.organ)
        if successor.pk == leaver.pk or successor.left_on is not None:
            raise Refused(f"{successor}不能接收移交。", remedy="请选择一位在岗的其他同事。")
        if queries.administrator_role(successor):
            raise Refused(f"{successor}是管理员，不能接收办文工作。", basis="三员分立")
        held = queries.holdings_of(leaver)
        events.holdings_moved.send(sender=Person, actor=actor, leaver=leaver, successor=successor)
        _refuse_leftovers(actor, leaver)
        if leaving:
            _take_leave(leaver, successor)
        listing = [
            {"kind": item.kind, "title": item.title, "type": item.object_type, "id": item.object_id} for item in held
        ]
        row = Handover.objects.create(
            leaver=leaver, successor=successor, made_by=actor, reason=reason, left=leaving, holdings=listing
        )
        this.about, this.data = row, {"moved": len(held)}
        events.posts_changed.send(sender=Person, person=leaver)
    return row


def _refuse_leftovers(actor: Person, leaver: Person) -> None:
    left = queries.holdings_of(leaver)
    if left:
        # An administrator arranges the handover without learning what the papers are called.
        named = [
            item.kind if queries.administrator_role(actor) else f"{item.kind}《{item.title}》" for item in left[:5]
        ]
        more = f"等 {len(left)} 件" if len(left) > 5 else ""
        raise Refused(
            f"还有事项没有人接：{'；'.join(named)}{more}。移交没有办理，原来的安排不变。",
            remedy="请先为这些事项指定承办人。",
        )


def _take_leave(leaver: Person, successor: Person) -> None:
    """The person goes: no post, no portfolio, no account, nobody relies on them as a stand-in."""
    now = timezone.now()
    Post.objects.filter(person=leaver, ended_on__isnull=True).update(ended_on=timezone.localdate())
    Portfolio.objects.filter(leader=leaver).update(leader=successor)
    StandIn.objects.filter(principal=leaver, revoked_at__isnull=True).update(revoked_at=now)
    StandIn.objects.filter(stand_in=leaver, revoked_at__isnull=True).update(revoked_at=now)
    Absence.objects.filter(person=leaver, ends_at__gt=now).delete()
    leaver.left_on = timezone.localdate()
    leaver.save(update_fields=["left_on"])
    if leaver.user is not None:
        leaver.user.is_active = False
        leaver.user.save(update_fields=["is_active"])
