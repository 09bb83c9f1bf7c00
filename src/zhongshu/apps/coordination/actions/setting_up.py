"""Rooms, equipment, office hours and who is whose secretary."""

from collections.abc import Iterable, Sequence
from datetime import date, time

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM, Actor
from zhongshu.apps.coordination import guards
from zhongshu.apps.coordination.models import Booking, Equipment, OfficeHours, Room, Secretary
from zhongshu.apps.coordination.queries.sides import secretaries_of
from zhongshu.apps.org.models import Organ, Person
from zhongshu.lib.refusal import Refused


def keep_room(
    *,
    actor: Actor,
    organ: Organ,
    name: str,
    seats: int,
    place: str = "",
    keeper: Person | None = None,
    built_in: Iterable[Equipment] = (),
    retired_on: date | None = None,
    room: Room | None = None,
) -> Room:
    """A new room, or ``room`` changed. One with bookings to come is not retired."""
    with act(actor=actor, verb="coordination.keep_room") as this:
        _may_keep(actor, organ)
        if not name.strip() or seats < 1:
            raise Refused("请写明会议室名称，座位数至少 1。")
        if Room.objects.filter(organ=organ, name=name.strip()).exclude(pk=room.pk if room else 0).exists():
            raise Refused(f"本机关已有“{name.strip()}”，没有保存。", remedy="请换一个名称，或修改原来那间。")
        if room is not None and retired_on is not None:
            _nothing_to_come(Booking.objects.filter(room=room), room)
        row = room or Room(organ=organ, position=Room.objects.filter(organ=organ).count())
        row.name, row.seats, row.place, row.keeper, row.retired_on = (
            name.strip(),
            seats,
            place.strip(),
            keeper,
            retired_on,
        )
        row.save()
        row.built_in.set(built_in)
        this.about, this.summary = row, f"会议室：{row}，{seats}座"
    return row


def keep_equipment(
    *,
    actor: Actor,
    organ: Organ,
    name: str,
    count: int,
    keeper: Person | None = None,
    retired_on: date | None = None,
    equipment: Equipment | None = None,
) -> Equipment:
    """New equipment, or ``equipment`` changed. Fewer than are booked is said later, by whoever books next."""
    with act(actor=actor, verb="coordination.keep_equipment") as this:
        _may_keep(actor, organ)
        if not name.strip() or count < 0:
            raise Refused("请写明设备名称和数量。")
        others = Equipment.objects.filter(organ=organ, name=name.strip())
        if others.exclude(pk=equipment.pk if equipment else 0).exists():
            raise Refused(f"本机关已有“{name.strip()}”，没有保存。", remedy="请修改原来那一种的数量。")
        if equipment is not None and retired_on is not None:
            _nothing_to_come(Booking.objects.filter(equipment=equipment), equipment)
        row = equipment or Equipment(organ=organ)
        row.name, row.count, row.keeper, row.retired_on = name.strip(), count, keeper, retired_on
        row.save()
        this.about, this.summary = row, f"设备：{row}，{count}件"
    return row


def _may_keep(actor: Actor, organ: Organ) -> None:
    if actor is not SYSTEM:
        assert isinstance(actor, Person)
        guards.manages(actor, organ.pk)


def _nothing_to_come(bookings: object, thing: Room | Equipment) -> None:
    waiting = bookings.filter(released_at__isnull=True, ends_at__gt=timezone.now()).count()  # type: ignore[attr-defined]
    if waiting:
        raise Refused(f"{thing}还有 {waiting} 个预订没有用，不能停用。", remedy="请先退订或改订。")


def set_secretaries(*, actor: Actor, leader: Person, people: Iterable[Person]) -> None:
    """Who keeps the leader's calendar: exactly these."""
    with act(actor=actor, verb="coordination.set_secretaries", about=leader) as this:
        if actor is not SYSTEM:
            assert isinstance(actor, Person)
            guards.appoints(actor, leader.organ_id)
        wanted = {person.pk: person for person in people if person.pk != leader.pk}
        Secretary.objects.filter(leader=leader).exclude(person__in=wanted).delete()
        present = {person.pk for person in secretaries_of(leader)}
        Secretary.objects.bulk_create(
            [Secretary(leader=leader, person=person) for key, person in wanted.items() if key not in present]
        )
        this.summary = f"{leader}的秘书：{'、'.join(person.name for person in wanted.values()) or '无'}"


def keep_hours(*, actor: Actor, organ: Organ, since: date, times: Sequence[time]) -> OfficeHours:
    """作息时间 from a day on: morning from and to, afternoon from and to. The same day again corrects it."""
    with act(actor=actor, verb="coordination.keep_hours", about=organ) as this:
        _may_keep(actor, organ)
        one, two, three, four = times
        if not one < two <= three < four:
            raise Refused("上下班时间前后不对，没有保存。", remedy="请按先后填写：上午上班、下班，下午上班、下班。")
        row, _ = OfficeHours.objects.update_or_create(
            organ=organ, since=since,
            defaults={"morning_from": one, "morning_to": two, "afternoon_from": three, "afternoon_to": four},
        )  # fmt: skip
        this.summary, this.data = f"作息时间：{since:%Y年%-m月%-d日}起 {row}", {"hours": row.pk}
    return row


def drop_hours(*, actor: Actor, row: OfficeHours) -> None:
    """Those before hold on."""
    with act(actor=actor, verb="coordination.drop_hours", about=row.organ) as this:
        _may_keep(actor, row.organ)
        this.summary = f"去掉作息时间：{row.since:%Y年%-m月%-d日}起 {row}"
        row.delete()
