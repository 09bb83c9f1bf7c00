"""The ladder: which rung a clock has reached on a day, and when the next one comes. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zhongshu.lib.worktime import WorkCalendar, add_workdays

REMINDER, LETTER, ORDER, CIRCULAR, TALK = 1, 2, 3, 4, 5
AUTOMATIC = (REMINDER, LETTER, ORDER)


@dataclass(frozen=True, slots=True)
class Steps:
    """The office's thresholds in workdays."""

    remind_before: int
    letter_after: int
    order_after: int


@dataclass(frozen=True, slots=True)
class Clock:
    """One day to keep: the deadline or the next report, and its round. ``span``: workdays between two such days, so that
    nobody is reminded of a daily report before the last one is in; 0 where the day stands alone."""

    name: str
    round: int
    due_on: date
    span: int = 0


@dataclass(frozen=True, slots=True)
class Rung:
    clock: Clock
    rung: int
    on: date


def rungs(calendar: WorkCalendar, clock: Clock, steps: Steps) -> Iterator[Rung]:
    """The automatic rungs of a clock with the day of each."""
    ahead = min(steps.remind_before, clock.span - 1) if clock.span else steps.remind_before
    # As with lights: so many workdays ahead, the day itself counted from its eve.
    yield Rung(clock, REMINDER, add_workdays(calendar, clock.due_on + timedelta(days=1), -(ahead + 1)))
    yield Rung(clock, LETTER, add_workdays(calendar, clock.due_on, steps.letter_after))
    yield Rung(clock, ORDER, add_workdays(calendar, clock.due_on, steps.order_after))


def untaken(calendar: WorkCalendar, clocks: list[Clock], steps: Steps, taken: set[tuple[str, int, int]]) -> list[Rung]:
    """The rungs not yet taken, in order of their day. ``taken``: (clock, round, rung)."""
    every = (rung for clock in clocks for rung in rungs(calendar, clock, steps))
    left = [rung for rung in every if (rung.clock.name, rung.clock.round, rung.rung) not in taken]
    return sorted(left, key=lambda rung: (rung.on, rung.rung))
