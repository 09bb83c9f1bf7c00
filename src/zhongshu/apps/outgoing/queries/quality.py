"""零差错: mistakes found before sign-off, set aside, and found by others after it. Only of papers the person may know."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models import FindingDecision, Lapse, Paper
from zhongshu.apps.outgoing.queries.papers import visible_to
from zhongshu.lib.document.kinds import KINDS
from zhongshu.lib.proofread import Gate, rule_card
from zhongshu.lib.proofread.report import OTHERS

#: What the board may be laid out by, and its heading.
DIMENSIONS = {"unit": "科室", "kind": "文种", "gate": "关口", "rule": "规则", "month": "月份"}


@dataclass(frozen=True)
class Line:
    """One row of the board."""

    name: str
    corrected: int
    overridden: int
    later: int


@dataclass(frozen=True)
class Board:
    """The board of a period."""

    lines: tuple[Line, ...]
    issued: int
    faultless: int

    @property
    def corrected(self) -> int:
        return sum(line.corrected for line in self.lines)

    @property
    def overridden(self) -> int:
        return sum(line.overridden for line in self.lines)

    @property
    def later(self) -> int:
        return sum(line.later for line in self.lines)

    @property
    def worst(self) -> list[Line]:
        """What went wrong most often, for the bulletin."""
        return sorted(self.lines, key=lambda line: (-line.later, -line.corrected))[:3]


def lapses_of(person: Person, papers: QuerySet[Paper] | None = None) -> QuerySet[Lapse]:
    """Lapses of papers the person may know, newest first."""
    known = visible_to(person) if papers is None else papers
    return Lapse.objects.filter(paper__in=known.values("pk")).select_related("paper__unit", "by")


def board(person: Person, *, by: str, since: date, until: date) -> Board:
    """The figures between two days, both included, laid out by one of ``DIMENSIONS``."""
    known = visible_to(person).values("pk")
    begin, end = _midnight(since), _midnight(until + timedelta(days=1))
    decisions = FindingDecision.objects.filter(paper__in=known, at__gte=begin, at__lt=end)
    lapses = Lapse.objects.filter(paper__in=known, voided_at__isnull=True, found_on__gte=since, found_on__lte=until)
    corrected, overridden, later = Counter[str](), Counter[str](), Counter[str]()
    for row in decisions.values("paper__unit__name", "paper__kind", "gate", "rule", "choice", "at"):
        aside = row["choice"] == FindingDecision.Choice.OVERRIDDEN
        (overridden if aside else corrected)[_name(by, row, timezone.localdate(row["at"]))] += 1
    for found in lapses.values("paper__unit__name", "paper__kind", "gate", "rule", "found_on"):
        later[_name(by, found, found["found_on"])] += 1
    issued = Paper.objects.filter(pk__in=known, signed_on__gte=since, signed_on__lte=until)
    faulty = lapses.filter(paper__in=issued.values("pk")).aggregate(n=Count("paper", distinct=True))["n"]
    lines = [Line(name, corrected[name], overridden[name], later[name]) for name in {*corrected, *overridden, *later}]
    return Board(tuple(_sorted(by, lines)), issued.count(), issued.count() - faulty)


def _sorted(by: str, lines: Iterable[Line]) -> list[Line]:
    if by == "month":
        return sorted(lines, key=lambda line: line.name)
    return sorted(lines, key=lambda line: (-line.later, -line.corrected, -line.overridden, line.name))


def _name(by: str, row: Mapping[str, Any], day: date) -> str:
    if by == "unit":
        return row["paper__unit__name"] or "（未分科室）"
    if by == "kind":
        kind = KINDS.get(row["paper__kind"])
        return kind.name if kind else row["paper__kind"]
    if by == "gate":
        return Gate(row["gate"]).label
    if by == "rule":
        return rule_name(row["rule"])
    return f"{day.year}年{day.month:02}月"


def rule_name(rule: str) -> str:
    """The title of a rule; its id where it is none of the built-in ones."""
    if not rule:
        return "（没有对应的规则）"
    try:
        return rule_card(rule).title
    except KeyError:
        return OTHERS.get(rule, rule)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), timezone.get_current_timezone())
