"""Finding bodies and people by the names an old ledger calls them. Read once for many rows."""

from collections import defaultdict
from functools import cached_property

from django.db.models import QuerySet

from zhongshu.apps.org.models import Duty, Organ, Person, Post, PostDuty, Unit

_HEADS = (Duty.SECTION_HEAD, Duty.DIRECTOR, Duty.PRINCIPAL_LEADER, Duty.DEPUTY_DIRECTOR)


def _posts() -> QuerySet[Post]:
    return Post.objects.filter(ended_on__isnull=True, person__left_on__isnull=True)


class Bodies:
    """Names of live organs and units, and who serves in them. ``own``: the organ whose sections are called by name alone."""

    def __init__(self, own: Organ) -> None:
        self.own = own
        self.organs: dict[str, Organ] = {}
        self.gone = set(Organ.objects.filter(dissolved_on__isnull=False).values_list("name", flat=True))
        for organ in Organ.objects.filter(dissolved_on__isnull=True):
            self.organs[organ.name] = self.organs[organ.short_name] = organ
        self.units: dict[tuple[int, str], Unit] = {}
        self.of_organ: dict[int, list[Unit]] = defaultdict(list)
        for unit in Unit.objects.select_related("organ").order_by("-is_office", "position", "pk"):
            if unit.dissolved_on is None:
                self.units[unit.organ_id, unit.name] = unit
                self.of_organ[unit.organ_id].append(unit)
            else:
                self.gone.add(unit.name)

    @cached_property
    def staff(self) -> dict[int, list[Person]]:
        """Unit → those who serve there, by rank. A sentence names units only; a whole staff is not fetched for it."""
        found: dict[int, list[Person]] = defaultdict(list)
        for post in _posts().select_related("person").order_by("person__rank", "person"):
            found[post.unit_id].append(post.person)
        return found

    @cached_property
    def by_name(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = defaultdict(list)
        for person in (person for people in self.staff.values() for person in people):
            found[person.name].append(person)
        return found

    @cached_property
    def heads(self) -> dict[int, Person]:
        """Unit → who answers for it."""
        found: dict[int, Person] = {}
        duties = PostDuty.objects.filter(post__in=_posts(), duty__in=_HEADS).select_related("post__person")
        for row in sorted(duties, key=lambda row: (_HEADS.index(Duty(row.duty)), row.post.person.rank)):
            found.setdefault(row.post.unit_id, row.post.person)
        return found

    def responsible(self, unit_name: str, person_name: str) -> tuple[Unit | None, Person | None, str]:
        """The unit and person that a row's words name, or why not: (unit, person, fault)."""
        units = self._candidates(unit_name)
        if not units:
            if any(unit_name in name for name in self.gone):
                return None, None, f"责任单位“{unit_name}”已撤销"
            return None, None, f"系统里没有责任单位“{unit_name}”"
        if person_name:
            for unit in units:
                found = next((one for one in self.staff[unit.pk] if one.name == person_name), None)
                if found is not None:
                    return unit, found, ""
            return None, None, f"“{person_name}”不在{unit_name}任职"
        for unit in units:
            if unit.pk in self.heads:
                return unit, self.heads[unit.pk], ""
        return None, None, f"没有写责任人，{unit_name}也没有负责人可以作责任人"

    def unit(self, name: str) -> Unit | None:
        found = self._candidates(name)
        return found[0] if found else None

    def leader(self, name: str) -> Person | None:
        """A leader by name; None when nobody or several have it."""
        found = {one.pk: one for one in self.by_name.get(name, ())}
        return next(iter(found.values())) if len(found) == 1 else None

    def _candidates(self, name: str) -> list[Unit]:
        if (self.own.pk, name) in self.units:
            return [self.units[self.own.pk, name]]
        organ = self.organs.get(name)
        if organ is not None:
            return self.of_organ[organ.pk]
        # 教育局办公室: the organ's name, then the unit's.
        return [
            unit
            for key, organ in self.organs.items()
            if name.startswith(key) and (unit := self.units.get((organ.pk, name.removeprefix(key))))
        ][:1]
