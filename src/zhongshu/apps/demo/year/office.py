"""What a simulated day has at hand: the county, the clock, chance, and who is away."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from random import Random
from typing import TypeVar

from django.utils import timezone

from zhongshu.apps.demo.tree import County
from zhongshu.apps.demo.year.plan import Plan
from zhongshu.apps.org.models import Absence, Duty, Organ, Person, PostDuty, Unit
from zhongshu.lib.refusal import Refused
from zhongshu.lib.worktime import WorkCalendar, add_workdays

T = TypeVar("T")
#: What differs from one refusal to the next: names of papers, numbers.
_GENERAL = re.compile(r"《[^》]*》|“[^”]*”|\d+")
OPENS, CLOSES = time(8, 30), time(17, 30)


class Clock:
    """The simulation's own clock. It is handed to Django once for a whole run; each act then costs one addition."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC)

    def now(self) -> datetime:
        return self.moment

    def set(self, day: date, clock: time) -> None:
        self.moment = timezone.make_aware(datetime.combine(day, clock)).astimezone(UTC)

    def tick(self, seconds: float) -> None:
        """Time passes; the day does not end by it."""
        local = timezone.localtime(self.moment)
        last = timezone.make_aware(datetime.combine(local.date(), CLOSES)).astimezone(UTC)
        self.moment = max(self.moment, min(self.moment + timedelta(seconds=seconds), last))

    @contextmanager
    def ruling(self) -> Iterator[None]:
        """Inside, ``timezone.now`` is this clock."""
        real = timezone.now
        timezone.now = self.now
        try:
            yield
        finally:
            timezone.now = real


class People:
    """Who serves where and may do what. Read once, and again after somebody has come or gone."""

    @cached_property
    def by_duty(self) -> dict[tuple[int, str], list[Person]]:
        """(organ, duty) → those who have it, by rank."""
        found: dict[tuple[int, str], list[Person]] = {}
        rows = PostDuty.objects.filter(post__ended_on__isnull=True, post__person__left_on__isnull=True)
        for row in rows.select_related("post__person__organ", "post__unit").order_by(
            "post__person__rank", "post__person"
        ):
            found.setdefault((row.post.unit.organ_id, row.duty), []).append(row.post.person)
        return found

    @cached_property
    def staff(self) -> dict[int, list[Person]]:
        """Unit → those who serve in it, by rank."""
        found: dict[int, list[Person]] = {}
        people = Person.objects.filter(left_on__isnull=True, posts__ended_on__isnull=True)
        for person in people.prefetch_related("posts").select_related("organ").order_by("rank", "pk"):
            for post in person.posts.all():
                if post.ended_on is None and person not in found.setdefault(post.unit_id, []):
                    found[post.unit_id].append(person)
        return found

    @cached_property
    def everybody(self) -> dict[int, Person]:
        """Everyone in service, by key."""
        return {person.pk: person for people in self.staff.values() for person in people}

    @cached_property
    def units(self) -> list[Unit]:
        """Units that can answer for a matter: of the office, of towns and of departments; leaders' rooms are none."""
        found = Unit.objects.filter(dissolved_on__isnull=True).select_related("organ").order_by("pk")
        return [unit for unit in found if not unit.name.endswith("领导") and self.staff.get(unit.pk)]

    @cached_property
    def receiving(self) -> list[Organ]:
        """Towns and departments that have a clerk."""
        return [
            organ
            for organ in Organ.objects.exclude(office_of__isnull=False).order_by("pk")
            if (organ.pk, Duty.CLERK.value) in self.by_duty
        ]

    def forget(self) -> None:
        self.__dict__.clear()


@dataclass
class Office:
    """One day's circumstances. Made anew every day, from the database alone."""

    plan: Plan
    county: County
    calendar: WorkCalendar
    clock: Clock
    people: People
    day: date
    pace: float
    refusals: Counter[str]
    acts: Counter[str] = field(default_factory=Counter)

    @cached_property
    def random(self) -> Random:
        """Chance that depends on the plan's seed and the day alone."""
        return Random(f"{self.plan.seed}:{self.day.isoformat()}")  # noqa: S311 - a simulation wants it repeatable

    @cached_property
    def away(self) -> set[int]:
        now = self.clock.now()
        return set(Absence.objects.filter(starts_at__lte=now, ends_at__gt=now).values_list("person_id", flat=True))

    def with_duty(self, organ: Organ, duty: str) -> Person | None:
        """Somebody present who has the duty; somebody away where nobody is present."""
        people = self.people.by_duty.get((organ.pk, duty), [])
        return next((person for person in people if person.pk not in self.away), people[0] if people else None)

    def answering(self, unit: Unit) -> Person:
        """The unit's head, else whoever ranks first."""
        people = self.people.staff[unit.pk]
        heads = {person.pk for person in self.people.by_duty.get((unit.organ_id, Duty.SECTION_HEAD.value), [])}
        return next((person for person in people if person.pk in heads), people[0])

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def after(self, workdays: int) -> date:
        return add_workdays(self.calendar, self.day, workdays)

    def do(self, act: Callable[..., T], **arguments: object) -> T | None:
        """Let one act happen; what the software refuses is counted by its first words, and the day goes on."""
        self.clock.tick(self.pace)
        name = act.__name__
        try:
            done = act(**arguments)
        except Refused as refusal:
            self.refusals[f"{name}：{_GENERAL.sub('…', str(refusal))[:60]}"] += 1
            return None
        self.acts[name] += 1
        return done
