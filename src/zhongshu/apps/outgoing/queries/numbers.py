"""The number ledger: every number of a series, and whether the series is whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet

from zhongshu.apps.org.models import IssuerCode, Organ, Person
from zhongshu.apps.outgoing.models import Number, NumberSeries, Paper
from zhongshu.apps.outgoing.queries.papers import managed_organs, visible_to


@dataclass(frozen=True)
class Proof:
    """Whether the numbers of one series run from 1 to the last without gap or double."""

    series: NumberSeries
    count: int
    first: int
    last: int
    assigned: int
    reserved: int
    void: int

    @property
    def whole(self) -> bool:
        if not self.series.last:
            return self.count == 0
        return self.count == self.last == self.series.last and self.first == 1


def series_of(person: Person) -> QuerySet[NumberSeries]:
    """Series of the organs whose ledger the person may see."""
    return (
        NumberSeries.objects.filter(code__organ__in=managed_organs(person))
        .select_related("code")
        .order_by("-year", "code")
    )


def ledger(person: Person) -> QuerySet[Number]:
    """Every number in those series, newest first."""
    numbers = Number.objects.filter(series__code__organ__in=managed_organs(person))
    return numbers.select_related("series__code", "paper__drafter", "paper__unit", "drawn_by", "voided_by").order_by(
        "-series__year", "series__code", "-serial"
    )


def known_papers(person: Person, numbers: Sequence[Number]) -> set[int]:
    """Which of the numbered papers the person may know more of than that the number is taken."""
    wanted = [number.paper_id for number in numbers if number.paper_id]
    return set(visible_to(person).filter(pk__in=wanted).values_list("pk", flat=True))


def proofs(series: QuerySet[NumberSeries]) -> list[Proof]:
    """The proof for each series, in one query."""
    rows = series.annotate(
        count=Count("numbers"),
        first=Min("numbers__serial"),
        highest=Max("numbers__serial"),
        assigned=Count("numbers", filter=Q(numbers__state=Number.State.ASSIGNED)),
        reserved=Count("numbers", filter=Q(numbers__state=Number.State.RESERVED)),
        void=Count("numbers", filter=Q(numbers__state=Number.State.VOID)),
    )
    return [
        Proof(row, row.count, row.first or 0, row.highest or 0, row.assigned, row.reserved, row.void) for row in rows
    ]


def number_of(paper: Paper) -> Number | None:
    """The number in use of a paper."""
    return paper.numbers.filter(state=Number.State.ASSIGNED).select_related("series__code").first()


def codes_of(organ: Organ) -> QuerySet[IssuerCode]:
    """Codes an organ issues under today."""
    return IssuerCode.objects.filter(organ=organ, retired_on__isnull=True).select_related("issuer")


def reserved_for(code: IssuerCode, year: int) -> QuerySet[Number]:
    """Reserved numbers that a paper of this code and year may take."""
    return (
        Number.objects.filter(series__code=code, series__year=year, state=Number.State.RESERVED)
        .select_related("series__code")
        .order_by("serial")
    )
