"""What somebody sees of a meeting they are invited to or help with: their notice, their receipt, their tasks."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.lamps import Lamps
from zhongshu.apps.meetings.models import Meeting, Participant
from zhongshu.apps.meetings.queries import items_visible_to
from zhongshu.apps.meetings.queries.meetings import acts_for
from zhongshu.apps.meetings.queries.seats_taken import issued_seats
from zhongshu.apps.shell.views import StaffRequest
from zhongshu.lib.meeting.agenda import Timed, timeline
from zhongshu.lib.meeting.facts import Facts
from zhongshu.lib.meeting.sheets import own_entries


def invitee_page(request: StaffRequest, meeting: Meeting) -> HttpResponse:
    """Only what concerns the person: never who else was invited, never items of others."""
    person, facts, lamps = request.person, facts_of(meeting), Lamps()
    invitations = [
        row for row in meeting.invitations.select_related("unit", "organ") if guards.answers_for(person, row)
    ]
    people = meeting.participants.select_related("person", "invitation")
    own = [row for row in people if row.person_id is not None and acts_for(person, row.person_id)]
    units = {row.pk for row in invitations}
    seats = issued_seats(meeting)
    unit_people = [row for row in people if row.invitation_id in units and row not in own]
    context: dict[str, Any] = {
        "meeting": meeting,
        "told": meeting.notified_at is not None,
        "invitations": invitations,
        "own": own,
        "unit_people": [(row, seats.get(row.pk, "")) for row in unit_people],
        "seats": [(row, seats[row.pk]) for row in own if row.pk in seats],
        "agenda": _agenda(request, meeting, facts, own, [str(pk) for pk in units]),
        "tasks": [(task, lamps.of(task)) for task in meeting.tasks.filter(holder=person)],
        "papers": meeting.papers.filter(holder=person),
        "contact": facts.contact,
    }
    return render(request, "meetings/invitee.html", context)


def _agenda(
    request: StaffRequest, meeting: Meeting, facts: Facts, own: list[Participant], units: list[str]
) -> list[Timed]:
    """All of it for members; for others the items they may know of, with the hour they are expected at."""
    timed = timeline(facts.starts_at, facts.entries)
    if any(row.role == Participant.Role.ATTEND for row in own):
        return timed
    known = {
        str(pk) for pk in items_visible_to(request.person).filter(slot__meeting=meeting).values_list("slot", flat=True)
    }
    theirs = {row.entry.key for unit in units for row in own_entries(facts, unit)}
    return [row for row in timed if row.entry.key in known or (row.entry.key in theirs and row.entry.kind != "item")]
