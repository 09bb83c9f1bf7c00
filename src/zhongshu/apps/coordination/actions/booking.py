"""Booking rooms and equipment, and giving them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.coordination import guards
from zhongshu.apps.coordination.models import Booking, Equipment, Room
from zhongshu.apps.coordination.models.booking import span_in_words
from zhongshu.apps.coordination.queries.bookings import bookings_of
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.actions import notify
from zhongshu.lib.refusal import Refused


@dataclass(frozen=True)
class Wanted:
    """One thing wanted for a time: a room, or so many pieces of one equipment."""

    starts_at: datetime
    ends_at: datetime
    room: Room | None = None
    equipment: Equipment | None = None
    quantity: int = 1

    @property
    def key(self) -> tuple[Any, ...]:
        return (
            self.room.pk if self.room else None, self.equipment.pk if self.equipment else None, self.quantity,
            self.starts_at, self.ends_at,
        )  # fmt: skip


def book(
    *,
    actor: Person,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str,
    room: Room | None = None,
    equipment: Equipment | None = None,
    quantity: int = 1,
    subject: Model | None = None,
    private: bool = False,
) -> Booking:
    """Book a room, or ``quantity`` pieces of equipment. Refused, with what is free instead, when it is taken.

    The row of the room (or equipment) is locked first, so of two who ask at once one gets it and one is told.
    ``subject``: what it is for, where that is a thing of the house; its readers may read the purpose of a private one.
    """
    with act(actor=actor, verb="coordination.book", about=room or equipment) as this:
        thing = _locked(room, equipment)
        guards.period(starts_at, ends_at)
        guards.to_come(ends_at)
        guards.may_book(actor, thing)
        if not purpose.strip():
            raise Refused("请写明用途，没有预订。")
        if isinstance(thing, Room):
            guards.room_free(thing, starts_at, ends_at)
        elif quantity < 1:
            raise Refused("数量至少 1 件，没有预订。")
        else:
            guards.pieces_free(thing, quantity, starts_at, ends_at)
        row = Booking.objects.create(
            room=room, equipment=equipment, quantity=1 if room is not None else quantity, starts_at=starts_at,
            ends_at=ends_at, purpose=purpose.strip()[:120], private=private,
            object_type=subject._meta.label_lower if subject is not None else "",
            object_id=subject.pk if subject is not None else None, booked_by=actor, booked_at=timezone.now(),
        )  # fmt: skip
        this.summary, this.data = f"预订{row}", {"booking": row.pk}
    return row


def book_together(
    *,
    actor: Person,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str,
    room: Room | None = None,
    equipment: Equipment | None = None,
    quantity: int = 1,
    private: bool = False,
) -> list[Booking]:
    """A room with the equipment for it: both, or neither."""
    with act(actor=actor, verb="coordination.book_together", about=room or equipment) as this:
        wanted: list[dict[str, Any]] = [{"room": room}] if room is not None else []
        wanted += [{"equipment": equipment, "quantity": quantity}] if equipment is not None else []
        made = [
            book(actor=actor, starts_at=starts_at, ends_at=ends_at, purpose=purpose, private=private, **one)
            for one in wanted
        ]
        this.summary = f"预订 {len(made)} 项"
    return made


def _locked(room: Room | None, equipment: Equipment | None) -> Room | Equipment:
    if (room is None) == (equipment is None):
        raise ValueError("a booking is of one room or of one equipment")
    if room is not None:
        return Room.objects.select_for_update(of=("self",)).select_related("organ").get(pk=room.pk)
    assert equipment is not None
    return Equipment.objects.select_for_update(of=("self",)).select_related("organ").get(pk=equipment.pk)


def release(*, actor: Person, booking: Booking, reason: str = "") -> Booking:
    """Give a booking back; somebody else's needs a reason, and its booker is told."""
    with act(actor=actor, verb="coordination.release", about=booking.room or booking.equipment) as this:
        booking = Booking.objects.select_for_update().get(pk=booking.pk)
        guards.may_release(actor, booking)
        others = booking.booked_by_id != actor.pk
        if others and not reason.strip():
            raise Refused("退订他人的预订要写明原因，没有退订。")
        _give_back(actor, booking, reason)
        this.summary, this.data = f"退订{booking}", {"booking": booking.pk}
        if others:
            notify(
                actor=actor, to=booking.booked_by, text=f"您预订的{booking}已退订：{reason.strip()}",
                url=_address(booking), key=f"coordination:released:{booking.pk}",
            )  # fmt: skip
    return booking


def _address(booking: Booking) -> str:
    from django.urls import reverse

    return f"{reverse('coordination:rooms')}?day={timezone.localdate(booking.starts_at):%Y-%m-%d}"


def _give_back(actor: Person, booking: Booking, reason: str) -> None:
    booking.released_at, booking.released_by = timezone.now(), actor
    booking.release_reason = reason.strip()[:120]
    booking.save(update_fields=["released_at", "released_by", "release_reason"])


def release_all(*, actor: Person, subject: Model, reason: str = "") -> int:
    """Give back everything booked for one thing (a meeting that is cancelled); returns how many."""
    return replace_bookings(actor=actor, subject=subject, wanted=(), purpose="", reason=reason)[1]


def replace_bookings(
    *, actor: Person, subject: Model, wanted: Sequence[Wanted], purpose: str, private: bool = False, reason: str = ""
) -> tuple[int, int]:
    """Make what is booked for a thing exactly ``wanted``: (booked, given back). All of it, or nothing.

    What is wanted again is left alone, but for its purpose. Times are given back first, so a meeting may move by half
    an hour in its own room.
    """
    with act(actor=actor, verb="coordination.replace_bookings", about=subject) as this:
        _lock_all([*wanted, *(_as_wanted(row) for row in bookings_of(subject))])
        standing = list(bookings_of(subject).select_for_update(of=("self",)))
        keys = [one.key for one in wanted]
        kept, gone = [], 0
        for row in standing:
            key = _as_wanted(row).key
            if key in keys and key not in kept:
                kept.append(key)
            else:
                _give_back(actor, row, reason or "随会议调整")
                gone += 1
        bookings_of(subject).update(purpose=purpose.strip()[:120], private=private)
        new = [one for one in wanted if one.key not in kept]
        for one in new:
            book(
                actor=actor, starts_at=one.starts_at, ends_at=one.ends_at, purpose=purpose, room=one.room,
                equipment=one.equipment, quantity=one.quantity, subject=subject, private=private,
            )  # fmt: skip
        this.summary = f"会议室和设备：新订 {len(new)} 项，退订 {gone} 项"
        this.data = {"booked": len(new), "released": gone}
    return len(new), gone


def _as_wanted(row: Booking) -> Wanted:
    return Wanted(row.starts_at, row.ends_at, row.room, row.equipment, row.quantity)


def _lock_all(wanted: Sequence[Wanted]) -> None:
    """Every row in one order, so that two who rearrange at once never wait for each other."""
    rooms = {one.room.pk for one in wanted if one.room}
    equipment = {one.equipment.pk for one in wanted if one.equipment}
    list(Room.objects.select_for_update().filter(pk__in=rooms).order_by("pk").values_list("pk"))
    list(Equipment.objects.select_for_update().filter(pk__in=equipment).order_by("pk").values_list("pk"))


def said(booking: Booking) -> str:
    """What was booked, for a message."""
    return f"{booking.what}，{span_in_words(booking.starts_at, booking.ends_at)}"
