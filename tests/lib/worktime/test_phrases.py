"""Deadlines said in words, as of Thursday 26 November 2026, unless a case says otherwise."""

from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhongshu.lib.worktime import Found, WorkCalendar, find_deadlines

TODAY = date(2026, 11, 26)


def said(words: str, on: date = TODAY, calendar: WorkCalendar | None = None) -> list[Found]:
    return list(find_deadlines(words, said_on=on, calendar=calendar or WorkCalendar()))


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("请于今天下班前报来", date(2026, 11, 26)),
        ("明天下班前", date(2026, 11, 27)),
        ("本周五前提出方案", date(2026, 11, 27)),
        ("下周三前", date(2026, 12, 2)),
        ("10个工作日内反馈", date(2026, 12, 10)),
        ("十个工作日内", date(2026, 12, 10)),
        ("一周内", date(2026, 12, 3)),
        ("半个月内", date(2026, 12, 11)),
        ("月底前", date(2026, 11, 30)),
        ("下月底前", date(2026, 12, 31)),
        ("12月3日前", date(2026, 12, 3)),
        ("2027年3月15日前", date(2027, 3, 15)),
        ("明年3月底前", date(2027, 3, 31)),
        ("年底前", date(2026, 12, 31)),
        ("2027年底前", date(2027, 12, 31)),
        ("年内完成", date(2026, 12, 31)),
        ("本季度末前", date(2026, 12, 31)),
        ("本周内", date(2026, 11, 27)),
    ],
)
def test_days_that_leave_no_doubt(words, on):
    (found,) = said(words)
    assert (found.due, found.note) == (on, "")
    assert words[found.start : found.end] == found.phrase


@pytest.mark.parametrize(
    ("words", "on", "why"),
    [
        ("3月15日前", date(2027, 3, 15), "按2027年计"),
        ("11月20日前", date(2026, 11, 20), "已过"),
        ("周一前", date(2026, 11, 30), "没有写明哪一周"),
        ("12月中旬前", date(2026, 12, 18), "请核对"),
        ("会后5个工作日内", date(2026, 12, 3), "核对起算日"),
        ("收到本通知之日起15日内", date(2026, 12, 11), "核对起算日"),
        ("11月29日前", date(2026, 11, 27), "不上班"),
        ("2027年2月30日前", None, "没有2月30日"),
        ("尽快", None, "没有写明日期"),
        ("每周五前报送", None, "定期"),
    ],
)
def test_what_is_in_doubt_is_said(words, on, why):
    (found,) = said(words)
    assert found.due == on
    assert why in found.note


def test_a_time_of_day_is_kept():
    (found,) = said("12月3日下午3点半前")
    assert (found.due, found.clock) == (date(2026, 12, 3), time(15, 30))


def test_holidays_and_the_office_s_own_table():
    # 国庆 2026 is in the published table; the office's own table wins over it.
    (found,) = said("10月2日前", on=date(2026, 9, 28))
    assert found.due == date(2026, 9, 30)
    own = WorkCalendar.of(off=[date(2026, 11, 27)])
    assert said("3个工作日内", calendar=own)[0].due == date(2026, 12, 2)


def test_across_the_year_s_end():
    late = date(2026, 12, 30)
    assert said("下月底前", on=late)[0].due == date(2027, 1, 29)
    assert said("下周五前", on=late)[0].due == date(2027, 1, 8)
    assert said("两个月内", on=late)[0].due == date(2027, 2, 26)


def test_several_in_one_text_in_order():
    found = said("本周五前提出方案，月底前报送，年底前完成。")
    assert [item.phrase for item in found] == ["本周五前", "月底前", "年底前"]


@given(st.text(alphabet="本下周一五日月底前年0123456789个工作内后半今明天上旬季度每起自收到", max_size=40))
def test_nothing_breaks_it_and_spans_are_exact(text):
    found = said(text)
    assert all(text[item.start : item.end] == item.phrase for item in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(item.note for item in found if item.due is None or item.due < TODAY)
