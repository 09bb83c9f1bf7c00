"""Agenda items one may know of."""

from django.db.models import QuerySet

from zhongshu.apps.access.queries import readable
from zhongshu.apps.meetings.models import AgendaItem, AgendaSlot, Meeting
from zhongshu.apps.meetings.queries.meetings import is_office, works
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person

ITEM_LABEL = AgendaItem._meta.label_lower


def items_visible_to(person: Person | None) -> QuerySet[AgendaItem]:
    """Items made known to ``person``: the proposing unit, units concerned by that item, the office, the chair, and once it
    is scheduled the members of the meeting. Who is invited for one item does not learn of the others."""
    return readable(item_names(AgendaItem.objects.all()), person)


def item_names(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """The same items with everything a list row names fetched along."""
    return items.select_related("organ", "unit__organ", "reporter", "proposed_by", "slot__meeting")


def meeting_of(item: AgendaItem) -> Meeting | None:
    """The meeting whose agenda the item stands in."""
    # Not item.slot: that remembers having found none.
    slot = AgendaSlot.objects.filter(item=item).select_related("meeting__host_unit__organ", "meeting__officer").first()
    return slot.meeting if slot is not None else None


def vets(person: Person, item: AgendaItem) -> bool:
    """Whether the person vets items put to the organ: its directors, and the section that prepares its meetings."""
    if not works(person):
        return False
    if is_office(person, item.organ_id):
        return True
    found = meeting_of(item)
    return found is not None and any(unit.pk == found.host_unit_id for unit in org.units_of(person))


def proposes(person: Person, item: AgendaItem) -> bool:
    """Whether the person speaks for the proposing unit."""
    return works(person) and any(unit.pk == item.unit_id for unit in org.units_of(person))
