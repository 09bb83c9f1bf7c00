"""The nineteen tasks of one meeting: when each is due, and how it stands on a day."""

from dataclasses import dataclass
from datetime import date

from zhongshu.lib.meeting.tasks import TASKS, phase_of
from zhongshu.lib.meeting.template import Template
from zhongshu.lib.worktime import Light, WorkCalendar, add_workdays, workdays_between

#: What is done on the meeting's last day rather than its first.
_ENDING = frozenset({"record", "bulletins", "recall", "departure"})


@dataclass(frozen=True)
class PlannedTask:
    key: str
    phase: str
    days: int
    due_on: date
    holder: str
    checks: tuple[str, ...]
    drop: str


def due_on(key: str, days: int, first: date, last: date, calendar: WorkCalendar, today: date) -> date:
    """When a task is due; never before ``today``, for nobody is late on the day a meeting is planned."""
    if days < 0:
        due = add_workdays(calendar, first, days)
    elif days > 0:
        due = add_workdays(calendar, last, days)
    else:
        due = last if key in _ENDING else first
    return max(due, min(today, first)) if phase_of(key) == "before" else due


def plan_tasks(template: Template, first: date, last: date, calendar: WorkCalendar, today: date) -> list[PlannedTask]:
    """All nineteen, in their order."""
    return [
        PlannedTask(
            rule.key,
            phase_of(rule.key),
            rule.days,
            due_on(rule.key, rule.days, first, last, calendar, today),
            rule.holder,
            rule.checks,
            rule.drop,
        )
        for rule in sorted(template.tasks, key=lambda rule: list(TASKS).index(rule.key))
    ]


def task_light(due: date, today: date, calendar: WorkCalendar) -> tuple[Light, str]:
    """The light of an open task and the word beside it."""
    if today > due:
        late = workdays_between(calendar, due, today)
        return Light.RED, f"逾期 {late} 个工作日" if late else "已逾期"
    if today == due:
        return Light.YELLOW, "今天到期"
    left = workdays_between(calendar, today, due)
    return (Light.YELLOW, f"临近，剩 {left} 个工作日") if left <= 1 else (Light.GREEN, f"正常，剩 {left} 个工作日")
