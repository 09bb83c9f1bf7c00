"""A meeting that takes place now, with people to check in."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.apps.meetings.steps import executive
from tests.cast import Cast
from zhongshu.apps.meetings.actions import during as actions
from zhongshu.apps.meetings.models import AgendaSlot, Meeting, MeetingSession, Participant


def meeting(cast: Cast, people: int = 6, **more: Any) -> Meeting:
    """Begun an hour ago; ``people`` invented participants of three bodies, and two of the cast."""
    found = executive(cast, **more)
    now = timezone.now()
    Meeting.objects.filter(pk=found.pk).update(
        state=Meeting.State.OPEN,
        starts_at=now - timedelta(minutes=30),
        ends_at=now + timedelta(hours=3),
        notified_at=now,
    )
    Participant.objects.bulk_create(
        [
            Participant(meeting=found, name=f"代表{number:02}", body=f"{'甲乙丙'[number % 3]}镇", rank=100 + number, state="coming")
            for number in range(people)
        ]
    )  # fmt: skip
    for person, rank in ((cast.principal_leader, 1), (cast.deputy_leader, 2)):
        Participant.objects.update_or_create(
            meeting=found, person=person, defaults={"name": person.name, "rank": rank, "state": "coming"}
        )
    return Meeting.objects.get(pk=found.pk)


def session(cast: Cast, row: Meeting, **more: Any) -> MeetingSession:
    now = timezone.now()
    given: dict[str, Any] = {
        "kind": "plenary", "title": "全体会议", "starts_at": now - timedelta(minutes=10), "ends_at": now + timedelta(hours=2),
    } | more  # fmt: skip
    return actions.keep_session(actor=cast.section_head, meeting=row, **given)


def slots(row: Meeting, *titles: str) -> None:
    """An agenda of nothing but these."""
    AgendaSlot.objects.filter(meeting=row).delete()
    AgendaSlot.objects.bulk_create(
        [AgendaSlot(meeting=row, position=n, kind="part", title=title, minutes=10) for n, title in enumerate(titles, 1)]
    )
