"""Meetings one may know of, and who is who in a meeting."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhongshu.apps.access.queries import readable
from zhongshu.apps.meetings.models import Meeting
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person

LABEL = Meeting._meta.label_lower
SCOPE = "meetings"
#: Who sees to every meeting of the own organ.
OFFICE_DUTIES = (Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR)
LEADERS = (Duty.PRINCIPAL_LEADER, Duty.DEPUTY_LEADER)
COMING = (Meeting.State.PLANNED, Meeting.State.NOTIFIED, Meeting.State.READY)
#: Something is still to be done for it.
RUNNING = (*COMING, Meeting.State.OPEN, Meeting.State.ENDED)


def visible_to(person: Person | None) -> QuerySet[Meeting]:
    """Meetings made known to ``person``: the host side, the chair, those invited once the notice is out, the helpers."""
    known = readable(with_names(Meeting.objects.all()), person)
    return known if person is None else known.filter(secrecy__lte=person.clearance)


def with_names(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The same meetings with everything a list row names fetched along."""
    return meetings.select_related("organ", "chair", "host_unit__organ", "officer", "edition")


def running_meetings(organ: int | None = None) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(state__in=RUNNING)
    return found if organ is None else found.filter(organ=organ)


def during(starts_at: datetime, ends_at: datetime) -> QuerySet[Meeting]:
    """Every meeting that is not cancelled and touches a stretch of time, whoever may know of it: for clashes only."""
    return Meeting.objects.exclude(state=Meeting.State.CANCELLED).filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


# -- who is who ------------------------------------------------------------------------------------------------------


def works(person: Person) -> bool:
    """Administrators have nothing to do with meetings."""
    return not org.administrator_role(person) and person.left_on is None


def acts_for(person: Person, holder_id: int | None) -> bool:
    """Whether ``person`` is the holder or stands in for the holder now."""
    if holder_id is None:
        return False
    return person.pk == holder_id or org.principals_of(person, timezone.now(), SCOPE).filter(pk=holder_id).exists()


def is_office(person: Person, organ: int) -> bool:
    """Whether the person sees to all meetings of the organ."""
    return any((organ, duty.value) in org.duties_by_organ(person) for duty in OFFICE_DUTIES)


def hosts(person: Person, meeting: Meeting) -> bool:
    """Whether ``person`` is on the side that prepares the meeting."""
    if not works(person):
        return False
    if acts_for(person, meeting.officer_id) or is_office(person, meeting.organ_id):
        return True
    return any(unit.pk == meeting.host_unit_id for unit in org.units_of(person))


def hosted_by(person: Person) -> QuerySet[Meeting]:
    """Meetings the person helps to prepare: the question of ``hosts`` for many at once."""
    if not works(person):
        return Meeting.objects.none()
    duties = {duty.value for duty in OFFICE_DUTIES}
    organs = {organ for organ, duty in org.duties_by_organ(person) if duty in duties}
    principals = org.principals_of(person, timezone.now(), SCOPE)
    return Meeting.objects.filter(
        Q(officer=person)
        | Q(officer__in=principals)
        | Q(organ__in=organs)
        | Q(host_unit__in=[unit.pk for unit in org.units_of(person)])
    )


def chairs(person: Person, meeting: Meeting) -> bool:
    return acts_for(person, meeting.chair_id)


def mine(person: Person) -> QuerySet[Meeting]:
    """Meetings the person prepares, chairs, helps with or takes part in."""
    return visible_to(person).filter(
        Q(officer=person)
        | Q(chair=person)
        | Q(pk__in=person.meeting_tasks.values("meeting"))
        | Q(pk__in=person.participations.values("meeting"))
    )
