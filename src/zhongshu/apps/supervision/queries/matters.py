"""Matters one may know of, and who is who in a matter."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from zhongshu.apps.access.queries import readable
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person, Post, Unit
from zhongshu.apps.supervision.models import SupervisedMatter

LABEL = SupervisedMatter._meta.label_lower
SCOPE = "supervision"
LEADERS = (Duty.PRINCIPAL_LEADER, Duty.DEPUTY_LEADER)
#: Who supervises every matter of the own organ.
OFFICE_DUTIES = (Duty.SUPERVISION_OFFICER, Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR)
#: Who may open one: the office's side and the heads of the matching sections.
OPENING_DUTIES = (*OFFICE_DUTIES, Duty.SECTION_HEAD)


def visible_to(person: Person | None) -> QuerySet[SupervisedMatter]:
    """Matters made known to ``person``: the responsible and supporting units, the leaders concerned, the supervising side."""
    return readable(with_names(SupervisedMatter.objects.all()), person)


def with_names(matters: QuerySet[SupervisedMatter]) -> QuerySet[SupervisedMatter]:
    """The same matters with everything a list row names fetched along."""
    return matters.select_related(
        "organ", "source__leader", "unit__organ", "person", "leader", "supervising_unit", "supervisor"
    )


def open_matters(organ: Organ | int | None = None) -> QuerySet[SupervisedMatter]:
    found = SupervisedMatter.objects.filter(state=SupervisedMatter.State.OPEN)
    return found if organ is None else found.filter(organ=organ)


def without_holder(organ: Organ) -> QuerySet[SupervisedMatter]:
    """Open matters whose person has left or has no post in the responsible unit, or whose unit is no more. Always empty."""
    post = Post.objects.filter(person=OuterRef("person"), unit=OuterRef("unit"), ended_on__isnull=True)
    held = Q(Exists(post), person__left_on__isnull=True, unit__dissolved_on__isnull=True)
    return open_matters(organ).exclude(held)


def red(matters: QuerySet[SupervisedMatter], day: date) -> QuerySet[SupervisedMatter]:
    return matters.filter(state=SupervisedMatter.State.OPEN, red_on__lte=day)


def yellow(matters: QuerySet[SupervisedMatter], day: date) -> QuerySet[SupervisedMatter]:
    return matters.filter(state=SupervisedMatter.State.OPEN, yellow_on__lte=day, red_on__gt=day)


def green(matters: QuerySet[SupervisedMatter], day: date) -> QuerySet[SupervisedMatter]:
    return matters.filter(state=SupervisedMatter.State.OPEN, yellow_on__gt=day)


BY_LIGHT = {"red": red, "yellow": yellow, "green": green}


# -- who is who ------------------------------------------------------------------------------------------------------


def acts_for(person: Person, holder_id: int | None) -> bool:
    """Whether ``person`` is the holder or stands in for the holder now."""
    if holder_id is None:
        return False
    return person.pk == holder_id or org.principals_of(person, timezone.now(), SCOPE).filter(pk=holder_id).exists()


def supervises(person: Person, matter: SupervisedMatter) -> bool:
    """Whether ``person`` is on the supervising side of the matter."""
    if org.administrator_role(person) or person.left_on is not None:
        return False
    if acts_for(person, matter.supervisor_id):
        return True
    if any((matter.organ_id, duty.value) in org.duties_by_organ(person) for duty in OFFICE_DUTIES):
        return True
    return any(unit.pk == matter.supervising_unit_id for unit in org.units_of(person))


def answers_for(person: Person, matter: SupervisedMatter) -> bool:
    """Whether ``person`` may report: the responsible person, a stand-in, or the head of the responsible unit."""
    if acts_for(person, matter.person_id):
        return True
    head = org.head_of(matter.unit)
    return head is not None and head.pk == person.pk


def concerned_leader(matter: SupervisedMatter) -> Person | None:
    """The leader who decides on extensions: who gave the order, else who leads it, else the office director."""
    for leader in (matter.source.leader, matter.leader):
        if leader is not None and leader.left_on is None:
            return leader
    return org.people_with_duty(matter.organ_id, Duty.DIRECTOR).first()


def consenting_leader(matter: SupervisedMatter) -> Person | None:
    """The leader without whose consent the matter is not closed; None where the order was no leader's."""
    if matter.source.leader is None:
        return None
    return concerned_leader(matter)


def supervision_office(organ: Organ | int) -> Unit | None:
    """督查室: the unit whose posts carry the duty of supervision."""
    post = (
        Post.objects.filter(
            unit__organ=organ,
            unit__dissolved_on__isnull=True,
            ended_on__isnull=True,
            person__left_on__isnull=True,
            post_duties__duty=Duty.SUPERVISION_OFFICER,
        )
        .select_related("unit__organ")
        .order_by("unit__position", "unit")
        .first()
    )
    return post.unit if post else None


def may_open(person: Person) -> bool:
    """Whether the person may open matters in the own organ."""
    own = {duty for organ, duty in org.duties_by_organ(person) if organ == person.organ_id}
    return bool(own & {duty.value for duty in OPENING_DUTIES})


def keeps_tables(person: Person) -> bool:
    """Whether the person may change the organ's tables: supervision officers and the directors."""
    own = {duty for organ, duty in org.duties_by_organ(person) if organ == person.organ_id}
    return bool(own & {duty.value for duty in OFFICE_DUTIES})
