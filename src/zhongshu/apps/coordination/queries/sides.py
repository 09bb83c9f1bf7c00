"""Whose calendars there are, who keeps them, who looks after rooms."""

from django.db.models import QuerySet
from django.utils import timezone

from zhongshu.apps.coordination.models import Equipment, Room, Secretary
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person

#: Whose engagements stand on the week sheet, in this order of duties and then by rank.
SCHEDULED = (Duty.PRINCIPAL_LEADER, Duty.DEPUTY_LEADER, Duty.DIRECTOR)
#: Who may arrange for every leader of the organ.
OFFICE = (Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR)
#: Who sets up rooms and equipment.
MANAGING = (*OFFICE, Duty.SECTION_HEAD)
SCOPE = "coordination"


def leaders_of(organ: Organ | int) -> list[Person]:
    """Those whose engagements the office keeps, principal leader first."""
    found: dict[int, Person] = {}
    for duty in SCHEDULED:
        for person in org.people_with_duty(organ, duty):
            found.setdefault(person.pk, person)
    return list(found.values())


def organs_of(person: Person) -> set[int]:
    """Organs in which a person works; none for administrators and leavers."""
    if person.left_on is not None or org.administrator_role(person):
        return set()
    return {unit.organ_id for unit in org.units_of(person)}


def _held(person: Person, duties: tuple[Duty, ...]) -> set[int]:
    wanted = {duty.value for duty in duties}
    return {organ for organ, duty in org.duties_by_organ(person) if duty in wanted}


def close_to(person: Person) -> set[int]:
    """Keys of those whose whole calendar a person knows: the own one, of those served as secretary or stood in for."""
    served = Secretary.objects.filter(person=person).values_list("leader", flat=True)
    stood_in = org.principals_of(person, timezone.now(), SCOPE).values_list("pk", flat=True)
    return {person.pk, *served, *stood_in}


def arranges_for(person: Person) -> list[Person]:
    """The leaders for whom a person may enter engagements."""
    organs = organs_of(person)
    if not organs:
        return []
    close, whole = close_to(person), _held(person, OFFICE)
    return [leader for organ in sorted(organs) for leader in leaders_of(organ) if organ in whole or leader.pk in close]


def may_arrange(person: Person, leader: Person) -> bool:
    return any(found.pk == leader.pk for found in arranges_for(person))


def appoints_in(person: Person) -> set[int]:
    """Organs in which a person says who is whose secretary."""
    return _held(person, OFFICE) & organs_of(person)


def manages_in(person: Person) -> set[int]:
    """Organs whose rooms and equipment a person sets up."""
    return _held(person, MANAGING) & organs_of(person)


def rooms_of(organ: Organ | int, *, retired: bool = False) -> QuerySet[Room]:
    """The rooms of an organ in use."""
    rooms = Room.objects.filter(organ=organ).select_related("keeper").prefetch_related("built_in")
    return rooms if retired else rooms.filter(retired_on__isnull=True)


def equipment_of(organ: Organ | int, *, retired: bool = False) -> QuerySet[Equipment]:
    """The equipment of an organ in use."""
    found = Equipment.objects.filter(organ=organ).select_related("keeper")
    return found if retired else found.filter(retired_on__isnull=True)


def secretaries_of(leader: Person) -> list[Person]:
    """Who keeps a leader's calendar, in service."""
    rows = Secretary.objects.filter(leader=leader, person__left_on__isnull=True).select_related("person")
    return [row.person for row in rows]
