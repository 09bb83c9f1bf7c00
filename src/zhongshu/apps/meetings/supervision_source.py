"""会议议定事项: an agreed item, in the minutes' own words."""

from zhongshu.apps.meetings.models import AgreedItem
from zhongshu.apps.meetings.queries import visible_to
from zhongshu.apps.meetings.queries.meetings import hosts
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.models import Source
from zhongshu.apps.supervision.sources import Passage, Proposal, SourceFacts, Span

KEY = AgreedItem._meta.label_lower


def _row(person: Person, pk: int) -> AgreedItem | None:
    rows = AgreedItem.objects.filter(meeting__in=visible_to(person).values("pk"))
    row = rows.select_related("meeting__host_unit", "meeting__organ", "unit", "person").filter(pk=pk).first()
    return row if row is not None and hosts(person, row.meeting) else None


def find(person: Person, pk: int, span: Span | None) -> Proposal | None:
    """The agreed item with the unit, person and deadline the meeting named."""
    row = _row(person, pk)
    if row is None:
        return None
    held_on = row.meeting.local_start
    facts = SourceFacts(
        kind=Source.Kind.MEETING,
        sentence=row.text,
        label=f"{row.meeting.name}（{held_on:%Y年%-m月%-d日}）",
        object_type=KEY,
        object_id=row.pk,
        given_on=held_on.date(),
    )
    return Proposal(facts, task=row.task or row.text, unit=row.unit, person=row.person, deadline=row.deadline)


def pick(person: Person, pk: int) -> list[Passage]:
    return []


def address(person: Person, pk: int) -> str:
    row = _row(person, pk)
    return f"{row.meeting.get_absolute_url()}agreed/" if row else ""
