"""A congress: its page opened, and a change foreseen and made."""

from datetime import timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone

from tools.bench.county import prepared
from tools.bench.figures import Figure, repeated, spread
from zhongshu.apps.demo.county import County
from zhongshu.apps.meetings.actions import notice, people, planning, seating
from zhongshu.apps.meetings.actions.basics import Basics, change_basics
from zhongshu.apps.meetings.actions.changing import foresee
from zhongshu.apps.meetings.actions.planning import Plan
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.models import AgendaItem, AgendaSlot, Invitation, Meeting, Participant
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.sheets import derive
from zhongshu.lib.seating import Arrange, Floor, Room, Rostrum

TITLE = "A congress"
HOW = (
    "600 participants of 12 delegations, those of the county's staff among them, 30 agenda items and all nineteen tasks; the "
    "notice is out. Pages are opened through their addresses (all middleware, templates, sessions; no network). The change is "
    "another place: every sheet is derived twice, the difference shown, the sheets issued anew and everybody on the server told. "
    "There is a seat plan of a hall of 640; at last delegates are taken off the list one by one, and the seats close up."
)
PEOPLE, UNITS, ITEMS, TIMES = 600, 12, 30, 30


def measure() -> list[Figure]:
    """Milliseconds."""
    settings.ALLOWED_HOSTS = ["*"]
    county = prepared()
    host, meeting = county["section_head"], _congress(county)
    _seated(county, meeting)
    client = Client()
    client.force_login(host.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    figures: list[Figure] = []
    for name, path, target in (
        ("the meeting", "", 300.0),
        ("its people", "people/", None),
        ("its agenda", "agenda/", None),
        ("its seats", "seats/", None),
        ("what happens during it", "during/", None),
    ):
        address = f"{meeting.get_absolute_url()}{path}"
        times = repeated(TIMES, lambda address=address: client.get(address))  # type: ignore[misc]
        figures += spread(f"the page of {name}", times, target_95=target)
    facts = facts_of(meeting)
    figures += spread("every sheet derived", repeated(TIMES, lambda: derive(facts)))
    places = iter(range(1000))

    def change() -> None:
        present = Meeting.objects.get(pk=meeting.pk)
        basics = Basics(**{**Basics.of(present).__dict__, "place": f"政务中心礼堂{next(places)}号厅"})
        change_basics(actor=host, meeting=present, basics=basics, reason="换厅")

    figures += spread("a change foreseen", repeated(10, lambda: foresee(meeting, change)), target=1000)
    figures += spread("a change made, all told", repeated(10, change), target=1000)
    guests = iter(meeting.participants.filter(person__isnull=True).order_by("rank"))

    def one_less() -> None:
        people.remove_participant(actor=host, row=next(guests), reason="生病")

    figures += spread("a delegate less, the seats close up", repeated(10, one_less), target=1000)
    return figures


def _seated(county: County, meeting: Meeting) -> None:
    floor = Floor(16, 40, aisles=(10, 30), arrange=Arrange.VERTICAL)
    seating.lay_out_seats(actor=county["section_head"], meeting=meeting, room=Room(rostrum=Rostrum((15,)), floor=floor))


def _congress(county: County) -> Meeting:
    host, starts = county["section_head"], timezone.now() + timedelta(days=40)
    plan = Plan(
        template="people_congress", name="明川县第十八届人民代表大会第五次会议", starts_at=starts,
        ends_at=starts + timedelta(days=3), place="县礼堂", chair=county["principal_leader"],
    )  # fmt: skip
    meeting = planning.plan_meeting(actor=host, plan=plan)
    units = Invitation.objects.bulk_create(
        Invitation(meeting=meeting, external=True, name=f"第{n + 1}代表团", position=n, quota=60) for n in range(UNITS)
    )
    chair = county["principal_leader"].pk
    staff = list(Person.objects.filter(left_on__isnull=True, administrator__isnull=True).exclude(pk=chair)[:PEOPLE])
    Participant.objects.bulk_create(
        Participant(
            meeting=meeting, person=staff[n] if n < len(staff) else None, rank=n, invitation=units[n % UNITS],
            name=staff[n].name if n < len(staff) else f"代表{n}", body=units[n % UNITS].name, post="代表",
        )
        for n in range(PEOPLE)
    )  # fmt: skip
    for n in range(ITEMS):
        item = AgendaItem.objects.create(
            organ=county.office, forum="people_congress", unit=meeting.host_unit, proposed_by=host,
            proposed_at=timezone.now(), title=f"审议第{n + 1}项报告", state=AgendaItem.State.SCHEDULED, minutes=20,
        )  # fmt: skip
        AgendaSlot.objects.create(meeting=meeting, position=100 + n, kind=AgendaSlot.Kind.ITEM, item=item, minutes=20)
    notice.send_notice(actor=host, meeting=meeting)
    return Meeting.objects.get(pk=meeting.pk)
