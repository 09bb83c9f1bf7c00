"""Deadlines said in words: 本周五前, 10个工作日内, 月底前 … resolved to a day by the work calendar.

What the words leave open is never settled in silence: ``note`` says which reading was taken and a person looks again.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from zhongshu.lib.numerals import to_int
from zhongshu.lib.worktime.calendar import WorkCalendar
from zhongshu.lib.worktime.deadlines import add_workdays

LONG_PAST = timedelta(days=60)
"""A day of the month that long ago, said without a year, is next year's."""


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline in ``text[start:end]``. ``due``: the day, None when the words name none; ``clock``: the time, if said."""

    start: int
    end: int
    phrase: str
    due: date | None
    clock: time | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Day:
    """What a pattern makes of its words. ``fixed``: counted in workdays, so never moved off a holiday."""

    on: date | None
    note: str = ""
    fixed: bool = False


Resolver = Callable[[re.Match[str], date, WorkCalendar], _Day]

_N = r"(?P<n>\d{1,4}|[一二两三四五六七八九十百]{1,5}|半)"
_FROM = r"(?P<since>会后|印发后|发文后|收到[^，。；\n]{0,10}?(?:之日)?[起后]|自[^，。；\n]{1,14}?起)?"
_WITHIN = r"(?:之内|以内|内)"
_CLOCK = r"(?:(?P<half>上午|中午|下午|晚上|晚)?(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2})|[时点](?P<quarter>半)?)|(?P<close>下班))?"
_BEFORE = _CLOCK + r"(?:之前|以前|前|止|截止)"
_YEAR = r"(?:(?P<year>20\d\d|今|明|后)年)?"
_DAY = r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]"
_MONTH = r"(?P<month>\d{1,2}|十[一二]|[一二三四五六七八九十])月(?:份)?"


def find_deadlines(text: str, *, said_on: date, calendar: WorkCalendar) -> tuple[Found, ...]:
    """Every deadline said in ``text``, in order. ``said_on``: the day on which the words were said."""
    found: list[Found] = []
    for pattern, resolve in _PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or other.end <= match.start() for other in found):
                found.append(_said(match, resolve(match, said_on, calendar), said_on, calendar))
    return tuple(sorted(found, key=lambda item: item.start))


def _said(match: re.Match[str], day: _Day, today: date, calendar: WorkCalendar) -> Found:
    said = Found(match.start(), match.end(), match.group(), day.on, _clock(match), day.note)
    if day.on is None:
        return said
    if day.on < today:
        return replace(said, note=day.note or f"{_words(day.on)}已过")
    if day.fixed or calendar.is_workday(day.on):
        return said
    before = add_workdays(calendar, day.on, -1)
    moved = before if before >= today else add_workdays(calendar, day.on, 1)
    shift = f"{_words(day.on)}不上班，按{_words(moved)}计"
    return replace(said, due=moved, note="；".join(filter(None, (day.note, shift))))


def _clock(match: re.Match[str]) -> time | None:
    parts = match.groupdict()
    if not parts.get("hour"):
        return None
    hour, minute = int(parts["hour"]), int(parts["minute"] or (30 if parts["quarter"] else 0))
    if parts["half"] in ("下午", "晚上", "晚") and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _words(day: date) -> str:
    return f"{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"


def _number(text: str) -> int:
    return to_int(text) or 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, months.monthrange(year, month)[1])


def _year(said: str, today: date) -> int:
    return int(said) if said.isdigit() else today.year + "今明后".index(said)


def _full_date(match: re.Match[str], today: date, _: WorkCalendar) -> _Day:
    month, day = _number(match["month"]), _number(match["day"])
    on = _date(_year(match["year"] or "今", today), month, day)
    if on is None:
        return _Day(None, f"没有{month}月{day}日这一天")
    return _Day(on) if match["year"] else _this_or_next_year(on, today)


def _this_or_next_year(on: date, today: date) -> _Day:
    if on >= today - LONG_PAST:
        return _Day(on)
    later = _date(on.year + 1, on.month, on.day)
    return _Day(later, f"今年{on.month}月{on.day}日已过，按{on.year + 1}年计")


def _month_said(match: re.Match[str], today: date) -> _Day:
    """The last day of a month said by its number, with or without a year."""
    month = _number(match["month"])
    if not 1 <= month <= 12:
        return _Day(None, f"没有{month}月")
    end = _month_end(_year(match["year"] or "今", today), month)
    return _Day(end) if match["year"] else _this_or_next_year(end, today)


def _day_of_month(match: re.Match[str], today: date, _: WorkCalendar) -> _Day:
    ahead = 1 if match["which"].startswith("下") else 0
    end = _month_end(today.year, today.month + ahead)
    on = _date(end.year, end.month, _number(match["day"]))
    return _Day(on, "" if on else f"{end.month}月没有{_number(match['day'])}日")


def _end_of_month(match: re.Match[str], today: date, _: WorkCalendar) -> _Day:
    if match["month"]:
        return _month_said(match, today)
    return _Day(_month_end(today.year, today.month + match["which"].startswith("下")))


def _third_of_month(match: re.Match[str], today: date, _: WorkCalendar) -> _Day:
    said = _month_said(match, today) if match["month"] else _Day(_month_end(today.year, today.month))
    if said.on is None:
        return said
    on = said.on.replace(day={"上旬": 10, "中旬": 20, "下旬": said.on.day}[match["third"]])
    return _Day(on, f"“{match['third']}”按{on.month}月{on.day}日计，请核对")


def _end_of_year(match: re.Match[str], today: date, _: WorkCalendar) -> _Day:
    return _Day(date(_year(match["year"] or "今", today), 12, 31))


def _end_of_quarter(match: re.Match[str], today: date, _: WorkCalendar) -> _Day:
    if match["part"]:
        month = 6 if match["part"] == "上半年" else 12
    else:
        month = 3 * ((today.month + 2) // 3 if match["quarter"] == "本" else _number(match["quarter"]))
    end = _month_end(_year(match["year"] or "今", today), month)
    return _Day(end) if match["year"] else _this_or_next_year(end, today)


def _weekday(match: re.Match[str], today: date, _: WorkCalendar) -> _Day:
    which, wanted = match["which"] or "", "一二三四五六日".find(match["weekday"].replace("天", "日"))
    monday = today - timedelta(days=today.weekday())
    if which:
        return _Day(monday + timedelta(days=wanted + 7 * which.count("下")))
    ahead = (wanted - today.weekday()) % 7
    note = "" if wanted > today.weekday() else "没有写明哪一周，按最近的一个计"
    return _Day(today + timedelta(days=ahead), note)


def _end_of_week(match: re.Match[str], today: date, calendar: WorkCalendar) -> _Day:
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * match["which"].count("下"))
    workdays = [monday + timedelta(days=n) for n in range(7) if calendar.is_workday(monday + timedelta(days=n))]
    if not workdays:
        return _Day(monday + timedelta(days=4), "这一周放假")
    return _Day(workdays[-1], "“周末前”按最后一个工作日计" if "末" in match.group() else "", fixed=True)


def _since(match: re.Match[str]) -> str:
    return f"“{match['since']}”按今天起算，请核对起算日" if match["since"] else ""


def _workdays(match: re.Match[str], today: date, calendar: WorkCalendar) -> _Day:
    return _Day(add_workdays(calendar, today, _number(match["n"])), _since(match), fixed=True)


def _days(match: re.Match[str], today: date, _: WorkCalendar) -> _Day:
    return _Day(today + timedelta(days=_number(match["n"])), _since(match))


def _weeks(match: re.Match[str], today: date, _: WorkCalendar) -> _Day:
    return _Day(today + timedelta(days=7 * _number(match["n"])), _since(match))


def _months(match: re.Match[str], today: date, _: WorkCalendar) -> _Day:
    if match["n"] == "半":
        return _Day(today + timedelta(days=15), _since(match))
    end = _month_end(today.year, today.month + _number(match["n"]))
    return _Day(end.replace(day=min(today.day, end.day)), _since(match))


def _hours(match: re.Match[str], today: date, _: WorkCalendar) -> _Day:
    days = 0 if match["n"] == "半" else -(-_number(match["n"]) // 24)
    return _Day(today + timedelta(days=days), "按小时计的时限，请写明几点为止", fixed=True)


def _near(match: re.Match[str], today: date, _: WorkCalendar) -> _Day:
    ahead = {"今": 0, "当": 0, "明": 1, "后": 2, "大": 3}[match["near"][0]]
    return _Day(today + timedelta(days=ahead), fixed=ahead == 0)


def _every(*_: object) -> _Day:
    return _Day(None, "这是定期要求，请按频次安排")


def _unsaid(match: re.Match[str], *_: object) -> _Day:
    return _Day(None, f"“{match.group()}”没有写明日期")


#: Tried in this order; words taken by one pattern are not read again by a later one.
_PATTERNS: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (re.compile(pattern), resolve)
    for pattern, resolve in (
        (r"每(?:个)?(?:周|星期|月|季度|半年|年|天|日)[^，。；\n]{0,6}?(?:前|底|末|报)", _every),
        (rf"{_YEAR}{_MONTH}{_DAY}{_BEFORE}", _full_date),
        (rf"(?P<which>本月|当月|这个月|下个?月){_DAY}{_BEFORE}", _day_of_month),
        (rf"{_YEAR}(?:{_MONTH})?(?:本月)?(?P<third>[上中下]旬)(?:之前|以前|前|内)?", _third_of_month),
        (rf"{_YEAR}(?:{_MONTH}|(?P<which>本月|当月|这个月|下个?月|月))[底末](?:之前|以前|前)?", _end_of_month),
        (
            rf"{_YEAR}(?:(?P<quarter>[一二三四1-4本])季度|(?P<part>[上下]半年))(?:[末底](?:之前|以前|前)?|内|前)",
            _end_of_quarter,
        ),
        (rf"(?:{_YEAR}年?(?<=年)[底末](?:之前|以前|前)?|(?:今|本|当)?年度?内)", _end_of_year),
        (rf"(?P<which>本|这个?|下下个?|下个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天]){_BEFORE}", _weekday),
        (r"(?P<which>本|这个?|下下个?|下个?)(?:周|星期)(?:之?内|以内|末(?:之前|以前|前)?)", _end_of_week),
        (rf"{_FROM}{_N}个?工作日{_WITHIN}", _workdays),
        (rf"{_FROM}{_N}(?:天|日){_WITHIN}", _days),
        (rf"{_FROM}{_N}个?(?:周|星期|礼拜){_WITHIN}", _weeks),
        (rf"{_FROM}{_N}个?月{_WITHIN}", _months),
        (rf"{_N}个?(?:小时|钟头){_WITHIN}", _hours),
        (rf"(?P<near>今天|今日|当天|当日|明天|明日|大后天|后天)(?:{_BEFORE}|{_WITHIN})", _near),
        (r"尽快|尽早|立即|马上|即刻|第一时间|近期|近日|限期|按期", _unsaid),
    )
)
