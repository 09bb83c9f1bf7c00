"""Who may change bodies and people."""

from zhongshu.apps.audit.actors import SYSTEM, Actor
from zhongshu.apps.org import policy, queries
from zhongshu.apps.org.models import Administrator, Duty, Organ, Person
from zhongshu.lib.refusal import Refused


def only_administrator(actor: Actor, role: str) -> None:
    """The system itself (first set-up) or the one administrator whose job it is."""
    if actor is SYSTEM or (isinstance(actor, Person) and queries.is_administrator(actor, role)):
        return
    raise Refused(
        f"这件事只能由{Administrator.Role(role).label}办理，没有改动任何内容。", remedy="请与本单位的管理员联系。"
    )


def only_self_or_director(actor: Actor, person: Person, organ: Organ) -> None:
    """A person's own affairs: the person, the office director, or the system administrator."""
    if actor is SYSTEM or actor.pk == person.pk:
        return
    if isinstance(actor, Person) and (
        queries.has_duty(actor, Duty.DIRECTOR, organ) or queries.is_administrator(actor, Administrator.Role.SYSTEM)
    ):
        return
    raise Refused("只有本人、办公室主任或系统管理员可以这样安排，没有改动任何内容。")


def refuse_unfit(person: Person, wanted: set[str], *, besides: set[str]) -> None:
    """Refused when a person may not have the ``wanted`` duties ``besides`` those of other posts."""
    unknown = wanted - policy.WORK_DUTIES
    if unknown:
        raise Refused(f"没有“{'、'.join(sorted(unknown))}”这种职责。")
    if wanted and queries.administrator_role(person):
        raise Refused(
            f"{person}是管理员，不能同时承担办文职责。", remedy="请由其他人任职，或先免去其管理员。", basis="三员分立"
        )
    clash = policy.clash_of_duties(besides | wanted)
    if clash:
        one, other = (Duty(duty).label for duty in clash)
        raise Refused(
            f"{person}不能同时是{one}和{other}。", remedy="请把其中一项职责安排给他人。", basis="用印与签发分离"
        )
    if wanted & policy.CLEARED_DUTIES and person.employment == Person.Employment.CONTRACT:
        raise Refused(f"{person}是聘用人员，不能担任机要员。", basis="涉密岗位须由在编人员担任")
