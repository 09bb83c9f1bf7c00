"""Figures of the ledger. Each figure is a filter, so that the list behind a number has exactly that many matters."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import add
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from zhongshu.apps.org.models import Person, Unit
from zhongshu.apps.supervision.models import Source, SupervisedMatter
from zhongshu.apps.supervision.queries.matters import visible_to

State = SupervisedMatter.State
Condition = Callable[[date], Q]


def _open(day: date) -> Q:
    return Q(state=State.OPEN)


def _due(day: date) -> Q:
    """What should have been done by now: closed, or open past its deadline."""
    return Q(state=State.CLOSED) | Q(state=State.OPEN, late_on__lte=day)


#: Name in the address → (word, filter by day).
FIGURES: Mapping[str, tuple[str, Condition]] = {
    "all": ("全部", lambda day: ~Q(state=State.DROPPED)),
    "open": ("办理中", _open),
    "closed": ("已销号", lambda day: Q(state=State.CLOSED)),
    "dropped": ("已撤项", lambda day: Q(state=State.DROPPED)),
    "in_time": ("按时办结", lambda day: Q(state=State.CLOSED, in_time=True)),
    "closed_late": ("逾期办结", lambda day: Q(state=State.CLOSED, in_time=False)),
    "due": ("应办结", _due),
    "late": ("逾期未办结", lambda day: Q(state=State.OPEN, late_on__lte=day)),
    "red": ("红灯", lambda day: Q(state=State.OPEN, red_on__lte=day)),
    "yellow": ("黄灯", lambda day: Q(state=State.OPEN, yellow_on__lte=day, red_on__gt=day)),
    "green": ("绿灯", lambda day: Q(state=State.OPEN, yellow_on__gt=day)),
    "silent": ("逾期未反馈", lambda day: Q(state=State.OPEN, unreported_on__lte=day)),
    "asked_to_report": ("应反馈过", lambda day: Q(reports_made__gt=0) | Q(state=State.OPEN, unreported_on__lte=day)),
    "reported_in_time": ("按时反馈过", lambda day: Q(reports_held__gt=0)),
}


def figured(matters: QuerySet[SupervisedMatter], name: str, day: date) -> QuerySet[SupervisedMatter]:
    """The matters behind a figure; an unknown name leaves them as they are."""
    if name not in FIGURES:
        return matters
    return matters.filter(FIGURES[name][1](day))


@dataclass
class Rates:
    """The figures of a unit or a source. Rates are shares from 0 to 1, None where there is nothing to divide by."""

    key: str
    name: str
    all: int = 0
    open: int = 0
    closed: int = 0
    in_time: int = 0
    due: int = 0
    late: int = 0
    red: int = 0
    silent: int = 0
    reports: int = 0
    good_reports: int = 0

    @property
    def closing(self) -> float | None:
        """办结率: closed ÷ all."""
        return _share(self.closed, self.all)

    @property
    def punctual(self) -> float | None:
        """按时办结率: closed in time ÷ what should have been closed by now."""
        return _share(self.in_time, self.due)

    @property
    def feedback(self) -> float | None:
        """反馈及时率: reports in time that held ÷ reports that fell due, those still owed included."""
        return _share(self.good_reports, self.reports + self.silent)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


#: Fields of ``Rates`` that are figures, in their order; two of reports follow.
COUNTED = ("all", "open", "closed", "in_time", "due", "late", "red", "silent")


@dataclass(frozen=True)
class Statistics:
    """``units``: every responsible unit, the lowest punctuality first; ``sources``: every kind of source, in the order of the
    kinds; ``years`` in which there is anything, the last first."""

    units: list[Rates]
    sources: list[Rates]
    total: Rates
    years: list[int]


def statistics(person: Person, day: date, *, year: int | None = None) -> Statistics:
    """Of all matters the person may know of, or those of a ``year``. What was withdrawn counts for nobody."""
    cells = _cells(person, day)
    by_unit: dict[int, list[int]] = defaultdict(_nothing)
    by_kind: dict[str, list[int]] = defaultdict(_nothing)
    whole = _nothing()
    for (unit, kind, its_year), counts in cells.items():
        if year in (None, its_year):
            for sums in (by_unit[unit], by_kind[kind], whole):
                sums[:] = map(add, sums, counts)
    units = [
        Rates(str(unit.pk), _name(unit, person), *by_unit[unit.pk])
        for unit in Unit.objects.filter(pk__in=by_unit).select_related("organ")
    ]
    return Statistics(
        units=sorted(units, key=lambda row: (row.punctual if row.punctual is not None else 2.0, -row.late, -row.all)),
        sources=[Rates(kind, str(label), *by_kind[kind]) for kind, label in Source.Kind.choices if kind in by_kind],
        total=Rates("", "合计", *whole),
        years=sorted({its_year for _, _, its_year in cells}, reverse=True),
    )


def _name(unit: Unit, person: Person) -> str:
    return str(unit) if unit.organ_id == person.organ_id else f"{unit.organ.short_name} {unit}"


def _nothing() -> list[int]:
    return [0] * (len(COUNTED) + 2)


def _cells(person: Person, day: date) -> dict[tuple[int, str, int], list[int]]:
    """Counts in the order of ``Rates`` by (unit, kind of source, year): one query, whatever there is."""
    matters = visible_to(person).filter(FIGURES["all"][1](day)).order_by().select_related(None)
    counts: dict[str, Any] = {f"n_{name}": Count("pk", filter=FIGURES[name][1](day)) for name in COUNTED}
    counts |= {"made": Sum("reports_made"), "held": Sum("reports_held")}
    counted: Iterable[tuple[Any, ...]] = matters.values_list("unit", "source__kind", "year").annotate(**counts)
    return {(unit, kind, year): row for unit, kind, year, *row in counted}
