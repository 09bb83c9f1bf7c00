"""Templates: every delivered one is sound, and what is edited is checked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhongshu.lib.meeting.plan import plan_tasks
from zhongshu.lib.meeting.roster import plain_name
from zhongshu.lib.meeting.tasks import PHASES, TASKS, tasks_of
from zhongshu.lib.meeting.template import fill, parse_template, to_data
from zhongshu.lib.refusal import Refused
from zhongshu.lib.worktime import WorkCalendar, add_workdays

PLAIN = {"title": "调度会", "kind": "progress"}


def test_nineteen_tasks_in_three_phases():
    assert [len(tasks_of(phase)) for phase in PHASES] == [5, 10, 4]
    assert len(TASKS) == 19


def test_a_template_is_what_its_data_say():
    template = parse_template("dispatch", PLAIN)
    assert parse_template("dispatch", to_data(template)) == template


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "没有会议种类的名称"),
        ({**PLAIN, "kind": "party"}, "不认识"),
        ({**PLAIN, "seating": "round"}, "座位形式"),
        ({**PLAIN, "notice": "【电话】"}, "不是可用的填空"),
        ({**PLAIN, "minutes": 0}, "不对"),
        ({**PLAIN, "tasks": {"dance": {}}}, "不认识的任务"),
        ({**PLAIN, "tasks": {"debrief": {"days": -1}}}, "会后的任务"),
        ({**PLAIN, "papers": [{"days": -1}]}, "没有名称"),
    ],
)
def test_what_is_wrong_in_a_template_is_said(data, says):
    with pytest.raises(Refused, match=says):
        parse_template("dispatch", data)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 1)), st.integers(0, 4), st.integers(0, 60))
def test_deadlines_are_workdays_before_the_first_and_after_the_last_day(first, more, ahead):
    calendar, last, today = WorkCalendar(), first + timedelta(days=more), first - timedelta(days=ahead)
    template = parse_template("dispatch", {**PLAIN, "tasks": {"plan": {"days": -8}, "settlement": {"days": 5}}})
    planned = {row.key: row for row in plan_tasks(template, first, last, calendar, today)}
    assert list(planned) == list(TASKS)
    assert planned["plan"].due_on == max(add_workdays(calendar, first, -8), today)
    assert planned["settlement"].due_on == add_workdays(calendar, last, 5)
    assert (planned["check_in"].due_on, planned["departure"].due_on) == (first, last)
    assert all(row.due_on <= first for row in planned.values() if row.phase == "before")
    assert all(row.due_on >= today for row in planned.values()), "nobody is late on the day a meeting is planned"


def test_names_are_kept_one_way():
    assert plain_name(" 何　敏 ") == "何敏"
    assert plain_name("阿卜杜拉•买买提") == plain_name("阿卜杜拉．买买提") == "阿卜杜拉·买买提"
    assert plain_name("John Smith") == "John Smith"


def test_what_would_say_nothing_is_left_out():
    line = "下面进行第【序号】项：【议题】，请【汇报人】发言，时间【时长】分钟。"
    full = {"序号": "一", "议题": "供水", "汇报人": "水利局局长王某", "时长": "15"}
    assert fill(line, full) == "下面进行第一项：供水，请水利局局长王某发言，时间15分钟。"
    assert fill(line, {**full, "汇报人": ""}) == "下面进行第一项：供水，时间15分钟。"
    assert fill("应到会【人数】人。请假人员：【请假人员】。", {"人数": "4"}) == "应到会4人。"
    assert fill("到会【人数】人，请假【请假人员】。", {"人数": "4"}) == "到会4人。"
    notice = "开会。\n一、会议内容\n【会议内容】\n二、会议议程\n【议程】\n三、要求\n准时。"
    assert fill(notice, {"议程": "1. 供水"}) == "开会。\n一、会议议程\n1. 供水\n二、要求\n准时。"
