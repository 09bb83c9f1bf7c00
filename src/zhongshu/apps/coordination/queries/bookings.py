"""When rooms and equipment are taken, and what is free instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from zhongshu.apps.access.queries import grants_to
from zhongshu.apps.coordination.models import Booking, Equipment, Room
from zhongshu.apps.coordination.queries.hours import seasons_of
from zhongshu.apps.coordination.queries.sides import equipment_of, organs_of, rooms_of
from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.org.models import Organ, Person
from zhongshu.lib.slots import Stock, Venue, Wish, peak, propose

HIDDEN = "已预订"
#: How many workdays ahead another time in the same room is looked for.
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Shown:
    """A booking as one person may see it."""

    pk: int
    start: datetime
    end: datetime
    purpose: str
    by: str
    quantity: int
    known: bool
    own: bool


@dataclass(frozen=True)
class Alternative:
    """The same room at another time, or another room at the same time."""

    room: Room
    start: datetime
    end: datetime

    @property
    def words(self) -> str:
        return f"{self.room}（{self.room.seats}座）{self.start:%-m月%-d日%-H:%M}—{self.end:%-H:%M}"


def visible_to(person: Person | None) -> QuerySet[Booking]:
    """Bookings whose purpose a person may know."""
    if person is None or not (organs := organs_of(person)):
        return Booking.objects.none()
    subjects = grants_to(person, OuterRef("object_type")).filter(object_id=OuterRef("object_id"))
    in_organ = Q(room__organ__in=organs) | Q(equipment__organ__in=organs)
    known = (in_organ & Q(private=False)) | Q(booked_by=person) | Exists(subjects)
    return Booking.objects.filter(known).select_related("room", "equipment", "booked_by")


def standing(since: datetime, until: datetime) -> QuerySet[Booking]:
    """Bookings that hold and touch a time."""
    return Booking.objects.filter(released_at__isnull=True, starts_at__lt=until, ends_at__gt=since)


def bookings_of(subject: Model) -> QuerySet[Booking]:
    """The bookings that stand for one thing of the house (a meeting), for its own app."""
    found = Booking.objects.filter(object_type=subject._meta.label_lower, object_id=subject.pk)
    return found.filter(released_at__isnull=True).select_related("room", "equipment")


def shown(person: Person, rows: Iterable[Booking]) -> dict[int, list[Shown]]:
    """Bookings by key of their room or equipment, as ``person`` may see them."""
    rows = list(rows)
    known = set(visible_to(person).filter(pk__in={row.pk for row in rows}).values_list("pk", flat=True))
    found: dict[int, list[Shown]] = {}
    for row in rows:
        may = row.pk in known
        line = Shown(
            row.pk, timezone.localtime(row.starts_at), timezone.localtime(row.ends_at), row.purpose if may else HIDDEN,
            row.booked_by.name, row.quantity, may, row.booked_by_id == person.pk,
        )  # fmt: skip
        found.setdefault(row.room_id or row.equipment_id or 0, []).append(line)
    return found


def room_is_free(room: Room, start: datetime, end: datetime, *, but: Model | None = None) -> bool:
    return not _in_the_way(room, start, end, but).exists()


def _in_the_way(room: Room, start: datetime, end: datetime, but: Model | None) -> QuerySet[Booking]:
    return _without(standing(start, end).filter(room=room), but)


def _without(rows: QuerySet[Booking], but: Model | None) -> QuerySet[Booking]:
    if but is None:
        return rows
    if isinstance(but, Booking):
        return rows.exclude(pk=but.pk)
    return rows.exclude(object_type=but._meta.label_lower, object_id=but.pk)


def pieces_left(equipment: Equipment, start: datetime, end: datetime, *, but: Model | None = None) -> int:
    """How many pieces can be had for the whole of a time."""
    rows = _without(standing(start, end).filter(equipment=equipment), but)
    taken = [(row.starts_at, row.ends_at, row.quantity) for row in rows]
    return equipment.count - peak(taken, start, end)


def free_rooms(*, organ: Organ, start: datetime, end: datetime, seats: int = 1) -> list[Room]:
    """Rooms of an organ that are free for the whole of a time and large enough, the smallest first."""
    taken = set(standing(start, end).filter(room__organ=organ).values_list("room", flat=True))
    rooms = rooms_of(organ).filter(seats__gte=seats).exclude(pk__in=taken)
    return sorted(rooms, key=lambda room: (room.seats, room.position, room.pk))


def venues(*, organ: Organ, since: datetime, until: datetime, but: Model | None = None) -> list[Venue]:
    """Rooms as the search for free time wants them."""
    spans: dict[int, list[tuple[datetime, datetime]]] = {}
    rows = _without(standing(since, until).filter(room__organ=organ), but)
    for room, start, end in rows.values_list("room", "starts_at", "ends_at"):
        spans.setdefault(room or 0, []).append((start, end))
    return [
        Venue(room.pk, room.name, room.seats, tuple(spans.get(room.pk, ())), frozenset(e.name for e in room.built_in.all()))
        for room in rooms_of(organ)
    ]  # fmt: skip


def stocks(*, organ: Organ, since: datetime, until: datetime, but: Model | None = None) -> list[Stock]:
    """Equipment as the search for free time wants it."""
    taken: dict[int, list[tuple[datetime, datetime, int]]] = {}
    rows = _without(standing(since, until).filter(equipment__organ=organ), but)
    for key, start, end, quantity in rows.values_list("equipment", "starts_at", "ends_at", "quantity"):
        taken.setdefault(key or 0, []).append((start, end, quantity))
    return [Stock(row.name, row.count, tuple(taken.get(row.pk, ()))) for row in equipment_of(organ)]


def alternatives(
    *, room: Room, start: datetime, end: datetime, seats: int = 0, but: Model | None = None, most: int = 3
) -> list[Alternative]:
    """What is free instead: other rooms at the same time (large enough; the smallest first), then the nearest times
    within office hours in the same room."""
    local_start, local_end = timezone.localtime(start), timezone.localtime(end)
    others = [one for one in free_rooms(organ=room.organ, start=start, end=end, seats=seats or 1) if one.pk != room.pk]
    others.sort(key=lambda one: (one.seats < room.seats and not seats, abs(one.seats - room.seats)))
    found = [Alternative(one, local_start, local_end) for one in others[: most - 1]]
    day = local_start.date()
    wish = Wish(
        end - start,
        day,
        day + AHEAD,
        timezone.get_current_timezone(),
        seats=1,
        not_before=max(timezone.now(), start),
        seasons=seasons_of(room.organ_id),
    )
    rows = _without(standing(start, end + AHEAD + timedelta(days=2)).filter(room=room), but)
    own = Venue(room.pk, room.name, room.seats, tuple(rows.values_list("starts_at", "ends_at")))
    times = propose(wish, [], work_calendar(), venues=[own], most=most).proposals
    found += [Alternative(room, one.start, one.end) for one in sorted(times, key=lambda one: one.start)]
    return found[:most]
