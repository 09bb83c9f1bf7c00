"""The light of a task and of a meeting, with its word. The calendar and the day are read once a page."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.meetings.models import Meeting, MeetingTask
from zhongshu.lib.meeting.plan import task_light


@dataclass(frozen=True)
class Shown:
    """A colour of the ``light`` component and the word beside it."""

    colour: str
    word: str


class Lamps:
    def __init__(self, now: datetime | None = None) -> None:
        self.today: date = timezone.localdate(now)
        self.calendar = work_calendar()

    def of(self, task: MeetingTask) -> Shown:
        """How a task stands."""
        if task.state == MeetingTask.State.DONE:
            return Shown("green", "已完成")
        if task.state == MeetingTask.State.DROPPED:
            return Shown("grey", "不办")
        light, word = task_light(task.due_on, self.today, self.calendar)
        return Shown(light, word)

    def meeting(self, meeting: Meeting, late: int, left: int) -> Shown:
        """How a meeting stands: ``late`` and ``left`` of its tasks."""
        if meeting.state in (Meeting.State.CLOSED, Meeting.State.CANCELLED):
            return Shown("grey", meeting.get_state_display())
        if late:
            return Shown("red", f"{late} 项任务逾期")
        if left:
            return Shown(
                "yellow" if meeting.coming and meeting.days[0] <= self.today else "green", f"{left} 项任务待办"
            )
        return Shown("green", "任务已办完" if not meeting.small else meeting.get_state_display())
