"""AB角, 委托 and 外出."""

from datetime import datetime

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.org import events, queries
from zhongshu.apps.org.actions.guards import only_self_or_director
from zhongshu.apps.org.models import Absence, Person, StandIn
from zhongshu.lib.refusal import Refused


def set_stand_in(
    *,
    actor: Actor,
    principal: Person,
    stand_in: Person,
    starts_at: datetime,
    ends_at: datetime | None = None,
    kind: str = StandIn.Kind.DELEGATION,
    scope: str = "",
    reason: str = "",
) -> StandIn:
    """Let one person act for another. Refused for oneself, a leaver, another organ, or a circle of stand-ins."""
    summary = f"{principal} 委托 {stand_in} 代办"
    with act(actor=actor, verb="org.set_stand_in", summary=summary, data={"scope": scope, "reason": reason}) as this:
        only_self_or_director(actor, principal, principal.organ)
        if principal.pk == stand_in.pk:
            raise Refused("不能委托给自己。")
        if stand_in.left_on is not None or stand_in.organ_id != principal.organ_id:
            raise Refused(f"{stand_in}不是本单位在岗人员，不能代办。")
        if queries.administrator_role(stand_in) or queries.administrator_role(principal):
            raise Refused("管理员的职责不能委托，也不能代人办文。", basis="三员分立")
        if kind == StandIn.Kind.DELEGATION and ends_at is None:
            raise Refused("委托要有截止时间。", remedy="请填写结束时间；长期安排请设为 AB角。")
        if ends_at is not None and ends_at <= starts_at:
            raise Refused("结束时间早于开始时间。", remedy="请重新填写起止时间。")
        if queries.stand_in_for(stand_in, starts_at, scope) == principal:
            raise Refused(f"{stand_in}已委托{principal}代办，互相委托会使事情没有承办人。")
        this.about = row = StandIn.objects.create(
            principal=principal,
            stand_in=stand_in,
            starts_at=starts_at,
            ends_at=ends_at,
            kind=kind,
            scope=scope,
            reason=reason,
        )
        events.posts_changed.send(sender=Person, person=principal)
    return row


def revoke_stand_in(*, actor: Actor, row: StandIn) -> None:
    """End a stand-in now."""
    with act(actor=actor, verb="org.revoke_stand_in", about=row, summary=f"撤销 {row}"):
        only_self_or_director(actor, row.principal, row.principal.organ)
        if row.revoked_at is not None:
            raise Refused("这项委托已经撤销。")
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
        events.posts_changed.send(sender=Person, person=row.principal)


def report_absence(*, actor: Actor, person: Person, starts_at: datetime, ends_at: datetime, reason: str) -> Absence:
    """Say that a person is away. Their AB角 receives what comes in meanwhile."""
    with act(actor=actor, verb="org.report_absence", summary=f"{person} 外出：{reason}") as this:
        only_self_or_director(actor, person, person.organ)
        if ends_at <= starts_at:
            raise Refused("结束时间早于开始时间。", remedy="请重新填写起止时间。")
        this.about = row = Absence.objects.create(person=person, starts_at=starts_at, ends_at=ends_at, reason=reason)
        events.posts_changed.send(sender=Person, person=person)
    return row


def end_absence(*, actor: Actor, row: Absence) -> None:
    """The person is back (or did not go): what comes in goes to them again from now on."""
    with act(actor=actor, verb="org.end_absence", summary=f"{row.person} 销假") as this:
        only_self_or_director(actor, row.person, row.person.organ)
        now = timezone.now()
        if row.ends_at <= now:
            raise Refused("这次外出已经结束。")
        if row.starts_at >= now:
            this.data = {"cancelled": row.pk}
            row.delete()
        else:
            this.about = row
            row.ends_at = now
            row.save(update_fields=["ends_at"])
        events.posts_changed.send(sender=Person, person=row.person)
