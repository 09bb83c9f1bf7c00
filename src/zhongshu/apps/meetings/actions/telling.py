"""Who may know of a meeting, who is told, and how it is found."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from zhongshu.apps.access.actions import make_known, revoke
from zhongshu.apps.access.subjects import duty_key, person_key, unit_key
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.meetings.models import AgendaItem, Invitation, Meeting, Participant
from zhongshu.apps.meetings.queries.items import meeting_of
from zhongshu.apps.meetings.queries.meetings import COMING, SCOPE
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person, StandIn
from zhongshu.apps.search.actions import index
from zhongshu.apps.shell.actions import notify_each

Reasons = dict[str, str]


def readers_of(meeting: Meeting) -> Reasons:
    """Who has to know of the meeting, and why. Those invited know of it once the notice is out."""
    found = {
        duty_key(meeting.organ_id, Duty.DIRECTOR): "办公室主任",
        duty_key(meeting.organ_id, Duty.DEPUTY_DIRECTOR): "办公室副主任",
        person_key(meeting.created_by): "立会人",
    }
    if meeting.notified_at is not None:
        for row in meeting.invitations.select_related("unit", "organ"):
            found |= _unit_readers(row)
        people = Person.objects.filter(participations__meeting=meeting)
        found |= {person_key(person): "参会" for person in people}
    holders = Person.objects.filter(meeting_tasks__meeting=meeting).distinct()
    found |= {person_key(person): "会务任务" for person in holders}
    found |= {unit_key(meeting.host_unit): "承办单位", person_key(meeting.officer): "会务负责人"}
    if meeting.chair is not None:
        found[person_key(meeting.chair)] = "主持人"
    return found


def _unit_readers(row: Invitation) -> Reasons:
    if row.unit is not None:
        return {unit_key(row.unit): "参会单位"}
    if row.organ_id is not None:
        return {duty_key(row.organ_id, duty): "参会单位" for duty in (Duty.CLERK, Duty.DIRECTOR, Duty.SECTION_HEAD)}
    return {}


def readers_of_item(item: AgendaItem) -> Reasons:
    """Who has to know of an agenda item: its proposer, who is concerned by it, the office, and the meeting's members."""
    found = {
        duty_key(item.organ_id, Duty.DIRECTOR): "办公室主任",
        duty_key(item.organ_id, Duty.DEPUTY_DIRECTOR): "办公室副主任",
        duty_key(item.organ_id, Duty.PRINCIPAL_LEADER): "审定议题",
    }
    meeting = meeting_of(item)
    if meeting is not None:
        members = Person.objects.filter(participations__meeting=meeting, participations__role=Participant.Role.ATTEND)
        found |= {person_key(person): "会议成员" for person in members}
        found |= {unit_key(meeting.host_unit): "承办会议", person_key(meeting.officer): "会务负责人"}
        if meeting.chair is not None:
            found[person_key(meeting.chair)] = "主持人"
    if item.state == AgendaItem.State.APPROVED:
        # Whoever prepares a meeting of that kind has to put it on an agenda.
        for one in Meeting.objects.filter(organ=item.organ_id, template=item.forum, state__in=COMING).select_related(
            "host_unit", "officer"
        ):
            found |= {unit_key(one.host_unit): "承办会议", person_key(one.officer): "会务负责人"}
    for row in item.countersigns.select_related("unit"):
        found[unit_key(row.unit)] = "会签单位"
    for concerned in item.attending.select_related("unit"):
        if concerned.unit is not None:
            found[unit_key(concerned.unit)] = "列席单位"
    if item.reporter is not None:
        found[person_key(item.reporter)] = "汇报人"
    return found | {unit_key(item.unit): "提请单位", person_key(item.proposed_by): "提请人"}


def spread(actor: Actor, obj: Meeting | AgendaItem, now: Reasons, before: Reasons | None = None) -> None:
    """Grant to everybody who has to know; take back from those who no longer have to."""
    by_reason: dict[str, list[str]] = {}
    for subject, why in now.items():
        by_reason.setdefault(why, []).append(subject)
    for why, subjects in by_reason.items():
        make_known(actor=actor, obj=obj, subjects=subjects, reason=why)
    for subject in set(before or {}) - set(now):
        revoke(actor=actor, obj=obj, subject=subject, reason="不再参加")


def spread_items(actor: Actor, meeting: Meeting) -> None:
    """The members of a meeting know of the items on its agenda."""
    for item in AgendaItem.objects.filter(slot__meeting=meeting).select_related(
        "organ", "unit", "reporter", "proposed_by"
    ):
        spread(actor, item, readers_of_item(item))


def spread_to_members(actor: Actor, meeting: Meeting, before: set[int], now: set[int]) -> None:
    """New members learn of the items on the agenda, former ones no longer know of those that concern them no other way."""
    new, gone = now - before, before - now
    if not new and not gone:
        return
    rows = AgendaItem.objects.filter(slot__meeting=meeting).select_related("organ", "unit", "reporter", "proposed_by")
    people = list(Person.objects.filter(pk__in=new | gone))
    keys = [person_key(person) for person in people if person.pk in new]
    for item in rows:
        if new:
            make_known(actor=actor, obj=item, subjects=keys, reason="会议成员")
        others = {item.proposed_by_id, item.reporter_id, meeting.officer_id, meeting.chair_id}
        for person in people if gone else ():
            if person.pk in gone - others:
                revoke(actor=actor, obj=item, subject=person_key(person), reason="不再参加会议")


def spread_waiting(actor: Actor, meeting: Meeting) -> None:
    """Items approved for this kind of meeting become known to those who prepare one."""
    waiting = AgendaItem.objects.filter(
        organ=meeting.organ_id, forum=meeting.template, state=AgendaItem.State.APPROVED
    ).select_related("organ", "unit", "reporter", "proposed_by")
    for item in waiting:
        spread(actor, item, readers_of_item(item))


def tell(actor: Actor, about: Meeting | AgendaItem, texts: Mapping[Person, str], key: str) -> list[Person]:
    """Tell each person their own text, and whoever stands in for them now, once a ``key``; never the actor."""
    told = {person: text for person, text in texts.items() if person.pk != actor.pk}
    # Most people have nobody to stand in for them: one question for all of those.
    arranged = StandIn.objects.filter(principal__in=texts, revoked_at__isnull=True).values_list("principal", flat=True)
    for person in [person for person in texts if person.pk in set(arranged)]:
        stand_in = org.stand_in_for(person, timezone.now(), SCOPE)
        if stand_in is not None and stand_in.pk != actor.pk:
            make_known(actor=actor, obj=about, subjects=[person_key(stand_in)], reason="代办")
            told.setdefault(stand_in, texts[person])
    notify_each(actor=actor, texts=told, url=about.get_absolute_url(), about=about, key=key)
    return list(told)


def tell_all(actor: Actor, about: Meeting | AgendaItem, people: Iterable[Person], text: str, key: str) -> list[Person]:
    return tell(actor, about, dict.fromkeys(people, text), key)


def contacts_of(row: Invitation) -> list[Person]:
    """Whom on the server to tell for an invited unit: its head, or the organ's clerks."""
    if row.unit is not None:
        head = org.head_of(row.unit)
        found = [head] if head else list(Person.objects.filter(posts__unit=row.unit, posts__ended_on__isnull=True)[:1])
        return found
    if row.organ_id is None:
        return []
    for duty in (Duty.CLERK, Duty.DIRECTOR, Duty.SECTION_HEAD):
        clerks = list(org.people_with_duty(row.organ_id, duty)[:3])
        if clerks:
            return clerks
    return []


def make_findable(meeting: Meeting) -> None:
    index(
        meeting,
        title=meeting.name,
        body="\n".join((meeting.session, meeting.purpose, meeting.place)),
        organ=meeting.organ,
        at=meeting.starts_at,
        url=meeting.get_absolute_url(),
        secrecy=meeting.secrecy,
    )


def make_item_findable(item: AgendaItem) -> None:
    index(
        item,
        title=item.title,
        body="\n".join((item.summary, item.decision)),
        organ=item.organ,
        at=item.proposed_at,
        url=item.get_absolute_url(),
    )
