"""A seat plan put into rows, and made to follow the people."""

from collections.abc import Collection

from django.utils import timezone

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.meetings.models import Meeting, Seat, SeatPlan
from zhongshu.apps.meetings.queries.seating import people_of, plan_of, rules_of
from zhongshu.lib.meeting.facts import Facts
from zhongshu.lib.refusal import Refused
from zhongshu.lib.seating import Plan, Room, reseat

FIELDS = ["label", "section", "block", "block_number", "position", "participant", "reserved", "pinned", "moved"]
ATTRIBUTES = ["participant_id" if name == "participant" else name for name in FIELDS]
MOST_MENDED = 60
"""More changed chairs than that are written faster anew than one by one."""


def store(row: SeatPlan, plan: Plan, pinned: Collection[str], moved: Collection[str], *, by: int) -> None:
    """Write a plan: the chairs that are new or gone, and those that changed; the version grows."""
    row.sized, row.notes = dict(plan.shape), list(plan.notes)
    row.version += 1
    row.changed_by_id, row.changed_at = by, timezone.now()
    row.save()
    wanted = {seat.place: seat for seat in _seats(row, plan, pinned, moved)}
    held = {seat.place: seat for seat in Seat.objects.filter(plan=row)}
    changed = {place: seat for place, seat in wanted.items() if place not in held or _differ(seat, held[place])}
    if list(wanted) != list(held) or len(changed) > MOST_MENDED:
        Seat.objects.filter(plan=row).delete()
        Seat.objects.bulk_create(wanted.values(), batch_size=500)
    elif changed:
        for place, seat in changed.items():
            seat.pk = held[place].pk
        # Nobody may sit twice even for a moment: all who move rise first.
        Seat.objects.filter(pk__in=[seat.pk for seat in changed.values()]).update(participant=None, reserved="")
        Seat.objects.bulk_update(changed.values(), FIELDS)


def _differ(one: Seat, other: Seat) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in ATTRIBUTES)


def _seats(row: SeatPlan, plan: Plan, pinned: Collection[str], moved: Collection[str]) -> list[Seat]:
    where = {
        key: (block.name, number, position)
        for number, block in enumerate(plan.blocks)
        for position, key in enumerate(block.places)
    }
    seats = []
    for place in plan.places:
        sitter = plan.seats.get(place.key)
        name, number, position = where.get(place.key, ("", 0, 0))
        seats.append(
            Seat(
                plan=row,
                place=place.key,
                label=place.label,
                section=place.section.value,
                block=name[:80],
                block_number=number,
                position=position,
                participant_id=int(sitter) if sitter else None,
                reserved=plan.reserved.get(place.key, ""),
                pinned=sitter in pinned,
                moved=sitter in moved,
            )
        )
    return seats


def follow(actor: Actor, meeting: Meeting, facts: Facts) -> None:
    """Seats follow the people: those who no longer come close up, those who come are seated, pinned and hand-moved people
    stay where that can be. What cannot be is kept as trouble and never stops the change of people."""
    row = SeatPlan.objects.select_for_update().filter(meeting=meeting).first()
    if row is None:
        return
    room = Room.from_data(row.shape)
    before, pinned, moved = plan_of(row)
    people = people_of(meeting, facts, room)
    rules = rules_of(row, before, pinned, people)
    try:
        plan, row.trouble = reseat(room, people, rules, before, sorted(moved)), ""
    except Refused as refusal:
        here = {one.key for one in people}
        seats = {key: person for key, person in before.seats.items() if person in here}
        plan = Plan(before.places, before.blocks, seats, before.reserved, before.notes, before.shape)
        row.trouble = str(refusal)
    kept = {key for key in moved if plan.seat_of.get(key) == before.seat_of.get(key)}
    store(row, plan, pinned, kept, by=actor.pk or meeting.officer_id)
