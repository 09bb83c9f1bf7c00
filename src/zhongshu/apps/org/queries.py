"""Doors to bodies and people."""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from zhongshu.apps.org.asking import once
from zhongshu.apps.org.events import holding_asked
from zhongshu.apps.org.models import (
    Absence,
    Administrator,
    Duty,
    Handover,
    Organ,
    Person,
    Portfolio,
    Post,
    PostDuty,
    StandIn,
    Unit,
)
from zhongshu.apps.org.policy import Holding
from zhongshu.apps.prepared import Prepared, PreparedObjects


def visible_to(person: Person | None) -> QuerySet[Person]:
    """The staff directory of the whole server: names and posts are public among staff, numbers within an organ."""
    return Person.objects.filter(left_on__isnull=True) if person else Person.objects.none()


def organs() -> QuerySet[Organ]:
    """Bodies that exist today."""
    return Organ.objects.filter(dissolved_on__isnull=True)


def working_units() -> QuerySet[Unit]:
    """Units that exist today and can be given work. 县领导, 办公室领导 and the like only seat leaders."""
    return Unit.objects.filter(dissolved_on__isnull=True).exclude(name__endswith="领导")


def current_posts(person: Person) -> QuerySet[Post]:
    return Post.objects.filter(person=person, ended_on__isnull=True).select_related("unit__organ")


_POSTS = PreparedObjects(
    lambda person: (
        Post.objects.filter(person=person, ended_on__isnull=True)
        .select_related("unit__organ")
        .order_by("-is_main", "pk")
    )
)


def main_post(person: Person) -> Post | None:
    return _POSTS.first(person.pk)


def main_unit(person: Person) -> Unit | None:
    post = main_post(person)
    return post.unit if post else None


def units_of(person: Person) -> list[Unit]:
    return [post.unit for post in _POSTS.objects(person.pk)]


_DUTIES = Prepared(
    lambda person: (
        PostDuty.objects.filter(post__person=person, post__ended_on__isnull=True)
        .order_by()
        .values_list("post__unit__organ_id", "duty")
    )
)


def duties_of(person: Person) -> set[str]:
    """Duty values a person has through current posts, in whatever organ."""
    return {duty for _, duty in duties_by_organ(person)}


def duties_by_organ(person: Person) -> set[tuple[int, str]]:
    """Pairs (organ id, duty) a person has through current posts."""
    return once("duties", person.pk, lambda: set(_DUTIES.rows(person.pk)))


def has_duty(person: Person, duty: str, organ: Organ) -> bool:
    return (organ.pk, duty) in duties_by_organ(person)


def acts_with_duty(
    person: Person, duty: str, organ: Organ, at: datetime, *, on_behalf_of: Person | None = None
) -> bool:
    """Whether a person has a duty, or stands in for somebody who has it: now, or for the one a work was taken over from."""
    if has_duty(person, duty, organ) or (on_behalf_of is not None and has_duty(on_behalf_of, duty, organ)):
        return True
    return any(has_duty(principal, duty, organ) for principal in principals_of(person, at))


def people_with_duty(organ: Organ | int, duty: str, unit: Unit | int | None = None) -> QuerySet[Person]:
    """Staff in service whose current post in ``organ`` (and ``unit``, if given) carries ``duty``, by protocol rank."""
    # Joined rather than asked with EXISTS: half the cost, and every step of a flow asks it.
    posts: dict[str, object] = {
        "posts__ended_on__isnull": True,
        "posts__unit__organ": organ,
        "posts__post_duties__duty": duty,
    }
    if unit is not None:
        posts["posts__unit"] = unit
    return Person.objects.filter(left_on__isnull=True, **posts).distinct().order_by("rank", "pk")


_HEADS = PreparedObjects(lambda organ, unit: people_with_duty(organ, Duty.SECTION_HEAD, unit)[:1], keys=2)
_IN_CHARGE = PreparedObjects(
    lambda unit, organ: (
        Portfolio.objects.filter(Q(unit=unit) | Q(organ=organ), leader__left_on__isnull=True)
        .select_related("leader")
        .order_by("unit_id")[:1]
    ),
    keys=2,
)


def head_of(unit: Unit) -> Person | None:
    return _HEADS.first(unit.organ_id, unit.pk)


def leader_of(unit: Unit) -> Person | None:
    """The leader whose portfolio names the unit, or else a field or organ it belongs to."""
    portfolio = _IN_CHARGE.first(unit.pk, unit.organ_id)
    return portfolio.leader if portfolio else None


def superior_of(person: Person) -> Person | None:
    """Whom to tell when a person is late: the section's head, else the leader in charge, else the director."""
    unit = main_unit(person)
    if unit is None:
        return None
    for candidate in (head_of(unit), leader_of(unit), people_with_duty(unit.organ_id, Duty.DIRECTOR).first()):
        if candidate and candidate.pk != person.pk:
            return candidate
    return None


def _active(at: datetime, scope: str) -> QuerySet[StandIn]:
    away = Absence.objects.filter(person=OuterRef("principal"), starts_at__lte=at, ends_at__gt=at)
    found = StandIn.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at, revoked_at__isnull=True
    ).filter(Q(kind=StandIn.Kind.DELEGATION) | Exists(away))
    return found.filter(Q(scope="") | Q(scope=scope)) if scope else found.filter(scope="")


def arranged_for(person: Person | int) -> QuerySet[StandIn]:
    """Stand-ins for a person that nobody has revoked, whatever their period; the newest first."""
    return StandIn.objects.filter(principal=person, revoked_at__isnull=True)


_ARRANGED = Prepared(
    lambda person: arranged_for(person).values_list("kind", "starts_at", "ends_at", "scope", "stand_in_id")
)
_AWAY = Prepared(
    lambda person, since, until: Absence.objects.filter(
        person=person, starts_at__lte=since, ends_at__gt=until
    ).values_list("pk"),
    moments=2,
)


def stand_in_for(person: Person | int, at: datetime, scope: str = "") -> Person | None:
    """Who acts for an absent ``person`` (or the one with this key) now, following a chain of absences at most once round."""
    pk = person if isinstance(person, int) else person.pk
    seen, last = {pk}, None
    while (found := _acting_for(last.pk if last else pk, at, scope)) is not None and found.pk not in seen:
        last = found
        seen.add(found.pk)
    return last


def _acting_for(person: int, at: datetime, scope: str) -> Person | None:
    """One link of the chain, by small questions: one large one took three times as long, and every step asks."""
    for kind, begins, ends, of, stand_in in _ARRANGED.rows(person):
        if begins > at or (ends is not None and ends <= at) or of not in {"", scope}:
            continue
        if kind == StandIn.Kind.AB and not _AWAY.rows(person, at, at):
            continue
        if (found := Person.objects.get(pk=stand_in)).left_on is None:
            return found
    return None


def principals_of(person: Person, at: datetime, scope: str = "") -> QuerySet[Person]:
    """The people for whom ``person`` may act now."""
    return Person.objects.filter(pk__in=_active(at, scope).filter(stand_in=person).values("principal"))


def is_administrator(person: Person, role: str) -> bool:
    return Administrator.objects.filter(person=person, role=role, person__left_on__isnull=True).exists()


_ROLES = Prepared(lambda person: Administrator.objects.filter(person=person).order_by("pk").values_list("role"))


def administrator_role(person: Person) -> str:
    """The administrator's role, or an empty string."""
    return once("role", person.pk, lambda: next((role for (role,) in _ROLES.rows(person.pk)), ""))


def holdings_of(person: Person) -> list[Holding]:
    """Everything every app says the person is still responsible for."""
    answers = holding_asked.send(sender=Person, person=person)
    found: list[Holding] = []
    for _, answer in answers:
        found += answer or []  # type: ignore[arg-type]
    return found


def search_people(person: Person | None, text: str) -> QuerySet[Person]:
    """Staff whose name, pinyin initials, post or unit matches each word of ``text``."""
    found = visible_to(person)
    for word in text.split():
        posts = Post.objects.filter(person=OuterRef("pk"), ended_on__isnull=True).filter(
            Q(title__icontains=word) | Q(unit__name__icontains=word)
        )
        found = found.filter(
            Q(name__icontains=word)
            | Q(initials__startswith=word.lower())
            | Q(organ__short_name__icontains=word)
            | Exists(posts)
        )
    return found


def with_posts(people: QuerySet[Person]) -> QuerySet[Person]:
    """The same people with ``present_posts`` fetched along: main post first, each with unit and duties."""
    posts = Post.objects.filter(ended_on__isnull=True).select_related("unit__organ").prefetch_related("post_duties")
    return people.select_related("organ").prefetch_related(Prefetch("posts", posts, to_attr="present_posts"))


def colleagues_of(person: Person) -> QuerySet[Person]:
    """Staff of the same organ who may take over work: in service, no administrator, not the person."""
    return Person.objects.filter(organ=person.organ_id, left_on__isnull=True, administrator__isnull=True).exclude(
        pk=person.pk
    )


def stand_ins_around(person: Person) -> QuerySet[StandIn]:
    """Stand-ins for a person and those in which the person acts for another, newest first."""
    return StandIn.objects.filter(Q(principal=person) | Q(stand_in=person)).select_related("principal", "stand_in")


def without_duties() -> QuerySet[Person]:
    """Staff who could become an administrator: in service, no work duty, no role yet."""
    duties = PostDuty.objects.filter(post__person=OuterRef("pk"), post__ended_on__isnull=True)
    free = Person.objects.filter(~Exists(duties), left_on__isnull=True, administrator__isnull=True)
    return free.order_by("organ", "rank", "pk")


def handovers_around(person: Person) -> QuerySet[Handover]:
    """Handovers a person gave, took over or arranged, newest first."""
    around = Q(leaver=person) | Q(successor=person) | Q(made_by=person)
    return Handover.objects.filter(around).select_related("leaver", "successor", "made_by")


def organs_with_counts() -> QuerySet[Organ]:
    """Bodies that exist today with ``staff``, the number of people in service."""
    staff = Count("people", filter=Q(people__left_on__isnull=True))
    return organs().select_related("superior").annotate(staff=staff).order_by("level", "position", "pk")


def units_with_counts(organ: Organ) -> QuerySet[Unit]:
    """The live units of an organ with ``staff``, the number of people holding a post there."""
    staff = Count("posts", filter=Q(posts__ended_on__isnull=True))
    return Unit.objects.filter(organ=organ, dissolved_on__isnull=True).select_related("parent").annotate(staff=staff)
