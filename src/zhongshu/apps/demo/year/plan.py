"""How much comes in on which day, and when the simulated year begins."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from zhongshu.lib.worktime import WorkCalendar

#: A county office's year.
INCOMING, OUTGOING, MATTERS, PEOPLE, DAYS = 20_000, 6_000, 5_000, 800, 365


@dataclass(frozen=True)
class Plan:
    """A year at a scale: ``incoming``, ``outgoing`` and ``matters`` are exact totals, reached on the last workday."""

    start: date
    days: int = DAYS
    incoming: int = INCOMING
    outgoing: int = OUTGOING
    matters: int = MATTERS
    people: int = PEOPLE
    seed: int = 1

    @classmethod
    def at_scale(cls, scale: float, *, start: date, days: int = DAYS, people: int = PEOPLE, seed: int = 1) -> "Plan":
        share = scale * days / DAYS
        totals = {"incoming": INCOMING, "outgoing": OUTGOING, "matters": MATTERS}
        return cls(start, days, people=people, seed=seed, **{k: max(round(v * share), 1) for k, v in totals.items()})

    @property
    def end(self) -> date:
        """The day after the last one."""
        return self.start + timedelta(days=self.days)

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "start": self.start.isoformat()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Plan":
        return cls(**{**data, "start": date.fromisoformat(data["start"])})

    def share_by(self, day: date, calendar: WorkCalendar) -> float:
        """What share of the year's work has come in by the end of a day. Nothing comes on a day off."""
        all_days = [self.start + timedelta(days=no) for no in range(self.days)]
        workdays = [one for one in all_days if calendar.is_workday(one)]
        return sum(one <= day for one in workdays) / max(len(workdays), 1)
