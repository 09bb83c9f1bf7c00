"""Lights and rhythms of supervised matters against a reference that counts every day by hand."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhongshu.lib.worktime import Light, Margins, WorkCalendar, matter_light, next_feedback, turns

FIRST = date(2024, 1, 1)
DAY = timedelta(days=1)
dates = st.dates(FIRST, date(2027, 12, 31))
margins = st.builds(Margins, st.integers(0, 10), st.integers(1, 8))


def counted(calendar: WorkCalendar, after: date, up_to: date) -> int:
    """Workdays after one day up to and including another, one day at a time."""
    count, day = 0, after
    while day < up_to:
        day += DAY
        if calendar.is_workday(day):
            count += 1
    return count


def reference(calendar: WorkCalendar, day: date, deadline: date, report: date, allowed: Margins) -> Light:
    """Domain §4 in words: red when late or silent, yellow when near the deadline or without the report that is due."""
    if counted(calendar, deadline, day) >= 1 or counted(calendar, report, day) >= allowed.silent_after:
        return Light.RED
    if counted(calendar, report, day) >= 1 or counted(calendar, day, deadline) <= allowed.yellow_before:
        return Light.YELLOW
    return Light.GREEN


def test_ten_thousand_random_matters_have_the_light_of_the_slow_reference():
    chance = random.Random(20260305)
    seen = dict.fromkeys(Light, 0)
    for _ in range(10_000):
        exceptions = chance.sample(range(500), 12)
        calendar = WorkCalendar.of(
            off=(FIRST + DAY * n for n in exceptions[:8]), on=(FIRST + DAY * n for n in exceptions[8:])
        )
        day = FIRST + DAY * chance.randrange(500)
        deadline, report = day + DAY * chance.randint(-40, 60), day + DAY * chance.randint(-20, 30)
        allowed = Margins(chance.randint(0, 10), chance.randint(1, 6))
        found = matter_light(day, turns(calendar, deadline, report, allowed))
        assert found is reference(calendar, day, deadline, report, allowed), (day, deadline, report, allowed)
        seen[found] += 1
    assert min(seen.values()) > 1000


@given(dates, st.integers(-30, 40), st.integers(-20, 30), margins)
def test_a_light_never_turns_back_by_itself(day, to_deadline, to_report, allowed):
    turning = turns(WorkCalendar(), day + DAY * to_deadline, day + DAY * to_report, allowed)
    order = [Light.GREEN, Light.YELLOW, Light.RED]
    walked = [order.index(matter_light(day + DAY * n, turning)) for n in range(60)]
    assert walked == sorted(walked)


@given(dates, st.integers(1, 30), st.integers(-20, 120))
def test_the_next_report_is_due_within_the_rhythm_and_not_after_a_deadline_ahead(since, every, ahead):
    deadline = since + DAY * ahead
    due = next_feedback(WorkCalendar(), since, every, deadline)
    assert due > since
    assert counted(WorkCalendar(), since, due) <= every
    if deadline > since:
        assert due <= deadline


def test_a_holiday_moves_the_turn():
    plain, off = WorkCalendar(), WorkCalendar.of(off=[date(2026, 3, 9)])
    friday, far = date(2026, 3, 6), date(2026, 12, 31)
    assert turns(plain, friday, far, Margins()).late == date(2026, 3, 9)
    assert turns(off, friday, far, Margins()).late == date(2026, 3, 10)


def test_margins_and_rhythms_that_make_no_sense_are_refused():
    with pytest.raises(ValueError):
        Margins(-1, 1)
    with pytest.raises(ValueError):
        Margins(1, 0)
    with pytest.raises(ValueError):
        next_feedback(WorkCalendar(), FIRST, 0, FIRST)
