"""The arithmetic of an agenda: when each entry begins, and what does not fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhongshu.lib.meeting.facts import Entry
from zhongshu.lib.meeting.words import clock
from zhongshu.lib.worktime import WorkCalendar

#: Sitting longer than this without a break, or idle longer than that, is pointed out.
LONGEST_SITTING = timedelta(minutes=120)
LONGEST_GAP = timedelta(minutes=30)


@dataclass(frozen=True)
class Timed:
    entry: Entry
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Problem:
    """``level`` red (cannot be so) or yellow (look at it); ``advice`` says what would mend it; ``key`` which entry."""

    level: str
    text: str
    advice: str = ""
    key: str = ""


def timeline(starts_at: datetime, entries: Sequence[Entry]) -> list[Timed]:
    """When each entry begins and ends: after the one before it, or at its own fixed time."""
    found, free = [], starts_at
    for entry in entries:
        begins = entry.fixed_at or free
        ends = begins + timedelta(minutes=entry.minutes)
        found.append(Timed(entry, begins, ends))
        free = max(free, ends)
    return found


def total_minutes(entries: Sequence[Entry]) -> int:
    """The sum of all durations, breaks included."""
    return sum(entry.minutes for entry in entries)


def agenda_problems(starts_at: datetime, ends_at: datetime, entries: Sequence[Entry]) -> list[Problem]:
    """What is wrong with the times of an agenda, each with a suggestion."""
    timed = timeline(starts_at, entries)
    return [*_order(starts_at, timed), *_past_end(ends_at, timed), *_sitting(timed), *_two_places(timed)]


def _order(starts_at: datetime, timed: Sequence[Timed]) -> list[Problem]:
    found, free, before = [], starts_at, ""
    for row in timed:
        title, key = row.entry.title, row.entry.key
        if row.begins < starts_at:
            found.append(
                Problem(
                    "red",
                    f"“{title}”定在 {clock(row.begins)}，早于开会时间 {clock(starts_at)}",
                    "请改到开会以后。",
                    key,
                )
            )
        elif row.begins < free:
            text = f"“{title}”定在 {clock(row.begins)}，与“{before}”重叠 {_minutes(free - row.begins)} 分钟"
            found.append(Problem("red", text, f"可改到 {clock(free)}，或缩短前一项。", key))
        elif row.begins - free > LONGEST_GAP:
            text = f"“{title}”之前空出 {_minutes(row.begins - free)} 分钟"
            found.append(Problem("yellow", text, f"可提前到 {clock(free)}，或安排休息。", key))
        if row.ends > free:
            free, before = row.ends, title
    return found


def _past_end(ends_at: datetime, timed: Sequence[Timed]) -> list[Problem]:
    last = max((row.ends for row in timed), default=ends_at)
    if last <= ends_at:
        return []
    over = _minutes(last - ends_at)
    late = next(row for row in timed if row.ends > ends_at)
    text = f"议程到 {clock(last, since=ends_at)} 才完，超过散会时间 {over} 分钟，从“{late.entry.title}”开始排不下"
    return [
        Problem(
            "red",
            text,
            f"可把散会时间延到 {clock(last, since=ends_at)}，或压缩 {over} 分钟，或把后面的议题转下次。",
            late.entry.key,
        )
    ]


def _sitting(timed: Sequence[Timed]) -> list[Problem]:
    since: datetime | None = None
    for row in sorted(timed, key=lambda row: row.begins):
        if row.entry.kind == "break":
            since = None
            continue
        since = since or row.begins
        if row.ends - since > LONGEST_SITTING:
            text = f"到“{row.entry.title}”已连续开会 {_minutes(row.ends - since)} 分钟，没有休息"
            return [Problem("yellow", text, f"可在“{row.entry.title}”之前安排 10 分钟休息。", row.entry.key)]
    return []


def _two_places(timed: Sequence[Timed]) -> list[Problem]:
    """One person reporting on two entries that run at once."""
    found = []
    for n, row in enumerate(timed):
        for other in timed[n + 1 :]:
            same = row.entry.person and row.entry.person == other.entry.person
            if same and row.begins < other.ends and other.begins < row.ends:
                text = f"{row.entry.speaker}要同时汇报“{row.entry.title}”和“{other.entry.title}”"
                found.append(Problem("red", text, "请错开时间，或换一位汇报人。", other.entry.key))
    return found


def day_problems(starts_at: datetime, ends_at: datetime, calendar: WorkCalendar) -> list[Problem]:
    """A meeting that goes on past midnight, or falls on a day off: said, not forbidden."""
    first, last = starts_at.date(), ends_at.date()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    off = [day for day in days if not calendar.is_workday(day)]
    found = []
    if len(days) == 2 and ends_at - starts_at < timedelta(hours=12):
        text = f"会议跨过零点：{starts_at:%-m月%-d日} {clock(starts_at)} 到 {ends_at:%-m月%-d日} {clock(ends_at)}"
        found.append(Problem("yellow", text, "如果不是有意安排，请核对结束日期。"))
    if off:
        said = "、".join(f"{day:%-m月%-d日}" for day in off[:5]) + ("等" if len(off) > 5 else "")
        found.append(Problem("yellow", f"{said}是休息日", "请确认确需在休息日开会，并安排值班用车用餐。"))
    return found


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
