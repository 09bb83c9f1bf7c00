"""Workdays, deadlines, lights."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from zhongshu.lib.refusal import Refused
from zhongshu.lib.worktime import (
    Light,
    WorkCalendar,
    add_duration,
    add_workdays,
    light,
    parse_duration,
    workdays_between,
    years_known,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
PLAIN = WorkCalendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 3, 2), True),  # an ordinary Monday
        (date(2026, 3, 7), False),  # an ordinary Saturday
        (date(2025, 10, 1), False),  # National Day, a Wednesday
        (date(2025, 9, 28), True),  # a Sunday worked for it
        (date(2061, 10, 3), True),  # a year nobody has published: the plain week
        (date(2061, 10, 1), False),
    ],
)
def test_published_calendar_and_plain_weeks_beyond_it(day, worked):
    assert PLAIN.is_workday(day) is worked


def test_own_days_win_over_the_published_calendar():
    own = WorkCalendar.of(off=[date(2026, 3, 2)], on=[date(2026, 3, 7)])
    assert not own.is_workday(date(2026, 3, 2))
    assert own.is_workday(date(2026, 3, 7))
    with pytest.raises(ValueError, match="既放假又上班"):
        WorkCalendar.of(off=[date(2026, 3, 2)], on=[date(2026, 3, 2)])


def test_years_known_are_a_span():
    first, last = years_known()
    assert first < 2025 <= last


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),  # Friday → Monday
        (date(2026, 3, 7), 1, date(2026, 3, 9)),  # from a Saturday the first workday is Monday
        (date(2025, 9, 30), 1, date(2025, 10, 9)),  # over the National Day week
        (date(2026, 3, 9), -1, date(2026, 3, 6)),
    ],
)
def test_add_workdays(start, count, end):
    assert add_workdays(PLAIN, start, count) == end


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2026-03-02T10:30", "P3D", "2026-03-05T10:30"),
        ("2026-03-06T16:00", "P1D", "2026-03-09T16:00"),
        ("2026-03-06T16:00", "P1W", "2026-03-13T16:00"),
        ("2026-03-06T16:00", "PT4H", "2026-03-06T20:00"),
        ("2026-03-06T16:00", "P1DT2H30M", "2026-03-09T18:30"),
    ],
)
def test_add_duration_counts_days_in_workdays_and_hours_by_the_clock(start, duration, end):
    assert add_duration(PLAIN, at(start), duration) == at(end)


@pytest.mark.parametrize("text", ["", "P", "PT", "3D", "P1M", "P1Y", "P-1D", "P99999D", "P2001D", "三天"])
def test_what_is_no_time_limit_is_refused(text):
    with pytest.raises(Refused):
        parse_duration(text)


def test_workdays_between_counts_both_ways():
    assert workdays_between(PLAIN, date(2026, 3, 6), date(2026, 3, 9)) == 1
    assert workdays_between(PLAIN, date(2026, 3, 9), date(2026, 3, 6)) == -1
    assert workdays_between(PLAIN, date(2026, 3, 6), date(2026, 3, 6)) == 0


def test_workdays_between_goes_by_the_calendar_it_is_given():
    local = WorkCalendar.of(off=[date(2026, 3, 9)], on=[date(2026, 3, 7), date(2026, 3, 8)])
    week = date(2026, 3, 6), date(2026, 3, 13)
    assert [workdays_between(calendar, *week) for calendar in (PLAIN, local, PLAIN)] == [5, 6, 5]


@pytest.mark.parametrize(
    ("due", "now", "expected"),
    [
        (None, "2026-03-02T10:00", Light.GREEN),
        ("2026-03-10T10:00", "2026-03-02T10:00", Light.GREEN),
        ("2026-03-09T10:00", "2026-03-06T10:00", Light.YELLOW),  # one workday left over a weekend
        ("2026-03-06T17:00", "2026-03-06T10:00", Light.YELLOW),
        ("2026-03-06T09:59", "2026-03-06T10:00", Light.RED),
    ],
)
def test_lights(due, now, expected):
    assert light(PLAIN, at(due) if due else None, at(now)) is expected
    assert expected.label
