"""Derivations are pure: the same facts give the same sheets; a change touches what depends on it."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from zhongshu.lib.meeting.changes import affected, difference
from zhongshu.lib.meeting.facts import Attendee, Entry, Facts, Invited, Texts
from zhongshu.lib.meeting.sheets import SHEETS, derive, fingerprint, told, unit_notice

NINE = datetime(2026, 12, 3, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXTS = Texts(
    "【时间】在【地点】召开【会议名称】。\n【议程】\n请假：【请假人员】",
    {"opening": "开会。应到【人数】人。", "item": "第【序号】项【议题】", "closing": "散会。"},
)
NAMES = st.text("张王李赵伟芳·", min_size=2, max_size=4)

ATTENDEES = st.lists(
    st.builds(
        Attendee,
        key=st.integers(1, 999).map(str),
        name=NAMES,
        role=st.sampled_from(["attend", "observe", "staff"]),
        rank=st.integers(1, 20),
        rostrum=st.booleans(),
        state=st.sampled_from(["invited", "coming", "leave", "leave_asked"]),
        unit=st.sampled_from(["", "1", "2"]),
        person=st.integers(0, 60).map(lambda n: str(n) if n else ""),
    ),
    max_size=8,
    unique_by=lambda row: row.key,
).map(lambda rows: tuple({row.person or row.key: row for row in rows}.values()))
ENTRIES = st.lists(
    st.builds(
        Entry,
        key=st.integers(1, 999).map(str),
        kind=st.sampled_from(["item", "part", "break"]),
        title=NAMES,
        minutes=st.integers(1, 60),
        attending=st.sampled_from([(), ("水利局",)]),
    ),
    max_size=4,
    unique_by=lambda row: row.key,
).map(tuple)
FACTS = st.builds(
    Facts,
    name=st.just("县长办公会议"), organ=st.just("明川县人民政府"), starts_at=st.just(NINE),
    ends_at=st.just(NINE + timedelta(hours=3)), place=st.sampled_from(["一楼", "二楼"]), chair=st.just("陈志远"),
    chair_person=st.just("99"), entries=ENTRIES, attendees=ATTENDEES, texts=st.just(TEXTS),
    invited=st.sampled_from([(), (Invited("1", "水利局"),), (Invited("1", "水利局"), Invited("2", "教育局"))]),
)  # fmt: skip


@given(FACTS)
def test_the_same_facts_give_the_same_sheets(facts):
    assert derive(facts) == derive(replace(facts))
    assert not difference(facts, replace(facts))


@given(FACTS, FACTS)
def test_a_difference_names_exactly_the_sheets_and_people_that_differ(before, after):
    changed = difference(before, after)
    was, now = derive(before), derive(after)
    assert set(changed.sheets) == {kind for kind in SHEETS if fingerprint(was[kind]) != fingerprint(now[kind])}
    old, new = told(before), told(after)
    assert set(changed.recipients) == {key for key in {*old, *new} if old.get(key) != new.get(key)}


@given(FACTS)
def test_everybody_who_comes_has_one_seat_and_one_sign_and_nobody_else(facts):
    seats = [row["key"] for row in derive(facts)["seats"]["people"]]
    coming = {one.key for one in facts.attendees if one.state != "leave" and one.role != "staff"}
    assert len(seats) == len(set(seats))
    assert set(seats) == coming == {row["key"] for row in derive(facts)["table_signs"]["signs"]}
    ranks = [row["rank"] for row in derive(facts)["seats"]["people"]]
    assert ranks == sorted(ranks)


@given(FACTS)
def test_a_place_concerns_everybody_but_no_seat(facts):
    moved = replace(facts, place="礼堂")
    changed = difference(facts, moved)
    assert set(changed.sheets) >= {"notice"}
    assert not {"seats", "table_signs", "badges"} & set(changed.sheets)
    assert {key for key in changed.recipients if not key.startswith("chair:")} == {
        key for key in told(moved) if not key.startswith("chair:")
    }


def test_a_unit_for_one_item_is_told_of_that_item_only():
    rows = (Entry("1", "item", "供水", 20, attending=("水利局",)), Entry("2", "item", "人事", 20))
    facts = Facts("会", "县", NINE, NINE + timedelta(hours=2), "一楼", entries=rows, invited=(Invited("1", "水利局"),))
    assert unit_notice(facts, "1")["agenda"] == ["09:00 供水"]
    other = replace(facts, entries=(rows[0], replace(rows[1], title="任免")))
    assert affected(facts, other) == (), "a change of somebody else's item is not told"


def test_a_line_whose_only_filling_is_empty_is_left_out():
    facts = Facts("会", "县", NINE, NINE + timedelta(hours=2), "一楼", texts=TEXTS)
    assert derive(facts)["notice"]["text"] == "2026年12月3日（星期四）上午9:00至11:00在一楼召开会。"
