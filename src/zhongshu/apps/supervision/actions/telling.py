"""Who may know of a matter, who is told, and how it is found."""

from collections.abc import Iterable

from django.utils import timezone

from zhongshu.apps.access.actions import grant, revoke
from zhongshu.apps.access.subjects import duty_key, person_key, unit_key
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person
from zhongshu.apps.search.actions import index
from zhongshu.apps.shell.actions import notify
from zhongshu.apps.supervision.models import SupervisedMatter
from zhongshu.apps.supervision.queries.matters import SCOPE

Reasons = dict[str, str]


def readers_of(matter: SupervisedMatter) -> Reasons:
    """Who has to know of the matter, and why: grant subjects with their reason."""
    found = {
        unit_key(matter.unit): "责任单位",
        person_key(matter.person): "责任人",
        unit_key(matter.supervising_unit): "督办科室",
        person_key(matter.supervisor): "督办人",
        person_key(matter.opened_by): "立项人",
        duty_key(matter.organ_id, Duty.SUPERVISION_OFFICER): "督查人员",
        duty_key(matter.organ_id, Duty.DIRECTOR): "办公室主任",
        duty_key(matter.organ_id, Duty.DEPUTY_DIRECTOR): "办公室副主任",
    }
    found |= {unit_key(row.unit): "配合单位" for row in matter.supporting.select_related("unit")}
    for leader, why in ((matter.leader, "牵头领导"), (matter.source.leader, "作出指示的领导")):
        if leader is not None:
            found[person_key(leader)] = why
    return found


def make_known(actor: Actor, matter: SupervisedMatter, *, before: Reasons | None = None) -> None:
    """Grant to everybody who has to know; take back from those in ``before`` who no longer have to."""
    now = readers_of(matter)
    for subject, why in now.items():
        grant(actor=actor, obj=matter, subject=subject, reason=why)
    for subject in set(before or {}) - set(now):
        revoke(actor=actor, obj=matter, subject=subject, reason="不再承办")


def let_know(actor: Actor, matter: SupervisedMatter, person: Person, why: str) -> None:
    grant(actor=actor, obj=matter, subject=person_key(person), reason=why)


def tell(actor: Actor, matter: SupervisedMatter, people: Iterable[Person], text: str, key: str = "") -> list[Person]:
    """Notify each of ``people`` and whoever stands in for them now, once a ``key``; never the actor."""
    told: dict[int, Person] = {}
    for person in people:
        stand_in = org.stand_in_for(person, timezone.now(), SCOPE)
        for one in (person, stand_in):
            if one is not None and one.pk != actor.pk:
                told[one.pk] = one
        if stand_in is not None:
            let_know(actor, matter, stand_in, "代办")
    for one in told.values():
        notify(actor=actor, to=one, text=text, url=matter.get_absolute_url(), about=matter, key=key)
    return list(told.values())


def make_findable(matter: SupervisedMatter) -> None:
    index(
        matter,
        title=f"{matter.number} {matter.task}",
        body="\n".join((matter.standard, matter.source.sentence, matter.source.label, matter.progress)),
        organ=matter.organ,
        at=matter.opened_at,
        url=matter.get_absolute_url(),
    )
