"""What the home pages show; everything is read through the doors of the apps below."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from zhongshu.apps.desk.lights import Lights
from zhongshu.apps.flow import queries as flow
from zhongshu.apps.flow.models import Work
from zhongshu.apps.flow.scenes import definition_of
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person

#: A work that has lain with one person longer than this many workdays is shown to the director as held too long.
LONG_HELD_WORKDAYS = 5
OPEN_BOXES = (Work.Box.TODO, Work.Box.IN_HAND)
CLOSED_BOXES = (Work.Box.DONE, Work.Box.COMPLETED)
BOARD_DUTIES = (Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR)
LEADER_DUTIES = (Duty.PRINCIPAL_LEADER, Duty.DEPUTY_LEADER)


@dataclass(frozen=True)
class Today:
    """Today's state of one desk."""

    received: int
    closed: int
    unsigned: int
    overnight: int
    late: int

    @property
    def clear(self) -> bool:
        """案无积卷: nothing unsigned is left from earlier days and nothing is late."""
        return not (self.overnight or self.late)


def today_of(person: Person, now: datetime) -> Today:
    """Counts for a person's day; two reads of the index of boxes."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Work.objects.filter(holder=person)
    fresh = mine.filter(box__in=OPEN_BOXES).aggregate(
        received=Count("pk", filter=Q(at__gte=midnight)),
        unsigned=Count("pk", filter=Q(box=Work.Box.TODO)),
        overnight=Count("pk", filter=Q(box=Work.Box.TODO, at__lt=midnight)),
        late=Count("pk", filter=Q(due_at__lt=now)),
    )
    done = mine.filter(box__in=CLOSED_BOXES, at__gte=midnight).aggregate(
        closed=Count("pk"), received=Count("pk", filter=Q(received_at__gte=midnight))
    )
    fresh["received"] += done["received"]
    return Today(closed=done["closed"], **fresh)


def is_leader(person: Person) -> bool:
    return bool(org.duties_of(person) & set(LEADER_DUTIES))


def board_organs(person: Person) -> list[Organ]:
    """The organs whose board a person may see: where they are director or deputy director."""
    if org.administrator_role(person):
        return []
    held = {organ for organ, duty in org.duties_by_organ(person) if duty in BOARD_DUTIES}
    return list(org.organs().filter(pk__in=held)) if held else []


def long_held(organ: Organ, before: datetime) -> QuerySet[Work]:
    """Works that have lain with their holder since before ``before``, the longest first."""
    return flow.standing(organ).filter(received_at__lt=before).order_by("received_at", "pk")


@dataclass(frozen=True)
class StepRow:
    """One line of the board's matrix: how many papers stand at a step, by light."""

    name: str
    red: int
    yellow: int
    green: int
    oldest: datetime | None

    @property
    def total(self) -> int:
        return self.red + self.yellow + self.green


def matrix(organ: Organ, lights: Lights) -> list[StepRow]:
    """Where every running paper of the organ stands; steps in the order of the procedures, two queries and one a procedure."""
    counted: Any = (
        Work.objects.filter(organ=organ, responsible=True)
        .values("step_name")
        .annotate(total=Count("pk"), oldest=Min("received_at"), **_by_light(lights))
    )
    rows = {
        row["step_name"]: StepRow(
            row["step_name"], row["red"], row["yellow"], row["total"] - row["red"] - row["yellow"], row["oldest"]
        )
        for row in counted
    }
    return sorted(rows.values(), key=lambda row: _position(step_order(organ), row.name))


def _by_light(lights: Lights) -> dict[str, Count]:
    return {colour: Count("pk", filter=light_filter(lights, colour)) for colour in ("red", "yellow")}


def light_filter(lights: Lights, colour: str) -> Q:
    """Works whose light has this colour."""
    late, soon = Q(due_at__lt=lights.now), Q(due_at__gte=lights.now, due_at__lt=lights.yellow_until())
    if colour == "red":
        return late
    return soon if colour == "yellow" else Q(due_at__isnull=True) | Q(due_at__gte=lights.yellow_until())


def step_order(organ: Organ) -> list[str]:
    """Names of steps in the order the organ's procedures walk them."""
    names: dict[str, None] = {}
    for procedure in flow.procedures_of(organ):
        names.update(dict.fromkeys(task.name for task in definition_of(procedure).tasks.values()))
    return list(names)


def _position(order: list[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def by_holder(organ: Organ, now: datetime, limit: int = 20) -> list[Any]:
    """Who holds how much: ``{"holder", "holder__name", "total", "late"}``, the most late first."""
    works = Work.objects.filter(organ=organ, responsible=True).values("holder", "holder__name")
    counted = works.annotate(total=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)))
    return list(counted.order_by("-late", "-total", "holder")[:limit])


def readable_flows(person: Person, flows: Iterable[int]) -> set[int]:
    """Of these flows, the ones the person may know of: the others show without their title."""
    return set(flow.visible_to(person).filter(pk__in=set(flows)).values_list("pk", flat=True))
