"""The arithmetic of an agenda, and days a meeting may fall on."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from zhongshu.lib.meeting.agenda import agenda_problems, day_problems, timeline, total_minutes
from zhongshu.lib.meeting.facts import Entry
from zhongshu.lib.meeting.words import moment, span
from zhongshu.lib.worktime import WorkCalendar

ZONE = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 12, 3, 9, 0, tzinfo=ZONE)
NOON = NINE.replace(hour=12)

ENTRIES = st.lists(
    st.builds(
        Entry,
        key=st.uuids().map(str),
        kind=st.sampled_from(["item", "part", "break"]),
        title=st.text("议题汇报讲话", min_size=1, max_size=6),
        minutes=st.integers(1, 90),
        fixed_at=st.none() | st.integers(0, 300).map(lambda minutes: NINE + timedelta(minutes=minutes)),
        person=st.sampled_from(["", "1", "2"]),
    ),
    max_size=8,
)


@given(ENTRIES)
def test_every_entry_has_its_time_and_nothing_is_lost(entries):
    timed = timeline(NINE, entries)
    assert [row.entry for row in timed] == entries
    assert all(row.ends - row.begins == timedelta(minutes=row.entry.minutes) for row in timed)
    assert all(row.begins == row.entry.fixed_at for row in timed if row.entry.fixed_at)


@given(ENTRIES)
def test_red_exactly_when_something_cannot_be(entries):
    timed = timeline(NINE, entries)
    floats = [row for row in timed if row.entry.fixed_at]
    overlap = any(row.begins < max([NINE, *(other.ends for other in timed[: timed.index(row)])]) for row in floats)
    past = any(row.ends > NOON for row in timed)
    two = any(
        a.entry.person and a.entry.person == b.entry.person and a.begins < b.ends and b.begins < a.ends
        for n, a in enumerate(timed)
        for b in timed[n + 1 :]
    )
    problems = agenda_problems(NINE, NOON, entries)
    assert any(row.level == "red" for row in problems) == (overlap or past or two)
    assert all(row.advice for row in problems), "every problem comes with a suggestion"


def entry(title, minutes, **more):
    return Entry(title, more.pop("kind", "item"), title, minutes, **more)


def test_past_the_end_says_by_how_much_and_from_where():
    problems = agenda_problems(NINE, NOON, [entry("供水", 60), entry("茶歇", 10, kind="break"), entry("教育", 120)])
    assert [row.text for row in problems if row.level == "red"] == [
        "议程到 12:10 才完，超过散会时间 10 分钟，从“教育”开始排不下"
    ]


def test_an_overlap_says_with_what_and_where_to():
    rows = [entry("供水", 40), entry("教育", 20, fixed_at=NINE + timedelta(minutes=30))]
    problem = agenda_problems(NINE, NOON, rows)[0]
    assert problem.text == "“教育”定在 09:30，与“供水”重叠 10 分钟"
    assert problem.advice.startswith("可改到 09:40")


def test_long_sitting_without_a_break():
    assert "没有休息" in agenda_problems(NINE, NOON, [entry("供水", 80), entry("教育", 60)])[0].text
    rested = [entry("供水", 80), entry("茶歇", 10, kind="break"), entry("教育", 60)]
    assert not agenda_problems(NINE, NOON, rested)
    assert total_minutes(rested) == 150


def test_across_midnight_and_on_a_holiday():
    late = datetime(2026, 9, 30, 22, 0, tzinfo=ZONE)
    texts = [row.text for row in day_problems(late, late + timedelta(hours=4), WorkCalendar())]
    assert "跨过零点" in texts[0]
    assert "10月1日是休息日" in texts[1]
    assert not day_problems(NINE, NOON, WorkCalendar())


def test_times_as_a_notice_says_them():
    assert moment(NINE) == "2026年12月3日（星期四）上午9:00"
    assert span(NINE, NOON.replace(hour=15)) == "2026年12月3日（星期四）上午9:00至下午3:00"
    assert span(NINE, NINE.replace(hour=11)) == "2026年12月3日（星期四）上午9:00至11:00"
    assert moment(NINE.replace(hour=12, minute=5)) == "2026年12月3日（星期四）中午12:05"
