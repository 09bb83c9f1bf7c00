"""现场参观: stops, vehicles, who rides where."""

from collections.abc import Sequence
from datetime import datetime

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.models import Meeting, Participant, Passenger, Vehicle, VisitStop
from zhongshu.apps.meetings.policy.sharing import One, ride
from zhongshu.apps.meetings.queries.groups import to_share
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused


def keep_stop(
    *,
    actor: Person,
    meeting: Meeting,
    place: str,
    arrives_at: datetime,
    leaves_at: datetime,
    what: str = "",
    briefer: str = "",
    minutes_on: int = 0,
    stop: VisitStop | None = None,
) -> VisitStop:
    """A stop, or ``stop`` changed. A timetable that does not work out is kept and its faults are shown: while one is
    being written it seldom does."""
    with act(actor=actor, verb="meetings.keep_stop", about=meeting) as this:
        guards.host_side(actor, meeting)
        guards.not_over(meeting)
        guards.times(arrives_at, leaves_at)
        if not place.strip():
            raise Refused("请写明参观点，没有保存。")
        row = stop or VisitStop(meeting=meeting)
        row.place, row.arrives_at, row.leaves_at = place.strip(), arrives_at, leaves_at
        row.what, row.briefer, row.minutes_on = what.strip(), briefer.strip(), minutes_on
        row.save()
        this.summary, this.data = f"参观点：{row}", {"stop": row.pk}
    return row


def drop_stop(*, actor: Person, stop: VisitStop) -> None:
    """It is not visited after all."""
    with act(actor=actor, verb="meetings.drop_stop", about=stop.meeting) as this:
        guards.host_side(actor, stop.meeting)
        guards.not_over(stop.meeting)
        this.summary = f"取消参观点：{stop}"
        stop.delete()


def keep_vehicle(
    *,
    actor: Person,
    meeting: Meeting,
    position: int,
    seats: int,
    plate: str = "",
    driver: str = "",
    phone: str = "",
    marshal: str = "",
    vehicle: Vehicle | None = None,
) -> Vehicle:
    """A vehicle, or ``vehicle`` changed; refused when fewer seats are left than people ride in it."""
    with act(actor=actor, verb="meetings.keep_vehicle", about=meeting) as this:
        Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        guards.host_side(actor, meeting)
        guards.not_over(meeting)
        if Vehicle.objects.filter(meeting=meeting, position=position).exclude(pk=vehicle.pk if vehicle else 0).exists():
            raise Refused(f"已有{position}号车，没有保存。", remedy="请换一个车号。")
        if vehicle is not None and vehicle.passengers.count() > seats:
            raise Refused(
                f"{vehicle}已排 {vehicle.passengers.count()} 人，座位数不能减到 {seats}。", remedy="请先调出一些人。"
            )
        row = vehicle or Vehicle(meeting=meeting)
        row.position, row.seats, row.plate, row.driver = position, seats, plate.strip(), driver.strip()
        row.phone, row.marshal = phone.strip(), marshal.strip()
        row.save()
        this.summary, this.data = f"车辆：{row}{row.plate}，{seats}座", {"vehicle": row.pk}
    return row


def drop_vehicle(*, actor: Person, vehicle: Vehicle) -> None:
    """It does not go; whoever rode in it has no vehicle then."""
    with act(actor=actor, verb="meetings.drop_vehicle", about=vehicle.meeting) as this:
        guards.host_side(actor, vehicle.meeting)
        guards.not_over(vehicle.meeting)
        this.summary = f"取消车辆：{vehicle}"
        vehicle.delete()


def share_rides(*, actor: Person, meeting: Meeting) -> list[Participant]:
    """Everybody into the vehicles anew, by rank, one body together where it fits; returns who finds no seat."""
    with act(actor=actor, verb="meetings.share_rides", about=meeting) as this:
        Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        guards.host_side(actor, meeting)
        guards.not_over(meeting)
        vehicles = list(Vehicle.objects.filter(meeting=meeting).order_by("position"))
        if not vehicles:
            raise Refused("还没有车辆，不能排乘车。", remedy="请先登记车辆和座位数。")
        people = {row.pk: row for row in to_share(meeting)}
        shares, left = ride(
            [One(row.pk, row.body, row.rank) for row in people.values()], [row.seats for row in vehicles]
        )
        Passenger.objects.filter(vehicle__meeting=meeting).delete()
        Passenger.objects.bulk_create(
            [
                Passenger(vehicle=row, participant_id=key)
                for row, share in zip(vehicles, shares, strict=True)
                for key in share
            ]
        )
        this.summary = f"排乘车：{len(people) - len(left)} 人上车，{len(left)} 人没有座位"
    return [people[key] for key in left]


def move_passengers(*, actor: Person, vehicle: Vehicle, participants: Sequence[Participant]) -> int:
    """These ride in this vehicle from now on; refused, with nobody moved, when it has not seats enough."""
    with act(actor=actor, verb="meetings.move_passengers", about=vehicle.meeting) as this:
        Meeting.objects.select_for_update(of=("self",)).get(pk=vehicle.meeting_id)
        guards.host_side(actor, vehicle.meeting)
        guards.not_over(vehicle.meeting)
        if any(one.meeting_id != vehicle.meeting_id for one in participants):
            raise Refused("有人不参加本次会议，没有调整。")
        coming = [
            one for one in participants if not Passenger.objects.filter(vehicle=vehicle, participant=one).exists()
        ]
        free = vehicle.seats - vehicle.passengers.count()
        if len(coming) > free:
            raise Refused(
                f"{vehicle}只剩 {max(free, 0)} 个座位，坐不下 {len(coming)} 人，没有调整。", remedy="请换一辆车。"
            )
        for one in coming:
            Passenger.objects.update_or_create(participant=one, defaults={"vehicle": vehicle})
        this.summary = f"{vehicle}调入 {len(coming)} 人"
    return len(coming)
