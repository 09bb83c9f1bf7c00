"""Taking a proposed time at once: everybody's calendar, the room and the equipment together."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from zhongshu.apps.audit.actions import act
from zhongshu.apps.coordination.actions.booking import book
from zhongshu.apps.coordination.actions.engaging import engage
from zhongshu.apps.coordination.models import Booking, Engagement, Equipment, Room
from zhongshu.apps.org.models import Person


def hold(
    *,
    actor: Person,
    leaders: Sequence[Person],
    starts_at: datetime,
    ends_at: datetime,
    what: str,
    place: str = "",
    room: Room | None = None,
    equipment: Mapping[Equipment, int] | None = None,
    travel_before: int = 0,
    travel_after: int = 0,
) -> tuple[list[Engagement], list[Booking]]:
    """Enter a tentative engagement for each leader and book room and equipment. All of it, or nothing."""
    with act(actor=actor, verb="coordination.hold", about=room) as this:
        bookings = []
        if room is not None:
            bookings.append(book(actor=actor, room=room, starts_at=starts_at, ends_at=ends_at, purpose=what))
        for piece, quantity in sorted((equipment or {}).items(), key=lambda pair: pair[0].pk):
            bookings.append(
                book(
                    actor=actor, equipment=piece, quantity=quantity, starts_at=starts_at, ends_at=ends_at, purpose=what
                )
            )
        engagements = [
            engage(
                actor=actor,
                leader=leader,
                starts_at=starts_at,
                ends_at=ends_at,
                what=what,
                place=place or (room.name if room is not None else ""),
                settled=False,
                travel_before=travel_before,
                travel_after=travel_after,
            )
            for leader in leaders
        ]
        this.summary = f"按空闲时间暂定：{len(engagements)} 位领导，{len(bookings)} 项预订"
    return engagements, bookings
