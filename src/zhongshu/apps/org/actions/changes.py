"""Correcting what is already there: names, details, duties, and what has come to its end."""

from collections.abc import Iterable

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.org import events, policy, queries
from zhongshu.apps.org.actions.guards import only_administrator, refuse_unfit
from zhongshu.apps.org.models import Administrator, IssuerCode, Organ, Person, Portfolio, Post, PostDuty, Unit
from zhongshu.lib.refusal import Refused

SYSTEM_ADMINISTRATOR = Administrator.Role.SYSTEM


def change_person(
    *, actor: Actor, person: Person, name: str, rank: int, employment: str, party_member: bool, mobile: str
) -> None:
    """Correct a person's details. Refused when the new employment does not fit the duties held."""
    with act(actor=actor, verb="org.change_person", about=person, summary=f"修改 {person} 的登记信息") as this:
        only_administrator(actor, SYSTEM_ADMINISTRATOR)
        if employment == Person.Employment.CONTRACT and queries.duties_of(person) & policy.CLEARED_DUTIES:
            raise Refused(f"{person}担任机要员，编制不能改为聘用。", basis="涉密岗位须由在编人员担任")
        this.data = {"before": {"name": person.name, "rank": person.rank, "employment": person.employment}}
        person.name, person.initials, person.rank = name, policy.initials(name), rank
        person.employment, person.party_member, person.mobile = employment, party_member, mobile
        person.save(update_fields=["name", "initials", "rank", "employment", "party_member", "mobile"])
        events.posts_changed.send(sender=Person, person=person)


def change_duties(*, actor: Actor, post: Post, duties: Iterable[str]) -> None:
    """Set what a post may do. The same guards as for a new post."""
    wanted = set(duties)
    with act(actor=actor, verb="org.change_duties", about=post, summary=f"调整 {post.person} 的岗位职责") as this:
        only_administrator(actor, SYSTEM_ADMINISTRATOR)
        if post.ended_on is not None:
            raise Refused(f"{post.person}已不任{post}，职责没有改动。")
        present = set(post.post_duties.values_list("duty", flat=True))
        rest = set(
            PostDuty.objects.filter(post__person=post.person, post__ended_on__isnull=True)
            .exclude(post=post)
            .values_list("duty", flat=True)
        )
        refuse_unfit(post.person, wanted, besides=rest)
        post.post_duties.exclude(duty__in=wanted).delete()
        PostDuty.objects.bulk_create(PostDuty(post=post, duty=duty) for duty in sorted(wanted - present))
        this.data = {"before": sorted(present), "after": sorted(wanted)}
        events.posts_changed.send(sender=Person, person=post.person)


def end_portfolio(*, actor: Actor, portfolio: Portfolio) -> None:
    """Take a unit, organ or field out of a leader's charge."""
    with act(actor=actor, verb="org.end_portfolio", about=portfolio, summary=f"撤销：{portfolio}"):
        only_administrator(actor, SYSTEM_ADMINISTRATOR)
        portfolio.delete()


def rename_organ(*, actor: Actor, organ: Organ, name: str, short_name: str) -> None:
    """Give an organ another name. Refused when the name is taken."""
    with act(actor=actor, verb="org.rename_organ", about=organ, summary=f"{organ} 更名为 {name}") as this:
        only_administrator(actor, SYSTEM_ADMINISTRATOR)
        if Organ.objects.filter(name=name).exclude(pk=organ.pk).exists():
            raise Refused(f"已有名为“{name}”的机关。", remedy="请核对名称。")
        this.data = {"before": organ.name}
        organ.name, organ.short_name = name, short_name
        organ.save(update_fields=["name", "short_name"])


def dissolve_organ(*, actor: Actor, organ: Organ) -> None:
    """End an organ. Refused while it has staff, subordinates, units or live issuer codes."""
    with act(actor=actor, verb="org.dissolve_organ", about=organ, summary=f"撤销机关 {organ}"):
        only_administrator(actor, SYSTEM_ADMINISTRATOR)
        if organ.dissolved_on is not None:
            raise Refused(f"{organ}已经撤销。")
        people = organ.people.filter(left_on__isnull=True).count()
        if people:
            raise Refused(f"{organ}还有 {people} 名在岗人员，不能撤销。", remedy="请先办理人员移交和离岗。")
        if organ.subordinates.filter(dissolved_on__isnull=True).exists():
            raise Refused(f"{organ}还有下级机关，不能撤销。", remedy="请先调整下级机关的隶属关系。")
        organ.dissolved_on = timezone.localdate()
        organ.save(update_fields=["dissolved_on"])
        organ.units.filter(dissolved_on__isnull=True).update(dissolved_on=organ.dissolved_on)
        organ.issuer_codes.filter(retired_on__isnull=True).update(retired_on=organ.dissolved_on)


def rename_unit(*, actor: Actor, unit: Unit, name: str) -> None:
    """Give a unit another name. Refused when the organ has a unit of that name."""
    with act(actor=actor, verb="org.rename_unit", about=unit, summary=f"{unit} 更名为 {name}") as this:
        only_administrator(actor, SYSTEM_ADMINISTRATOR)
        if Unit.objects.filter(organ=unit.organ_id, name=name).exclude(pk=unit.pk).exists():
            raise Refused(f"{unit.organ.short_name}已有“{name}”。", remedy="请核对名称。")
        this.data = {"before": unit.name}
        unit.name = name
        unit.save(update_fields=["name"])


def dissolve_unit(*, actor: Actor, unit: Unit) -> None:
    """End a unit. Refused while anybody holds a post in it or it has units below."""
    with act(actor=actor, verb="org.dissolve_unit", about=unit, summary=f"撤销 {unit.organ.short_name} {unit}"):
        only_administrator(actor, SYSTEM_ADMINISTRATOR)
        if unit.dissolved_on is not None:
            raise Refused(f"{unit}已经撤销。")
        posts = unit.posts.filter(ended_on__isnull=True).count()
        if posts:
            raise Refused(f"{unit}还有 {posts} 个岗位有人，不能撤销。", remedy="请先把这些人员调到其他科室。")
        if unit.children.filter(dissolved_on__isnull=True).exists():
            raise Refused(f"{unit}下面还有内设机构，不能撤销。", remedy="请先撤销下面的内设机构。")
        unit.dissolved_on = timezone.localdate()
        unit.save(update_fields=["dissolved_on"])
        Portfolio.objects.filter(unit=unit).delete()


def retire_issuer_code(*, actor: Actor, code: IssuerCode) -> None:
    """Close a number series: no new numbers, the old ones stay."""
    with act(actor=actor, verb="org.retire_issuer_code", about=code, summary=f"停用机关代字 {code}"):
        only_administrator(actor, SYSTEM_ADMINISTRATOR)
        if code.retired_on is not None:
            raise Refused(f"机关代字“{code}”已经停用。")
        code.retired_on = timezone.localdate()
        code.save(update_fields=["retired_on"])


def dismiss_administrator(*, actor: Actor, administrator: Administrator) -> None:
    """Take the role away. Refused for the last of a role and for one's own: the three must always all be there."""
    label, person = administrator.get_role_display(), administrator.person
    with act(actor=actor, verb="org.dismiss_administrator", about=person, summary=f"免去 {person} 的{label}"):
        only_administrator(actor, Administrator.Role.SECURITY)
        if actor.pk == person.pk:
            raise Refused("不能免去自己。", remedy="请由另一位安全保密管理员办理。")
        others = Administrator.objects.filter(role=administrator.role, person__left_on__isnull=True)
        if not others.exclude(pk=administrator.pk).exists():
            raise Refused(f"{person}是唯一的{label}，不能免去。", remedy="请先任命接任的人。", basis="三员分立")
        administrator.delete()
