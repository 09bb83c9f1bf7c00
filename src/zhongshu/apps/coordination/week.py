"""The week sheet 一周活动安排: leaders down, days across."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from zhongshu.apps.coordination.queries.calendar import Entry, calendar_of
from zhongshu.apps.coordination.queries.diaries import Clash, clashes
from zhongshu.apps.coordination.queries.sides import leaders_of
from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.org.models import Organ, Person


@dataclass(frozen=True)
class Line:
    """One entry as it stands in the cell of one day."""

    entry: Entry
    day: date
    clashing: bool = False

    @property
    def when(self) -> str:
        """9:00—11:30; open to the side where it goes beyond the day; 全天."""
        start, end = self.entry.start, self.entry.end
        midnight = timezone.make_aware(datetime.combine(self.day, time()))
        begins, ends = start >= midnight, end <= midnight + timedelta(days=1)
        if begins and ends and not (end - start >= timedelta(hours=23)):
            return f"{start:%-H:%M}—{end:%-H:%M}"
        if begins and not ends and start.time() > time(12):
            return f"{start:%-H:%M}起"
        return f"至{end:%-H:%M}" if ends and not begins and end.time() < time(17) else "全天"

    @property
    def words(self) -> str:
        entry = self.entry
        tentative = "（暂定）" if entry.tentative else ""
        return f"{f'陪同{entry.as_company}：' if entry.as_company else ''}{entry.what}{tentative}"

    @property
    def note(self) -> str:
        entry = self.entry
        parts = [entry.place] if entry.place else []
        parts += [f"陪同：{'、'.join(entry.company)}"] if entry.company and not entry.as_company else []
        return "；".join(parts)


@dataclass
class Cell:
    day: date
    today: bool
    workday: bool
    entries: list[Line] = field(default_factory=list)


@dataclass
class Row:
    leader: Person
    cells: list[Cell]


@dataclass
class Week:
    """One week of the leaders of an organ as ``viewer`` may see it; ``clashes`` are those not over yet."""

    days: list[date]
    rows: list[Row]
    clashes: list[Clash]

    @property
    def headings(self) -> list[Cell]:
        return self.rows[0].cells if self.rows else []


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def span_of(day: date, days: int = 7) -> tuple[datetime, datetime]:
    """Midnight to midnight."""
    start = timezone.make_aware(datetime.combine(day, time()))
    return start, start + timedelta(days=days)


def week_of(*, viewer: Person, organ: Organ, day: date) -> Week:
    """The week a day lies in."""
    monday, today, calendar = monday_of(day), timezone.localdate(), work_calendar()
    days = [monday + timedelta(days=ahead) for ahead in range(7)]
    leaders = leaders_of(organ)
    since, until = span_of(monday)
    found = clashes(people=leaders, since=since, until=until, viewer=viewer)
    # An absence of a week is not marked on each of its days: the engagement that falls into it is.
    pairs = ((clash, item) for clash in found for item in (clash.first, clash.second))
    clashing = {(clash.person.pk, item.key) for clash, item in pairs if not item.absence}
    now = timezone.now()
    entries = calendar_of(viewer=viewer, people=leaders, since=since, until=until)
    rows = [Row(leader, [Cell(one, one == today, calendar.is_workday(one)) for one in days]) for leader in leaders]
    by_leader = {row.leader.pk: row for row in rows}
    for entry in entries:
        for cell in by_leader[entry.person].cells:
            start, end = span_of(cell.day, 1)
            if entry.start < end and entry.end > start:
                cell.entries.append(Line(entry, cell.day, (entry.person, entry.key) in clashing))
    return Week(days, rows, [clash for clash in found if clash.second.end > now])
