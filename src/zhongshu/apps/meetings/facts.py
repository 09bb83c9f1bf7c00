"""The facts of one meeting, read from its rows with a handful of queries."""

from django.utils import timezone

from zhongshu.apps.meetings.catalogue import template_of
from zhongshu.apps.meetings.models import AgendaSlot, Meeting, Participant
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person, Unit
from zhongshu.lib.meeting.facts import Attendee, Entry, Facts, Invited, Texts


def facts_of(meeting: Meeting) -> Facts:
    """Everything the sheets are derived from, as the rows are now."""
    template = template_of(meeting)
    slots = meeting.slots.select_related("item__reporter", "item__unit__organ").prefetch_related("item__attending")
    return Facts(
        name=meeting.name,
        organ=meeting.organ.name,
        starts_at=meeting.local_start,
        ends_at=meeting.local_end,
        place=meeting.place,
        session=meeting.session,
        purpose=meeting.purpose,
        chair=meeting.chair.name if meeting.chair else "",
        chair_post=post_of(meeting.chair),
        chair_person=str(meeting.chair_id or ""),
        host=host_of(meeting),
        contact=contact_of(meeting.officer),
        answer_by=timezone.localtime(meeting.answer_by) if meeting.answer_by else None,
        seating=template.seating,
        entries=tuple(entry_of(slot) for slot in slots),
        attendees=tuple(attendee_of(row) for row in meeting.participants.order_by("rank", "pk")),
        invited=tuple(
            Invited(str(row.pk), row.name, row.wanted, row.quota)
            for row in meeting.invitations.order_by("position", "pk")
        ),
        texts=Texts(template.notice, template.script),
    )


def entry_of(slot: AgendaSlot) -> Entry:
    item = slot.item
    fixed = timezone.localtime(slot.fixed_at) if slot.fixed_at else None
    if item is None:
        return Entry(str(slot.pk), slot.kind, slot.title, slot.minutes, speaker=slot.speaker, fixed_at=fixed)
    return Entry(
        str(slot.pk),
        slot.kind,
        item.title,
        slot.minutes,
        speaker=item.reporter_shown,
        speaker_post=item.reporter_post or unit_name(item.unit, item.organ_id),
        person=str(item.reporter_id or ""),
        fixed_at=fixed,
        attending=tuple(row.name for row in item.attending.all()),
    )


def attendee_of(row: Participant) -> Attendee:
    return Attendee(
        key=str(row.pk),
        name=row.name,
        post=row.post,
        body=row.body,
        role=row.role,
        rank=row.rank,
        rostrum=row.on_rostrum,
        state=row.state,
        unit=str(row.invitation_id or ""),
        person=str(row.person_id or ""),
        stand_in=row.stand_in_name,
        stand_in_post=row.stand_in_post,
    )


def post_of(person: Person | None) -> str:
    """The title of the main post: 县长, 科长."""
    post = org.main_post(person) if person else None
    return post.title if post else ""


def body_of(person: Person) -> str:
    """The body somebody comes for: 县领导 for those the county's leaders are, else the organ."""
    unit = org.main_unit(person)
    return (
        unit.name if unit is not None and unit.name.endswith("领导") and len(unit.name) < 4 else person.organ.short_name
    )


def host_of(meeting: Meeting) -> str:
    return f"{meeting.host_unit.organ.short_name}{meeting.host_unit.name}"


def contact_of(officer: Person) -> str:
    return f"{officer.name} {officer.mobile}".strip()


def unit_name(unit: Unit, organ: int) -> str:
    """A unit as an organ names it: an own section alone, another organ's with its name."""
    return unit.name if unit.organ_id == organ else f"{unit.organ.short_name}{unit.name}"
