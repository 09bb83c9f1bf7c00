"""The matters of one side: who answers, who supervises, who ordered."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person, PostDuty
from zhongshu.apps.supervision.models import SupervisedMatter
from zhongshu.apps.supervision.queries.matters import OFFICE_DUTIES, SCOPE, visible_to


def answered_for(person: Person) -> QuerySet[SupervisedMatter]:
    """Matters the person reports on: the own ones, those stood in for, those of units the person heads."""
    principals = org.principals_of(person, timezone.now(), SCOPE)
    headed = PostDuty.objects.filter(duty=Duty.SECTION_HEAD, post__person=person, post__ended_on__isnull=True).values(
        "post__unit"
    )
    return visible_to(person).filter(Q(person=person) | Q(person__in=principals) | Q(unit__in=headed))


def supervised_by(person: Person) -> QuerySet[SupervisedMatter] | None:
    """Matters on whose supervising side the person is; None for those who supervise nothing."""
    if org.administrator_role(person):
        return None
    organs = office_organs(person)
    units = [unit.pk for unit in org.units_of(person)]
    principals = org.principals_of(person, timezone.now(), SCOPE)
    found = visible_to(person).filter(
        Q(organ__in=organs) | Q(supervising_unit__in=units) | Q(supervisor=person) | Q(supervisor__in=principals)
    )
    return found if organs or found.exists() else None


def office_organs(person: Person) -> list[int]:
    """Organs all of whose matters the person supervises."""
    wanted = {duty.value for duty in OFFICE_DUTIES}
    return sorted({organ for organ, duty in org.duties_by_organ(person) if duty in wanted})


def unowned_organs(person: Person) -> list[Organ]:
    """Organs for which the person is shown that no matter is without a holder."""
    if org.administrator_role(person):
        return []
    return list(org.organs().filter(pk__in=office_organs(person)))


def ordered_by(person: Person) -> QuerySet[SupervisedMatter]:
    """Matters that come from an instruction of the person, or that the person leads; whole ones, not their parts."""
    return visible_to(person).filter(Q(source__leader=person) | Q(leader=person), parent__isnull=True)
