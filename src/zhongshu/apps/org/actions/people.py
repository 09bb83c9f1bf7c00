"""People, posts, portfolios, administrators."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.org import events, policy, queries
from zhongshu.apps.org.actions.guards import only_administrator, refuse_unfit
from zhongshu.apps.org.models import Administrator, Organ, Person, Portfolio, Post, PostDuty, Unit
from zhongshu.lib.refusal import Refused


def add_person(
    *,
    actor: Actor,
    organ: Organ,
    name: str,
    rank: int = 1000,
    employment: str = Person.Employment.CIVIL,
    party_member: bool = False,
    mobile: str = "",
) -> Person:
    """Enter a member of staff. Clearance starts at 内部; raising it is the security administrator's act."""
    with act(actor=actor, verb="org.add_person", summary=f"登记人员 {name}") as this:
        only_administrator(actor, Administrator.Role.SYSTEM)
        person = Person.objects.create(
            organ=organ,
            name=name,
            initials=policy.initials(name),
            rank=rank,
            employment=employment,
            party_member=party_member,
            mobile=mobile,
        )
        this.about = person
    return person


def assign_post(
    *,
    actor: Actor,
    person: Person,
    unit: Unit,
    title: str,
    duties: Iterable[str] = (),
    is_main: bool = True,
    started_on: date | None = None,
) -> Post:
    """Give a person a post with its duties. Refused for administrators, clashing duties, or unfit employment."""
    wanted = set(duties)
    with act(actor=actor, verb="org.assign_post", summary=f"{person} 任 {unit}{title}") as this:
        only_administrator(actor, Administrator.Role.SYSTEM)
        if unit.dissolved_on is not None:
            raise Refused(f"{unit}已撤销，不能再安排岗位。")
        refuse_unfit(person, wanted, besides=queries.duties_of(person))
        if is_main:
            Post.objects.filter(person=person, is_main=True, ended_on__isnull=True).update(is_main=False)
        post = Post.objects.create(
            person=person, unit=unit, title=title, is_main=is_main, started_on=started_on or timezone.localdate()
        )
        PostDuty.objects.bulk_create(PostDuty(post=post, duty=duty) for duty in sorted(wanted))
        this.about, this.data = post, {"person": person.pk, "duties": sorted(wanted)}
        events.posts_changed.send(sender=Person, person=person)
    return post


def end_post(*, actor: Actor, post: Post, ended_on: date | None = None) -> None:
    """End a post. Refused while its holder still has open work: hand over first, so nothing is left behind."""
    with act(actor=actor, verb="org.end_post", about=post, summary=f"免去 {post.person} {post}"):
        only_administrator(actor, Administrator.Role.SYSTEM)
        others = queries.current_posts(post.person).exclude(pk=post.pk).exists()
        held = queries.holdings_of(post.person)
        if held and not others:
            raise Refused(f"{post.person}手上还有 {len(held)} 件事未移交，不能免职。", remedy="请先办理工作移交。")
        post.ended_on = ended_on or timezone.localdate()
        post.save(update_fields=["ended_on"])
        events.posts_changed.send(sender=Person, person=post.person)


def set_portfolio(
    *, actor: Actor, leader: Person, unit: Unit | None = None, organ: Organ | None = None, field: str = ""
) -> Portfolio:
    """Put a unit, organ or field in a leader's charge, replacing the leader who had the unit before."""
    what = unit or organ or field
    with act(actor=actor, verb="org.set_portfolio", summary=f"{leader} 分管 {what}") as this:
        only_administrator(actor, Administrator.Role.SYSTEM)
        if not what:
            raise Refused("没有说明分管什么。", remedy="请选择科室、机关，或填写领域。")
        if unit is not None:
            Portfolio.objects.filter(unit=unit).delete()
        this.about = portfolio = Portfolio.objects.create(leader=leader, unit=unit, organ=organ, field=field)
    return portfolio


def appoint_administrator(*, actor: Actor, person: Person, role: str) -> Administrator:
    """Make a person one of the three administrators. Refused when they have another role or any work duty."""
    label = Administrator.Role(role).label
    with act(actor=actor, verb="org.appoint_administrator", about=person, summary=f"任命 {person} 为{label}"):
        only_administrator(actor, Administrator.Role.SECURITY)
        present = queries.administrator_role(person)
        if present:
            raise Refused(
                f"{person}已经是{Administrator.Role(present).label}，不能兼任{label}。",
                remedy="请另选一人。",
                basis="三员分立",
            )
        if queries.duties_of(person):
            raise Refused(f"{person}承担办文职责，不能兼任{label}。", remedy="请另选一人。", basis="三员分立")
        return Administrator.objects.create(person=person, role=role)


def set_clearance(*, actor: Actor, person: Person, clearance: int) -> None:
    """Change what level a person may be let know. The security administrator's act, never one's own."""
    label = Person.Clearance(clearance).label
    with act(actor=actor, verb="org.set_clearance", about=person, summary=f"{person} 知悉等级改为{label}"):
        only_administrator(actor, Administrator.Role.SECURITY)
        if actor.pk == person.pk:
            raise Refused("不能调整自己的知悉等级。")
        held = queries.holdings_of(person) if clearance < person.clearance else []
        if held:
            raise Refused(
                f"{person}手上还有 {len(held)} 件事，调低知悉等级会使这些事没有人能办，等级没有改动。",
                remedy="请先办理工作移交；情况紧急的，请系统管理员先停用其账号。",
            )
        if clearance > Person.Clearance.INTERNAL and person.employment == Person.Employment.CONTRACT:
            raise Refused(f"{person}是聘用人员，知悉等级最高为内部。", basis="涉密岗位须由在编人员担任")
        person.clearance = clearance
        person.save(update_fields=["clearance"])
