"""People who book the same room and the same piece of equipment at the same hours: see tests/at_once.py."""

from datetime import timedelta

from tests.apps.coordination import steps
from tests.cast import make_cast
from zhongshu.apps.coordination import actions
from zhongshu.apps.coordination.models import Booking, Equipment, Room
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused
from zhongshu.lib.slots import peak
from zhongshu.lib.slots.diary import overlap

RACERS = ["林晓雯", "孙小芳", "高建国", "沈静"]


def prepare() -> None:
    cast = make_cast()
    steps.room(cast)
    steps.equipment(cast, count=1)


def work(name: str) -> int:
    """How many bookings this one got."""
    room, piece, person = Room.objects.get(), Equipment.objects.get(), Person.objects.get(name=name)
    won = 0
    for clock in ("9:00", "9:30", "10:00", "10:30", "11:00", "11:30"):
        start = steps.moment(clock)
        for more in ({"room": room}, {"equipment": piece}):
            try:
                actions.book(
                    actor=person, starts_at=start, ends_at=start + timedelta(minutes=45), purpose="抢订", **more
                )
            except Refused:
                continue
            won += 1
    return won


def found() -> dict[str, int]:
    rows = list(Booking.objects.filter(room__isnull=False))
    overlaps = sum(
        overlap(one.starts_at, one.ends_at, other.starts_at, other.ends_at)
        for n, one in enumerate(rows)
        for other in rows[n + 1 :]
    )
    out = [(row.starts_at, row.ends_at, row.quantity) for row in Booking.objects.filter(equipment__isnull=False)]
    most = max((peak(out, start, end) for start, end, _ in out), default=0)
    return {"bookings": len(rows) + len(out), "overlaps": overlaps, "most_out": most}
