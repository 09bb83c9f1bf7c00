"""The seats of a meeting, read."""

from collections import defaultdict
from dataclasses import dataclass

from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.models import Meeting, Participant, Seat, SeatPlan
from zhongshu.apps.meetings.policy.seating import attendees
from zhongshu.apps.meetings.queries.meetings import chairs, hosts
from zhongshu.apps.meetings.queries.seats_taken import seats_of
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.facts import ABSENT, Facts
from zhongshu.lib.seating import Attendee, Block, Plan, Room, Rules, Section


@dataclass(frozen=True)
class Seating:
    """A plan with who is on it: ``names`` by key of participant, ``pinned`` and ``moved`` the same keys."""

    row: SeatPlan
    plan: Plan
    names: dict[str, str]
    bodies: dict[str, str]
    posts: dict[str, str]
    pinned: frozenset[str]
    moved: frozenset[str]
    unseated: tuple[str, ...]

    @property
    def room(self) -> Room:
        return Room.from_data(self.row.shape)

    @property
    def table_form(self) -> str:
        table = Room.from_data(self.row.sized).table
        return table.form.value if table else "rectangle"


def sees(person: Person, meeting: Meeting) -> bool:
    """The seat map is for those who prepare the meeting and its chair."""
    return hosts(person, meeting) or chairs(person, meeting)


def plan_row(meeting: Meeting) -> SeatPlan | None:
    return SeatPlan.objects.filter(meeting=meeting).select_related("changed_by").first()


def seating_of(meeting: Meeting, facts: Facts | None = None) -> Seating | None:
    """The seats as they are now; None before they were laid out."""
    row = plan_row(meeting)
    return None if row is None else read(row, facts or facts_of(meeting))


def read(row: SeatPlan, facts: Facts) -> Seating:
    plan, pinned, moved = plan_of(row)
    comers = [one for one in facts.seated if one.role != "staff"]
    away = set(map(str, row.absent))
    return Seating(
        row,
        plan,
        {one.key: one.shown_name for one in comers},
        {one.key: one.body for one in comers},
        {one.key: one.shown_post for one in comers},
        pinned,
        moved,
        tuple(one.key for one in comers if one.key not in plan.seat_of and one.key not in away),
    )


def without_seat(row: SeatPlan) -> int:
    """How many of those who are to be seated are not."""
    people = Participant.objects.filter(meeting=row.meeting_id).exclude(role=Participant.Role.STAFF)
    people = people.exclude(state__in=ABSENT).exclude(pk__in=[int(key) for key in row.absent])
    return people.exclude(seats__plan=row).count()


def changed_since_told(row: SeatPlan) -> list[int]:
    """Keys of those who sit elsewhere than they were told, or were told nothing yet."""
    return [key for key, seat in seats_of(row.meeting).items() if row.told.get(str(key)) != seat]


def plan_of(row: SeatPlan) -> tuple[Plan, frozenset[str], frozenset[str]]:
    """The stored plan as the library has it, who is pinned, and who was moved by hand."""
    seats = list(Seat.objects.filter(plan=row).order_by("pk"))
    blocks: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats:
        if seat.block:
            blocks[seat.block_number].append(seat)
    plan = Plan(
        Room.from_data(row.sized).places(),
        tuple(_block(sorted(blocks[number], key=lambda seat: seat.position)) for number in sorted(blocks)),
        {seat.place: str(seat.participant_id) for seat in seats if seat.participant_id},
        {seat.place: seat.reserved for seat in seats if seat.reserved},
        tuple(row.notes),
        row.sized,
    )
    sitting = [seat for seat in seats if seat.participant_id]
    return (
        plan,
        frozenset(str(seat.participant_id) for seat in sitting if seat.pinned),
        frozenset(str(seat.participant_id) for seat in sitting if seat.moved),
    )


def _block(seats: list[Seat]) -> Block:
    return Block(seats[0].block, Section(seats[0].section), tuple(seat.place for seat in seats))


def people_of(meeting: Meeting, facts: Facts, room: Room) -> list[Attendee]:
    """Who is to be seated in a room."""
    own = Participant.objects.filter(meeting=meeting, person__organ=meeting.organ_id).values_list("pk", flat=True)
    return attendees(facts.seated, room, frozenset(map(str, own)))


def rules_of(row: SeatPlan, plan: Plan, pinned: frozenset[str], people: list[Attendee]) -> Rules:
    """What binds the plan, without those who no longer come."""
    here = {one.key for one in people}
    groups = [tuple(key for key in map(str, group) if key in here) for group in row.together]
    pairs = [(str(a), str(b)) for a, b in row.apart]
    return Rules(
        absent=frozenset(key for key in map(str, row.absent) if key in here),
        pinned={key: plan.seat_of[key] for key in sorted(pinned) if key in here},
        reserved=dict(plan.reserved),
        together=tuple(group for group in groups if len(group) > 1),
        apart=tuple(pair for pair in pairs if set(pair) <= here),
        units=tuple(row.units),
    )
