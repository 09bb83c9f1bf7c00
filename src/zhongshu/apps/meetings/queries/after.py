"""What of a meeting's aftermath concerns one person, and which bound volumes that person may open."""

from django.db.models import QuerySet

from zhongshu.apps.meetings.guards_after import sees_to
from zhongshu.apps.meetings.models import BoundVolume, Journey, Meeting, PaperCopy
from zhongshu.apps.meetings.queries.items import items_visible_to
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.queries import visible_to as papers_visible_to


def own_copies(person: Person, meeting: Meeting) -> QuerySet[PaperCopy]:
    """Numbered copies the person holds."""
    rows = meeting.copies.filter(holder__person=person, state=PaperCopy.State.OUT)
    return rows.select_related("paper")


def own_journeys(person: Person, meeting: Meeting) -> QuerySet[Journey]:
    return meeting.journeys.filter(traveller__person=person)


def may_open(person: Person, volume: BoundVolume) -> bool:
    """Whoever sees to the volume and may know of every paper and item in it."""
    if not sees_to(person, volume.meeting, "volume"):
        return False
    doors = {"outgoing.paper": papers_visible_to, "meetings.agendaitem": items_visible_to}
    wanted: dict[str, set[int]] = {}
    for row in volume.parts:
        kind, _, pk = str(row.get("source", "")).partition(":")
        if kind:
            wanted.setdefault(kind, set()).add(int(pk))
    return all(
        kind in doors and doors[kind](person).filter(pk__in=pks).count() == len(pks) for kind, pks in wanted.items()
    )
