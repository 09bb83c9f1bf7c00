"""Seats issued, and afterwards told to exactly those whose seat is no longer what they were told."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM, Actor
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.actions.telling import contacts_of, tell
from zhongshu.apps.meetings.models import Meeting, Participant, SeatPlan
from zhongshu.apps.meetings.queries.seating import changed_since_told, without_seat
from zhongshu.apps.meetings.queries.seats_taken import seats_of
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

#: Seats are moved one after the other: they are told once nobody has moved any for so long, and sooner near the start.
QUIET, QUIET_NEAR, NEAR = timedelta(minutes=30), timedelta(minutes=3), timedelta(hours=3)


def issue_seats(*, actor: Person, row: SeatPlan) -> list[str]:
    """发布座次: everybody is told their seat; once it is issued, those whose seat has changed since. Who was told."""
    with act(actor=actor, verb="meetings.issue_seats", about=row.meeting) as this:
        meeting, row = locked(row.meeting), _locked(row.pk)
        guards.may_seat(actor, meeting)
        if meeting.notified_at is None:
            raise Refused("会议通知还没有发出，座次没有发布。", remedy="请先发会议通知，参会人员才知道是什么会。")
        if row.trouble or without_seat(row):
            raise Refused("还有人没有座位，座次没有发布。", remedy="请先排好他们的座位，排好的都在。")
        first = row.issued_at is None
        if first:
            row.issued_at, row.issued_by = timezone.now(), actor
        names = _tell(actor, meeting, row)
        this.summary = f"《{meeting}》：{'发布座次' if first else '告知座位变动'}，告知 {len(names)} 人"
        this.data = {"told": names, "version": row.version}
    return names


def tell_moved(*, now: datetime) -> int:
    """What was changed on an issued plan, and left alone for a while, is told without anybody's doing; how many plans."""
    states = (Meeting.State.NOTIFIED, Meeting.State.READY, Meeting.State.OPEN)
    rows = SeatPlan.objects.filter(
        issued_at__isnull=False, changed_at__gt=F("told_at"), meeting__state__in=states, meeting__ends_at__gt=now
    ).select_related("meeting")
    return sum(_tell_quietly(row.pk, now) for row in rows if row.changed_at <= now - quiet_before(row.meeting, now))


def quiet_before(meeting: Meeting, now: datetime) -> timedelta:
    return QUIET_NEAR if meeting.starts_at - now < NEAR else QUIET


def _tell_quietly(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        row = _locked(pk)
        if row.told_at is None or row.changed_at <= row.told_at:
            return False  # somebody else was faster
        with act(actor=SYSTEM, verb="meetings.tell_seats", about=row.meeting) as this:
            names = _tell(SYSTEM, locked(row.meeting), row)
            this.summary = f"《{row.meeting}》：自动告知座位变动，告知 {len(names)} 人"
            this.data = {"told": names, "version": row.version}
    return True


def _locked(pk: int) -> SeatPlan:
    return SeatPlan.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=pk)


def _tell(actor: Actor, meeting: Meeting, row: SeatPlan) -> list[str]:
    changed, seats = changed_since_told(row), seats_of(meeting)
    people = Participant.objects.filter(pk__in=changed).select_related(
        "person", "invitation__unit", "invitation__organ"
    )
    texts = _texts(meeting, [(one, seats[one.pk], str(one.pk) in row.told) for one in people.order_by("rank", "pk")])
    row.told, row.told_at = {str(key): seat for key, seat in seats.items()}, timezone.now()
    row.save(update_fields=["told", "told_at", "issued_at", "issued_by"])
    tell(actor, meeting, texts, f"meetings:seats:{meeting.pk}:{row.version}")
    return [one.shown_name for one in people]


def _texts(meeting: Meeting, moved: list[tuple[Participant, str, bool]]) -> dict[Person, str]:
    """Each person their own seat; who has no account hears of it through their unit, in one message."""
    texts: dict[Person, str] = {}
    units: dict[Person, list[str]] = defaultdict(list)
    again = any(before for _, _, before in moved)
    for one, seat, before in moved:
        whose = f"代您参会的{one.shown_name}" if one.state == Participant.State.STAND_IN else "您"
        if one.person is not None and one.person.left_on is None:
            texts[one.person] = f"{meeting.name}：{whose}的座位{'改为' if before else '在'}{seat}"
        elif one.invitation is not None:
            for contact in contacts_of(one.invitation):
                units[contact].append(f"{one.shown_name}{seat}")
    for contact, seats in units.items():
        said = f"贵单位参会人员座位{'有变' if again else '已排定'}：{'、'.join(seats)}"
        texts[contact] = f"{texts[contact]}；{said}" if contact in texts else f"{meeting.name}：{said}"
    return texts
