"""Calendars as the search for free time and for clashes wants them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model

from zhongshu.apps.coordination.models import Engagement
from zhongshu.apps.coordination.queries.calendar import Entry, calendar_of
from zhongshu.apps.org.models import Person
from zhongshu.lib.slots import Collision, Kind, Occupied, collide, collisions

#: How far around a time a clash may come from: the longest way there and back.
AROUND = timedelta(hours=12)


@dataclass(frozen=True)
class Clash:
    """Two things in one person's calendar that cannot both be, in words the viewer may read."""

    person: Person
    kind: Kind
    first: Occupied
    second: Occupied
    missing: timedelta

    @property
    def words(self) -> str:
        said = f"{self.first.start:%-m月%-d日%-H:%M}“{self.first.what}”与{self.second.start:%-H:%M}“{self.second.what}”"
        if self.kind is Kind.TRAVEL:
            return f"{said}之间路上少 {int(self.missing.total_seconds() // 60)} 分钟"
        return f"{said}时间重叠" if self.kind is Kind.OVERLAP else f"{said}：其间本人外出"

    @property
    def advice(self) -> str:
        """What may be done about it."""
        if self.kind is Kind.TRAVEL:
            return "可推迟后一项，或改在同一地点、改用视频。"
        if self.kind is Kind.ABSENCE:
            return "可改期，或请其他领导代为出席。"
        movable = next((item for item in (self.first, self.second) if item.tentative), None)
        return f"“{movable.what}”是暂定的，可先改期。" if movable else "请改期其中一项，或请其他领导代为出席。"


def occupied(entry: Entry) -> Occupied:
    """A line of a calendar for lib.slots; ``key`` is the engagement's, negative for an absence."""
    before, after = entry.travel
    return Occupied(
        entry.start,
        entry.end,
        f"陪同{entry.as_company}：{entry.what}" if entry.as_company else entry.what,
        entry.place,
        timedelta(minutes=before),
        timedelta(minutes=after),
        entry.tentative,
        entry.absence,
        entry.key,
        entry.group,
    )


def busy(
    *, people: Iterable[Person], since: datetime, until: datetime, viewer: Person | None, but: Iterable[str] = ()
) -> dict[int, tuple[Occupied, ...]]:
    """Person's key → what occupies the person, in words ``viewer`` may read (None: all).

    ``but`` leaves out groups: ``group_of(meeting)`` where the meeting itself is being moved.
    """
    everybody, left_out = list(people), set(but)
    found: dict[int, list[Occupied]] = {person.pk: [] for person in everybody}
    for entry in calendar_of(viewer=viewer, people=everybody, since=since, until=until):
        if entry.group not in left_out or not entry.group:
            found[entry.person].append(occupied(entry))
    return {person: tuple(items) for person, items in found.items()}


def group_of(subject: Model) -> str:
    """The group of everything that comes from one thing."""
    if isinstance(subject, Engagement) and not subject.object_id:
        return f"engagement:{subject.pk}"
    if isinstance(subject, Engagement):
        return f"{subject.object_type}:{subject.object_id}"
    return f"{subject._meta.label_lower}:{subject.pk}"


def clashes(*, people: Iterable[Person], since: datetime, until: datetime, viewer: Person | None) -> list[Clash]:
    """Every clash in the calendars of people between two times: overlap, too little time for the way, absence."""
    everybody = list(people)
    diaries = busy(people=everybody, since=since - AROUND, until=until + AROUND, viewer=viewer)
    found = [
        _clash(person, collision)
        for person in everybody
        for collision in collisions(diaries[person.pk])
        if collision.first.end > since and collision.second.start < until
    ]
    return sorted(found, key=lambda clash: (clash.second.start, clash.person.rank, clash.person.pk))


def clashes_with(
    *,
    person: Person,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    travel_before: int = 0,
    travel_after: int = 0,
    what: str = "本次安排",
    instead_of: Model | None = None,
    viewer: Person | None,
) -> list[Clash]:
    """What a new time for a person would clash with. ``instead_of`` (an engagement or a meeting) is left out."""
    wanted = Occupied(
        starts_at, ends_at, what, place, timedelta(minutes=travel_before), timedelta(minutes=travel_after)
    )
    but = [group_of(instead_of)] if instead_of is not None else []
    around = busy(people=[person], since=starts_at - AROUND, until=ends_at + AROUND, viewer=viewer, but=but)
    found = [collision for item in around[person.pk] if (collision := collide(wanted, item)) is not None]
    return [_clash(person, collision) for collision in found]


def _clash(person: Person, collision: Collision) -> Clash:
    return Clash(person, collision.kind, collision.first, collision.second, collision.missing)
