"""Changes by hand lose nobody, leave pinned people where they are, and are said person by person."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.lib.seating.rooms import meetings
from zhongshu.lib.refusal import Refused
from zhongshu.lib.seating import (
    Along,
    Attendee,
    Floor,
    Room,
    Rostrum,
    Rules,
    Section,
    Shift,
    Standpoint,
    Table,
    close_up,
    differences,
    insert,
    lay_out,
    problems,
    seen_from,
    swap,
)
from zhongshu.lib.seating.floor import Fill


def row(count, chairs=None):
    people = [Attendee(f"p{n}", f"人{n}") for n in range(1, count + 1)]
    return lay_out(Room(floor=Floor(1, chairs or count, fill=Fill.LEFT)), people)


def shown(plan):
    return " ".join(plan.seats.get(place.key, "-") for place in plan.places)


@given(st.data())
def test_changes_lose_nobody(data):
    room, people = data.draw(meetings())
    assume(people)
    try:
        plan = lay_out(room, people)
    except Refused:
        return
    keys = [one.key for one in people]
    pinned = data.draw(st.sets(st.sampled_from(keys), max_size=3))
    pins = {key: plan.seat_of[key] for key in pinned}
    changed, said = plan, []
    for _ in range(data.draw(st.integers(1, 5))):
        place, other = (data.draw(st.sampled_from(plan.places)).key for _ in range(2))
        try:
            if data.draw(st.booleans()):
                changed = swap(changed, place, other, pinned)
            else:
                along = data.draw(st.sampled_from(Along))
                changed = insert(changed, data.draw(st.sampled_from(keys)), place, pinned, along)
        except Refused as refusal:
            said.append(refusal.remedy)
    assert all("没有变动" in remedy for remedy in said)
    assert problems(changed, keys, pins) == []
    told = {shift.person: (shift.before, shift.after) for shift in differences(plan, changed)}
    for key in keys:
        before, after = (one.by_key[one.seat_of[key]].label for one in (plan, changed))
        assert told.get(key, (before, before)) == (before, after)


@given(st.data())
def test_closing_up_keeps_the_order_they_sit_in(data):
    room, people = data.draw(meetings())
    assume(people)
    try:
        plan = lay_out(room, people)
    except Refused:
        return
    some = st.sets(st.sampled_from([one.key for one in people]), max_size=5)
    absent, pinned = data.draw(some), data.draw(some)
    closed = close_up(plan, absent, pinned)
    assert problems(closed, [one.key for one in people if one.key not in absent], {}) == []
    assert not absent & set(closed.seats.values())
    for block in plan.blocks:
        before = [plan.seats[key] for key in block.places if key in plan.seats]
        after = [closed.seats[key] for key in block.places if key in closed.seats]
        assert [key for key in after if key not in pinned] == [key for key in before if key not in absent | pinned]
        open_places = [key for key in block.places if closed.seats.get(key) not in pinned or key not in closed.seats]
        taken = [key in closed.seats for key in open_places]
        assert taken == sorted(taken, reverse=True), "no gap"
    for key in pinned - absent:
        assert closed.seat_of[key] == plan.seat_of[key]


def test_insert_moves_the_others_on():
    assert shown(insert(row(5), "p5", "f1-2")) == "p1 p5 p2 p3 p4"
    assert shown(insert(row(5), "p1", "f1-4")) == "p2 p3 p4 p1 p5"
    assert shown(insert(row(5), "p5", "f1-2", {"p3"})) == "p1 p5 p3 p2 p4"
    assert shown(insert(row(3, 5), "p1", "f1-4")) == "- p2 p3 p1 -"
    assert shown(swap(row(3), "f1-1", "f1-3")) == "p3 p2 p1"
    assert shown(swap(row(2, 4), "f1-4", "f1-1")) == "- p2 - p1"
    assert shown(close_up(row(5), {"p2"}, {"p4"})) == "p1 p3 p5 p4 -"


def test_on_a_rostrum_an_insertion_turns_the_sides():
    people = [Attendee(str(n), str(n), n, "", Section.ROSTRUM) for n in range(1, 6)]
    plan = lay_out(Room(rostrum=Rostrum()), people)
    assert shown(plan) == "5 3 1 2 4"
    assert shown(insert(plan, "5", "r1-4")) == "4 2 1 5 3"
    assert shown(insert(plan, "5", "r1-4", along=Along.ROW)) == "3 1 2 5 4"


def test_into_another_block_it_takes_an_empty_place():
    people = [Attendee("a", "甲", 1, "", Section.ROSTRUM), Attendee("b", "乙"), Attendee("c", "丙")]
    plan = lay_out(Room(rostrum=Rostrum(), floor=Floor(1, 3, fill=Fill.LEFT)), people)
    assert shown(insert(plan, "a", "f1-1")) == "- a b c"
    with pytest.raises(Refused, match="没有空座可以顺延"):
        insert(plan, "b", "r1-1")


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda plan: swap(plan, "f1-1", "f1-1"), "同一个"),
        (lambda plan: swap(plan, "f1-1", "f9-9"), "没有这个座位"),
        (lambda plan: swap(plan, "f1-4", "f1-5"), "都是空的"),
        (lambda plan: swap(plan, "f1-1", "f1-2", {"p1"}), "1排1座上的人已经固定"),
        (lambda plan: insert(plan, "p1", "f1-2", {"p1"}), "已经固定"),
        (lambda plan: insert(plan, "p1", "f1-1"), "已经坐在这个座位上"),
    ],
)
def test_changes_that_cannot_be_are_refused(act, words):
    with pytest.raises(Refused, match=words):
        act(row(3, 5))


def test_a_reserved_place_is_not_given_away():
    people = [Attendee("a", "甲"), Attendee("b", "乙")]
    plan = lay_out(Room(floor=Floor(1, 4, fill=Fill.LEFT)), people, Rules(reserved={"f1-2": "记者"}))
    assert shown(plan) == "a - b -"
    with pytest.raises(Refused, match="1排2座已保留给记者"):
        swap(plan, "f1-1", "f1-2")
    assert shown(insert(plan, "b", "f1-1")) == "b - a -"


def test_closing_up_beside_a_chair_kept_free_leaves_no_hole_in_the_middle():
    people = [Attendee(f"p{n}", f"人{n}") for n in range(4)]
    plan = lay_out(Room(floor=Floor(1, 5)), people, Rules(pinned={"p3": "f1-5"}, reserved={"f1-1": "记者"}))
    assert shown(plan) == "- p1 p0 p2 p3"
    assert shown(close_up(plan, {"p0"})) == "- p2 p1 p3 -", "p3 was only held there while the seats were laid"


def test_differences_name_who_came_went_and_moved():
    shifts = differences(row(2), swap(row(2), "f1-1", "f1-2"))
    assert [shift.said(shift.person) for shift in shifts] == ["p2：1排2座 → 1排1座", "p1：1排1座 → 1排2座"]
    assert differences(row(2), row(3)) == [Shift("p3", "", "1排3座")]
    assert differences(row(3), row(2)) == [Shift("p3", "1排3座", "")]
    assert Shift("p", "", "1排3座").said("张三") == "张三：新安排在1排3座"
    assert Shift("p", "1排3座", "").said("张三") == "张三：不再安排座位（原1排3座）"


@given(meetings())
def test_the_two_maps_are_one_turned_by_half_a_turn(meeting):
    room, people = meeting
    try:
        plan = lay_out(room, people)
    except Refused:
        return
    hall, rostrum = seen_from(plan), seen_from(plan, Standpoint.ROSTRUM)
    assert (hall.width, hall.height) == (pytest.approx(rostrum.width), pytest.approx(rostrum.height))
    for one, other in zip(hall.places, rostrum.places, strict=True):
        assert 0 < one.x < hall.width
        assert 0 < one.y < hall.height
        assert (one.key, one.x + other.x, one.y + other.y) == (
            other.key,
            pytest.approx(hall.width),
            pytest.approx(hall.height),
        )
        assert (one.turn - other.turn) % 360 == 180


def test_a_map_labels_rows_columns_and_the_rostrum():
    people = [Attendee("a", "甲", 1, "", Section.ROSTRUM)]
    drawn = seen_from(lay_out(Room(rostrum=Rostrum(), floor=Floor(2, 3)), people))
    words = [(mark.kind, mark.text) for mark in drawn.marks]
    assert words.count(("row", "2排")) == 2
    assert [text for kind, text in words if kind == "column"] == ["1", "2", "3"]
    assert ("part", "主席台") in words
    table = seen_from(lay_out(Room(table=Table(long=3, ends=1)), []), form="oval")
    assert [outline.form for outline in table.outlines] == ["oval"]
    assert ("part", "门") in [(mark.kind, mark.text) for mark in table.marks]
