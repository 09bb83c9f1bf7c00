"""The engine's view of people, answered from `org`; every question is asked of the database at most once a move."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property

from zhongshu.apps.flow.models import Flow
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Administrator, Duty, Organ, Person
from zhongshu.apps.prepared import ALIAS, Prepared
from zhongshu.lib.flow.vocabulary import ANYONE

OFFICERS = frozenset({Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR, Duty.CLERK, Duty.DUTY_OFFICER})

_PERSON_COLUMNS = [field.attname for field in Person._meta.concrete_fields]
_WITH_DUTY = Prepared(lambda organ, duty: org.people_with_duty(organ, duty).values_list(*_PERSON_COLUMNS), keys=2)
_WITH_DUTY_IN_UNIT = Prepared(
    lambda organ, duty, unit: org.people_with_duty(organ, duty, unit).values_list(*_PERSON_COLUMNS), keys=3
)
_PERSON = Prepared(lambda pk: Person.objects.filter(pk=pk).values_list(*_PERSON_COLUMNS))
_FEW = 3


def _people(pk: int) -> Iterator[Person]:
    return (Person.from_db(ALIAS, _PERSON_COLUMNS, row) for row in _PERSON.rows(pk))


class OrgRoster:
    """Implements `lib.flow.scene.Roster` for one organ at one moment; ``scope`` is the procedure's key."""

    def __init__(self, organ: Organ, scope: str, at: datetime, known: Iterable[Person] = ()) -> None:
        self.organ, self.scope, self.at = organ, scope, at
        self._people: dict[int, Person | None] = {person.pk: person for person in known}
        self._candidates: dict[tuple[str, int | None], tuple[int, ...]] = {}
        self._stand_ins: dict[int, int | None] = {}
        self._principals: dict[int, frozenset[int]] = {}
        self._duties: dict[int, set[tuple[int, str]]] = {}
        self._roles: dict[int, str] = {}

    def person(self, pk: int) -> Person | None:
        if pk not in self._people:
            self._people[pk] = next(_people(pk), None)
        return self._people[pk]

    def know(self, pks: Iterable[int]) -> None:
        """Fetch several people at once."""
        wanted = {pk for pk in pks if pk not in self._people}
        if len(wanted) <= _FEW:
            for pk in wanted:
                self.person(pk)
            return
        self._people |= dict.fromkeys(wanted)
        self._people |= {person.pk: person for person in Person.objects.filter(pk__in=wanted)}

    @cached_property
    def organs(self) -> list[int]:
        """An office handles the papers of the body it serves, whose leaders sign them."""
        return [pk for pk in (self.organ.pk, self.organ.office_of_id) if pk]

    def candidates(self, duty: str, unit: str, starter: int) -> Sequence[int]:
        within = self._unit_of(starter) if unit == "starter" else None
        key = (duty, within)
        if key not in self._candidates:
            self._candidates[key] = self._look_up(duty, within)
        found = self._candidates[key]
        if duty == Duty.DEPUTY_LEADER and len(found) > 1:
            return self._in_charge_first(found, starter)
        return found

    def _in_charge_first(self, leaders: Sequence[int], starter: int) -> Sequence[int]:
        """分管: of several deputies the one whose portfolio names the starter's unit comes first."""
        person = self.person(starter)
        unit = org.main_unit(person) if person else None
        in_charge = org.leader_of(unit) if unit else None
        return sorted(leaders, key=lambda leader: in_charge is None or leader != in_charge.pk)

    def _look_up(self, duty: str, unit: int | None) -> tuple[int, ...]:
        for organ in self.organs:
            rows = _WITH_DUTY.rows(organ, duty) if unit is None else _WITH_DUTY_IN_UNIT.rows(organ, duty, unit)
            people: list[Person] = [Person.from_db(ALIAS, _PERSON_COLUMNS, row) for row in rows]
            self._people |= {person.pk: person for person in people}
            if people:
                return tuple(person.pk for person in people)
        return ()

    def _unit_of(self, starter: int) -> int | None:
        person = self.person(starter)
        unit = org.main_unit(person) if person else None
        return unit.pk if unit else None

    def where(self, unit: str, starter: int) -> str:
        person = self.person(starter)
        found = org.main_unit(person) if unit == "starter" and person else None
        return found.name if found else self.organ.name

    def in_service(self, person: int) -> bool:
        found = self.person(person)
        return found is not None and found.left_on is None

    def is_active(self, person: int) -> bool:
        return self.in_service(person) and not self._role(person)

    def _role(self, person: int) -> str:
        if person not in self._roles:
            if not self._roles:
                self._roles = dict(Administrator.objects.values_list("person_id", "role"))
            self._roles.setdefault(person, "")
        return self._roles[person]

    def stand_in(self, person: int) -> int | None:
        if person not in self._stand_ins:
            found = org.stand_in_for(person, self.at, self.scope)
            self._stand_ins[person] = found.pk if found else None
            if found:
                self._people[found.pk] = found
        return self._stand_ins[person]

    def stands_in(self, actor: int, person: int) -> bool:
        if actor not in self._principals:
            found = self.person(actor)
            principals = org.principals_of(found, self.at, self.scope) if found else []
            self._principals[actor] = frozenset(principal.pk for principal in principals)
        return person in self._principals[actor]

    def superior(self, person: int) -> int | None:
        found = self.person(person)
        superior = org.superior_of(found) if found else None
        if superior:
            self._people[superior.pk] = superior
        return superior.pk if superior else None

    def is_officer(self, person: int) -> bool:
        if person not in self._duties:
            found = self.person(person)
            self._duties[person] = org.duties_by_organ(found) if found else set()
        return any(organ == self.organ.pk and duty in OFFICERS for organ, duty in self._duties[person])

    def is_administrator(self, person: int) -> bool:
        found = self.person(person)
        return bool(found and found.organ_id == self.organ.pk and self._role(person) == Administrator.Role.SYSTEM)

    def name(self, person: int) -> str:
        found = self.person(person)
        return found.name if found else "（已删除人员）"


def roster_for(flow: Flow, at: datetime, *known: Person) -> OrgRoster:
    return OrgRoster(flow.organ, flow.procedure.key, at, known)


def duties() -> dict[str, str]:
    """Duties as procedures may name them."""
    return {**dict(Duty.choices), ANYONE: "指定人员"}
