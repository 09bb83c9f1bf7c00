"""Engagements as one person may see them: whole, or as 已有安排."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from zhongshu.apps.access.queries import grants_to
from zhongshu.apps.coordination.models import Engagement
from zhongshu.apps.coordination.queries.sides import close_to, organs_of
from zhongshu.apps.org.models import Absence, Person

HIDDEN, AWAY = "已有安排", "外出"


@dataclass(frozen=True)
class Entry:
    """One line of somebody's calendar as the asker may see it. ``pk`` is 0 for what is not to be opened.

    ``as_company``: the person goes along with the leader whose engagement it is.
    """

    person: int
    start: datetime
    end: datetime
    what: str
    place: str = ""
    pk: int = 0
    known: bool = True
    tentative: bool = False
    absence: bool = False
    as_company: str = ""
    company: tuple[str, ...] = ()
    speech_by: str = ""
    travel: tuple[int, int] = (0, 0)
    group: str = ""
    key: int = 0

    @property
    def all_day(self) -> bool:
        return self.end - self.start >= timedelta(hours=23)


def visible_to(person: Person | None) -> QuerySet[Engagement]:
    """Engagements whose content a person may know."""
    if person is None or not (organs := organs_of(person)):
        return Engagement.objects.none()
    close = close_to(person)
    subjects = grants_to(person, OuterRef("object_type")).filter(object_id=OuterRef("object_id"))
    concerned = Q(leader__in=close) | Q(made_by=person) | Q(speech_by=person)
    company = Engagement.accompanying.through.objects.filter(engagement=OuterRef("pk"), person__in=close)
    return Engagement.objects.filter(
        Q(private=False, leader__organ__in=organs) | concerned | Exists(company) | Exists(subjects)
    ).select_related("leader", "speech_by", "made_by")


def standing(*, since: datetime, until: datetime) -> QuerySet[Engagement]:
    """Engagements that are not cancelled and touch a time, whoever may know of them."""
    found = Engagement.objects.exclude(state=Engagement.State.CANCELLED)
    return found.filter(starts_at__lt=until, ends_at__gt=since).select_related("leader", "speech_by")


def calendar_of(
    *, viewer: Person | None, people: Iterable[Person], since: datetime, until: datetime, company: bool = True
) -> list[Entry]:
    """What people do between two times, as ``viewer`` may see it (None: with every content), in order of time.

    With ``company`` what they go along to is theirs as well. Absences are there without their reason.
    """
    keys = [person.pk for person in people]
    own = list(standing(since=since, until=until).filter(leader__in=keys).prefetch_related("accompanying"))
    going: list[tuple[int, Engagement]] = []
    if company:
        through = Engagement.accompanying.through.objects.filter(
            person__in=keys, engagement__starts_at__lt=until, engagement__ends_at__gt=since
        ).exclude(engagement__state=Engagement.State.CANCELLED)
        pairs = list(through.values_list("person_id", "engagement_id"))
        rows = Engagement.objects.select_related("leader", "speech_by").prefetch_related("accompanying")
        found = rows.in_bulk({engagement for _, engagement in pairs})
        going = [(person, found[engagement]) for person, engagement in pairs]
    known = _known(viewer, [*own, *(row for _, row in going)])
    entries = [_entry(row, row.leader_id, row.pk in known, viewer is None) for row in own]
    entries += [_entry(row, person, row.pk in known, viewer is None) for person, row in going]
    entries += _absences(keys, since, until)
    return sorted(entries, key=lambda entry: (entry.start, entry.end, entry.person))


def _known(viewer: Person | None, rows: list[Engagement]) -> set[int]:
    keys = {row.pk for row in rows}
    if viewer is None:
        return keys
    return set(visible_to(viewer).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def _entry(row: Engagement, person: int, known: bool, blind: bool) -> Entry:
    group = f"{row.object_type}:{row.object_id}" if row.object_id else f"engagement:{row.pk}"
    entry = Entry(
        person=person, start=timezone.localtime(row.starts_at), end=timezone.localtime(row.ends_at), what=HIDDEN, known=False,
        tentative=row.state == Engagement.State.TENTATIVE, travel=(row.travel_before, row.travel_after), group=group,
        key=row.pk,
    )  # fmt: skip
    if not known:
        return entry
    return replace(
        entry, known=True, what=row.what, place=row.place, pk=0 if blind else row.pk,
        as_company=row.leader.name if person != row.leader_id else "",
        company=tuple(one.name for one in row.accompanying.all()),
        speech_by=row.speech_by.name if row.speech_by else "",
    )  # fmt: skip


def _absences(people: list[int], since: datetime, until: datetime) -> list[Entry]:
    rows = Absence.objects.filter(person__in=people, starts_at__lt=until, ends_at__gt=since)
    return [
        Entry(
            row.person_id,
            timezone.localtime(row.starts_at),
            timezone.localtime(row.ends_at),
            AWAY,
            absence=True,
            key=-row.pk,
        )
        for row in rows
    ]


def engagements_of(subject: Model) -> QuerySet[Engagement]:
    """The engagements that come from one thing of the house (a meeting) and are not cancelled, for its own app."""
    found = Engagement.objects.filter(object_type=subject._meta.label_lower, object_id=subject.pk)
    return found.exclude(state=Engagement.State.CANCELLED).select_related("leader")
