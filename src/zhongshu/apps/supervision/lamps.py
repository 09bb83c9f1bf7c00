"""The light of a matter with its word. The calendar and the day are read once a page."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.supervision.models import SupervisedMatter
from zhongshu.lib.worktime import Light, workdays_between


@dataclass(frozen=True)
class Shown:
    """A colour of the ``light`` component and the word beside it."""

    colour: str
    word: str


class Lamps:
    def __init__(self, now: datetime | None = None) -> None:
        self.today: date = timezone.localdate(now)
        self.calendar = work_calendar()

    def of(self, matter: SupervisedMatter) -> Shown:
        """How the matter stands today, in words."""
        if matter.state == SupervisedMatter.State.DROPPED:
            return Shown("grey", "已撤项")
        if matter.over:
            word = {True: "已销号，按时", False: "已销号，逾期", None: "已销号"}[matter.in_time]
            return Shown("grey", word)
        light, turning = matter.light(self.today), matter.turning()
        if matter.handed_in:
            return Shown(light, "已报完成，待核实销号" if light is Light.GREEN else "已报完成，待核实销号过久")
        if self.today >= turning.late:
            return Shown(light, f"逾期 {workdays_between(self.calendar, matter.deadline, self.today)} 个工作日")
        if matter.next_report_on and self.today >= turning.unreported:
            missed = workdays_between(self.calendar, matter.next_report_on, self.today)
            return Shown(light, f"反馈逾期 {missed} 个工作日")
        if self.today >= matter.deadline:
            return Shown(light, "今天到期" if self.today == matter.deadline else "已到期")
        left = workdays_between(self.calendar, self.today, matter.deadline)
        near = "临近，" if light is Light.YELLOW else "正常，"
        return Shown(light, f"{near}剩 {left} 个工作日")
