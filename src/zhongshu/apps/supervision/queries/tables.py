"""The tables in force on a day, and the calendar; together the ``stamp`` that a matter's days were computed with."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet

from zhongshu.apps.flow.models import CalendarDay
from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.org.models import Organ
from zhongshu.apps.supervision.models import LadderTable, RhythmTable, RoutingTable, SupervisedMatter
from zhongshu.apps.supervision.policy.ladder import Steps
from zhongshu.lib.flow import parse_table
from zhongshu.lib.refusal import Refused
from zhongshu.lib.worktime import Margins, WorkCalendar

AnyTable = TypeVar("AnyTable", RoutingTable, RhythmTable, LadderTable)
KINDS: Mapping[str, type[Model]] = {"routing": RoutingTable, "rhythm": RhythmTable, "ladder": LadderTable}


def in_force(kind: type[AnyTable], organ: Organ | int, day: date) -> AnyTable:
    """The organ's table of a kind on a day, before the first one's day the first; Refused when it has none at all."""
    # A clock set back must not leave matters without rules.
    found = history(kind, organ).filter(effective_on__lte=day).first() or history(kind, organ).last()
    if found is None:
        raise Refused(f"本机关还没有{kind._meta.verbose_name}。", remedy="请在“督查 → 督办规则”中先行制定。")
    return found


def history(kind: type[AnyTable], organ: Organ | int) -> QuerySet[AnyTable]:
    """Every table of a kind, the latest first; those with a later day are not in force yet."""
    return kind._default_manager.filter(organ=organ).select_related("made_by").order_by("-effective_on", "-pk")  # type: ignore[return-value]


@dataclass(frozen=True)
class Rules:
    """What an organ goes by on one day: read once, used for many matters."""

    calendar: WorkCalendar
    rhythm: Mapping[str, int]
    margins: Margins
    steps: Steps
    superior_from: int
    explain_after: int
    stamp: str

    def interval(self, urgency: str, importance: str) -> int:
        """The feedback rhythm in workdays."""
        return self.rhythm[f"{urgency}:{importance}"]


def rules_for(organ: Organ | int, day: date) -> Rules:
    """The rules of an organ on a day, with the stamp that tells them apart."""
    rhythm, ladder = in_force(RhythmTable, organ, day), in_force(LadderTable, organ, day)
    return Rules(
        calendar=work_calendar(),
        rhythm=rhythm.days,
        margins=Margins(ladder.yellow_before, ladder.silent_after),
        steps=Steps(ladder.remind_before, ladder.letter_after, ladder.order_after),
        superior_from=ladder.superior_from,
        explain_after=ladder.explain_after,
        stamp=stamp_of(rhythm.pk, ladder.pk),
    )


def stamp_of(rhythm: int, ladder: int) -> str:
    """A digest of the office's calendar and its two tables."""
    days = ",".join(f"{day}{on:d}" for day, on in CalendarDay.objects.order_by("day").values_list("day", "is_workday"))
    return hashlib.sha256(f"{rhythm}|{ladder}|{days}".encode()).hexdigest()[:40]


def track_for(organ: Organ | int, day: date, *, source: str, leader: str) -> str:
    """专职 or 专项 by the organ's routing table; ``leader`` is a duty value or empty."""
    table = parse_table(in_force(RoutingTable, organ, day).content)
    track = str(table.decide({"source": source, "leader": leader})["track"])
    if track not in SupervisedMatter.Track.values:
        raise Refused(f"督办归口表给出了不认识的结果“{track}”。", remedy="请修订归口表。")
    return track
