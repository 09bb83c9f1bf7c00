"""Of the organ's own equipment: how much of what a meeting wants is booked for it."""

from dataclasses import dataclass

from zhongshu.apps.coordination.queries.bookings import Shown, bookings_of, shown, standing
from zhongshu.apps.meetings.models import EquipmentLine, Meeting
from zhongshu.apps.org.models import Person


@dataclass(frozen=True)
class Booked:
    """A line of the list; ``short``: pieces that could not be had, ``others``: who has some at that time."""

    line: EquipmentLine
    quantity: int = 0
    built_in: bool = False
    others: tuple[Shown, ...] = ()

    @property
    def short(self) -> int:
        own = self.line.equipment_id is not None and not self.built_in
        return max(self.line.wanted - self.quantity, 0) if own else 0

    @property
    def taken_by(self) -> str:
        """Whoever books the pieces may be asked; what for is said to those who may know."""
        return "、".join(f"{one.by}{one.start:%-m月%-d日%-H:%M}{one.purpose} {one.quantity} 件" for one in self.others)


def booked(meeting: Meeting, viewer: Person) -> list[Booked]:
    """Every line of the list. Once the meeting is under way what was booked is history."""
    lines = list(meeting.equipment.select_related("checked_by", "equipment"))
    if not meeting.coming or not any(line.equipment_id for line in lines):
        return [Booked(line, line.wanted) for line in lines]
    own = list(bookings_of(meeting))
    quantities = {row.equipment_id: row.quantity for row in own}
    built_in = {piece.pk for row in own if row.room is not None for piece in row.room.built_in.all()}
    others = standing(meeting.starts_at, meeting.ends_at).filter(equipment__in=[line.equipment_id for line in lines])
    others = others.exclude(pk__in=[row.pk for row in own]).select_related("booked_by")
    by_piece = shown(viewer, others)
    return [
        Booked(
            line, quantities.get(line.equipment_id, 0) if line.equipment_id else 0, line.equipment_id in built_in,
            tuple(by_piece.get(line.equipment_id or 0, ())),
        )
        for line in lines
    ]  # fmt: skip
