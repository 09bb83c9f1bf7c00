"""Computing the days of a matter from its rhythm, deadline, the calendar and the tables. Saved by the caller."""

from collections.abc import Iterable
from datetime import date

from zhongshu.apps.supervision.models import SupervisedMatter, Urging
from zhongshu.apps.supervision.policy.ladder import Clock, Rung, untaken
from zhongshu.apps.supervision.queries.tables import Rules
from zhongshu.lib.worktime import Turns, next_feedback, turns

#: No rung is left to take.
NEVER = date(9999, 12, 31)
DERIVED = [
    "rhythm", "next_report_on", "near_on", "late_on", "unreported_on", "silent_on", "yellow_on", "red_on",
    "next_rung_on", "stamp",
]  # fmt: skip
Taken = set[tuple[str, int, int]]


def set_days(matter: SupervisedMatter, rules: Rules, taken: Taken) -> list[Rung]:
    """Fill in every derived field; returns the rungs not yet taken, the first ``next_rung_on`` of them due first."""
    matter.rhythm = rules.interval(matter.urgency, matter.importance)
    # Whoever verifies has the whole rhythm for it, whatever the unit's deadline.
    limit = matter.rhythm_from if matter.handed_in else matter.deadline
    due = next_feedback(rules.calendar, matter.rhythm_from, matter.rhythm, limit)
    matter.next_report_on = min(due, matter.again_by) if matter.again_by else due
    turning = turns(rules.calendar, matter.deadline, matter.next_report_on, rules.margins)
    if matter.handed_in:
        turning = Turns(near=NEVER, late=NEVER, unreported=turning.unreported, silent=NEVER)
    matter.near_on, matter.late_on = turning.near, turning.late
    matter.unreported_on, matter.silent_on = turning.unreported, turning.silent
    matter.yellow_on, matter.red_on = turning.yellow, turning.red
    left = untaken(rules.calendar, clocks_of(matter), rules.steps, taken)
    matter.next_rung_on = left[0].on if left else NEVER
    matter.stamp = rules.stamp
    return left


def clocks_of(matter: SupervisedMatter) -> list[Clock]:
    """The two days the unit has to keep; none while it waits for the supervising side."""
    if matter.handed_in:
        return []
    if matter.next_report_on is None:
        raise ValueError("a closed matter keeps no days")
    report = Clock(Urging.Clock.REPORT, matter.report_round, matter.next_report_on, matter.rhythm)
    return [Clock(Urging.Clock.DEADLINE, matter.deadline_round, matter.deadline), report]


def taken_of(matters: Iterable[SupervisedMatter]) -> dict[int, Taken]:
    """The rungs taken of each matter, in one query."""
    found: dict[int, Taken] = {matter.pk: set() for matter in matters}
    rows = Urging.objects.filter(matter__in=found).values_list("matter", "clock", "round", "rung")
    for matter, clock, round_, rung in rows:
        found[matter].add((clock, round_, rung))
    return found


def clear_days(matter: SupervisedMatter) -> None:
    """A closed matter keeps no days."""
    matter.next_report_on = matter.near_on = matter.late_on = matter.unreported_on = None
    matter.silent_on = matter.yellow_on = matter.red_on = matter.next_rung_on = None
    matter.again_by, matter.handed_in = None, False
