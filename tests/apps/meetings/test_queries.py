"""A congress is not asked for person by person: as many questions for a hundred people as for ten."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.apps.meetings.steps import notified
from zhongshu.apps.meetings.actions import basics, during, seating
from zhongshu.apps.meetings.models import CheckIn, Invitation, Meeting, Participant
from zhongshu.lib.seating import Floor, Room, Rostrum

pytestmark = pytest.mark.django_db

PAGES = ("meeting", "people", "agenda", "seats", "during", "sheet", "export_people", "change")


def crowd(cast, meeting, first, last):
    """Delegates of two units, every second one there already."""
    units = list(meeting.invitations.all())
    rows = Participant.objects.bulk_create(
        Participant(meeting=meeting, invitation=units[n % 2], name=f"代表{n}", body=units[n % 2].name, rank=7000 + n)
        for n in range(first, last)
    )
    now, session = timezone.now(), meeting.sessions.get()
    CheckIn.objects.bulk_create(
        CheckIn(session=session, participant=row, at=now, received_at=now, how="list", by=cast.section_head)
        for row in rows[::2]
    )
    room = Room(rostrum=Rostrum((3,)), floor=Floor(10, 12))
    seating.lay_out_seats(actor=cast.section_head, meeting=meeting, room=room)


@pytest.fixture
def congress(accounts):
    meeting = notified(accounts)
    Invitation.objects.bulk_create(
        Invitation(meeting=meeting, external=True, name=f"第{n}代表团", position=n, quota=60) for n in (1, 2)
    )
    starts = meeting.starts_at
    during.keep_session(
        actor=accounts.section_head, meeting=meeting, kind="plenary", title="全体会议", starts_at=starts,
        ends_at=starts + timedelta(hours=2),
    )  # fmt: skip
    crowd(accounts, meeting, 0, 10)
    return meeting


def asked(do):
    do()  # what a process asks once
    with CaptureQueriesContext(connection) as found:
        do()
    return len(found)


def address(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.pk, *(["seats"] if name == "sheet" else [])])


def test_pages_ask_as_often_for_a_hundred_people_as_for_ten(accounts, sign_in, congress):
    host = sign_in("section_head")
    session = congress.sessions.get()
    pages = {name: address(name, congress) for name in PAGES}
    pages |= {name: reverse(f"meetings:{name}", args=[session.pk]) for name in ("session", "roll", "export_session")}
    few = {name: asked(lambda path=path: host.get(path)) for name, path in pages.items()}
    crowd(accounts, congress, 10, 100)
    many = {name: asked(lambda path=path: host.get(path)) for name, path in pages.items()}
    assert many == few
    assert host.get(pages["seats"]).context["seated_count"] == 102


def test_a_change_asks_as_often_for_a_hundred_people_as_for_ten(accounts, congress):
    places = iter(range(100))

    def change():
        present = Meeting.objects.get(pk=congress.pk)
        moved = basics.Basics(**{**basics.Basics.of(present).__dict__, "place": f"{next(places)}号厅"})
        basics.change_basics(actor=accounts.section_head, meeting=present, basics=moved, reason="换厅")

    few = asked(change)
    crowd(accounts, congress, 10, 100)
    assert asked(change) == few
