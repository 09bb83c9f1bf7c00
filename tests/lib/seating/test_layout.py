"""For any room, people and rules: nobody twice, nobody without a seat, order in every block, pins kept; or a refusal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lib.seating.rooms import meetings, rules_for
from zhongshu.lib.refusal import Refused
from zhongshu.lib.seating import (
    Arrange,
    Attendee,
    Fill,
    Floor,
    Room,
    Rostrum,
    Rules,
    Seated,
    Section,
    Table,
    lay_out,
    protocol_order,
    reseat,
)
from zhongshu.lib.seating.layout import NO_RULES
from zhongshu.lib.seating.near import connected, neighbours


def people(count, section=Section.MAIN, unit="", start=0):
    return [Attendee(f"p{n}", f"人{n}", None, unit, section) for n in range(start, start + count)]


def seated(room, given_people, rules=NO_RULES):
    """The plan, or None where it was refused in whole Chinese sentences."""
    try:
        return lay_out(room, given_people, rules)
    except Refused as refusal:
        said = refusal
    assert re.search(r"[一-鿿]", said.message)
    assert "没有变动" in said.remedy
    return None


def exempt(rules):
    """Whom a rule may take out of their order."""
    return {
        *rules.pinned,
        *(key for group in rules.together for key in group),
        *(k for pair in rules.apart for k in pair),
    }


def holds(plan, given_people, rules):
    present = {one.key for one in given_people} - rules.absent
    assert sorted(plan.seats.values()) == sorted(present), "everybody once"
    assert len({place.key for place in plan.places}) == len(plan.places)
    assert len({(round(p.x, 3), round(p.y, 3)) for p in plan.places}) == len(plan.places), "no chair on another"
    assert set(plan.seats) <= set(plan.by_key)
    assert not set(plan.seats) & set(rules.reserved)
    for person, place in rules.pinned.items():
        assert person in rules.absent or plan.seats[place] == person
    near = neighbours(plan.places)
    for group in rules.together:
        assert connected([plan.seat_of[key] for key in group if key in present], near)
    for a, b in rules.apart:
        if {a, b} <= present:
            assert plan.seat_of[b] not in near[plan.seat_of[a]]


def in_protocol_order(plan, given_people, rules):
    order = {one.key: n for n, one in enumerate(protocol_order(given_people))}
    observers = {one.key for one in given_people if one.section is Section.OBSERVER}
    moved = exempt(rules) if not rules.apart else set(order)  # those who gave way exchanged with somebody
    for block in plan.blocks:
        sitting = [plan.seats[key] for key in block.places if key in plan.seats]
        plain = [key for key in sitting if key not in moved]
        assert plain == sorted(plain, key=lambda key: (key in observers and block.section is Section.MAIN, order[key]))


def best_first(plan):
    """Blocks without strips of their own name their chairs in the order of the whole row, whichever of them are taken."""
    room = Room.from_data(plan.shape)
    for block in plan.blocks:
        if block.section is Section.MAIN and not room.main_at_table and room.floor.arrange is not Arrange.ORDER:
            continue
        whole = room.order(block.section, plan.places)
        assert [key for key in block.places if key in whole] == [key for key in whole if key in block.places]


@given(meetings())
def test_everybody_has_one_seat_and_each_block_its_order(meeting):
    room, given_people = meeting
    plan = seated(room, given_people)
    if plan is not None:
        holds(plan, given_people, Rules())
        in_protocol_order(plan, given_people, Rules())
        assert lay_out(room, given_people) == plan, "the same again"
        assert Room.from_data(room.to_data()) == room


@given(st.data())
def test_rules_are_kept_or_refused(data):
    room, given_people = data.draw(meetings())
    plain = seated(room, given_people)
    if plain is None or not plain.places:
        return
    rules = data.draw(rules_for(given_people, plain))
    plan = seated(room, given_people, rules)
    if plan is not None:
        holds(plan, given_people, rules)
        in_protocol_order(plan, given_people, rules)
        best_first(plan)


def test_a_chair_kept_free_does_not_change_who_comes_first():
    room = Room(floor=Floor(rows=0, columns=5, arrange=Arrange.ORDER))
    given_people = people(3)
    places = lay_out(room, given_people).places
    for kept in places:
        plan = seated(room, given_people, Rules(reserved={kept.key: "工作人员"}))
        if plan is not None:
            in_protocol_order(plan, given_people, NO_RULES)


@pytest.mark.parametrize(
    ("kept", "walked"),
    [
        ("f1-1", "- p1 p0 p2 -"),
        ("f1-2", "p2 - p0 p1 -"),
        ("f1-3", "p2 p0 - p1 -"),
        ("f1-4", "p2 p1 p0 - -"),
        ("f1-5", "- p1 p0 p2 -"),
    ],
)
def test_a_chair_kept_free_is_passed_over_and_the_middle_stays_the_middle(kept, walked):
    plan = lay_out(Room(floor=Floor(1, 5)), people(3), Rules(reserved={kept: "工作人员"}))
    assert " ".join(plan.seats.get(place.key, "-") for place in plan.places) == walked


def test_a_pinned_chair_keeps_its_rank_beside_one_kept_free():
    rules = Rules(pinned={"p2": "f1-3"}, reserved={"f1-1": "工作人员"})
    plan = lay_out(Room(floor=Floor(1, 5)), people(3), rules)
    assert plan.blocks[0].places == ("f1-3", "f1-2", "f1-4", "f1-5")


def test_who_stays_away_does_not_part_those_who_sit_together():
    room, given_people = Room(floor=Floor(rows=0, columns=3, arrange=Arrange.ORDER)), people(5)
    rules = Rules(absent=frozenset({"p4"}), together=(("p1", "p2", "p4"),), apart=(("p0", "p3"),))
    plan = seated(room, given_people, rules)
    if plan is not None:
        holds(plan, given_people, rules)


@given(st.data())
def test_a_fresh_plan_keeps_what_was_moved_by_hand_where_it_can(data):
    room, given_people = data.draw(meetings())
    plan = seated(room, given_people)
    if plan is None or not given_people:
        return
    moved = data.draw(st.lists(st.sampled_from([one.key for one in given_people]), unique=True, max_size=4))
    gone = frozenset(data.draw(st.sets(st.sampled_from([one.key for one in given_people]), max_size=2)))
    again = reseat(room, given_people, Rules(absent=gone), plan, moved)
    holds(again, given_people, Rules(absent=gone))
    for person in set(moved) - gone:
        kept = again.seat_of[person] == plan.seat_of[person]
        assert kept or "未能保留" in again.notes[-1]


@pytest.mark.parametrize(
    ("room", "given_people", "words"),
    [
        (Room(floor=Floor(2, 5)), people(13), "可用座位10个，需要就座13人，还差3个"),
        (Room(rostrum=Rostrum((5, 4))), people(11, Section.ROSTRUM), "最多9座，上台11人，还差2个"),
        (Room(table=Table(long=3, ends=1)), people(10), "可坐8人，需要就座10人，还差2个"),
        (Room(table=Table(seated=Seated.FACING, long=3)), people(4, Section.GUEST), "客方一侧可坐3人，需要就座4人"),
        (Room(table=Table(seated=Seated.FACING)), people(1), "只有主客两方的座位"),
        (Room(floor=Floor()), people(1, Section.ROSTRUM), "没有主席台"),
        (Room(), people(1), "还没有座位"),
        (Room(floor=Floor(3, 0)), people(1), "1至100座"),
        (Room(floor=Floor(101, 9)), people(1), "最多100排"),
        (Room(floor=Floor(2, 5)), people(2) + people(1), "重复的人：人0、人0"),
        (Room(floor=Floor(100, 100)), people(1), "超过5000个"),
        (Room(floor=Floor(0, 1)), people(101), "仍坐不下101人"),
    ],
)
def test_what_cannot_be_is_refused_with_how_many_are_missing(room, given_people, words):
    with pytest.raises(Refused, match=words):
        lay_out(room, given_people)


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (Rules(pinned={"p0": "f9-9"}), "没有座位“f9-9”"),
        (Rules(pinned={"p0": "f1-1", "p1": "f1-1"}), "1排1座同时固定给了人0和人1"),
        (Rules(pinned={"p0": "f1-1"}, reserved={"f1-1": "记者"}), "已保留给记者，不能再固定给人0"),
        (Rules(together=(("p0", "p9"),)), "1人不在名单上"),
        (Rules(apart=(("p0", "p0"),)), "与自己分开"),
        (Rules(apart=(("p0", "p1"),), together=(("p0", "p1"),)), "既要求坐在一起，又要求分开"),
        (Rules(reserved={f"f1-{n}": "记者" for n in range(1, 6)}), "可用座位1个（另有5座保留），需要就座4人，还差3个"),
        (Rules(pinned={"p0": "f1-1", "p1": "f1-2"}, apart=(("p0", "p1"),)), "无法隔开"),
        (Rules(pinned={"p0": "f1-1", "p1": "f1-6"}, together=(("p0", "p1"),)), "找不到2个相连的座位给人0、人1"),
    ],
)
def test_rules_that_contradict_are_refused_by_name(rules, words):
    with pytest.raises(Refused, match=words):
        lay_out(Room(floor=Floor(1, 6)), people(4), rules)


def test_equals_are_said():
    equal = [Attendee("a", "张三", 3), Attendee("b", "李四", 3), Attendee("c", "王五", 5), Attendee("d", "赵六")]
    assert lay_out(Room(floor=Floor(1, 6)), equal).notes == ("会场同一排序：张三、李四，按名单先后。",)


def test_delegations_stand_in_whole_columns_where_there_is_room():
    crowd = people(8, unit="甲") + people(5, unit="乙", start=8) + people(3, unit="丙", start=13)
    room = Room(floor=Floor(4, 8, arrange=Arrange.VERTICAL, strips_from=Fill.LEFT, fill=Fill.LEFT))
    plan = lay_out(room, crowd)
    columns = {block.name: {plan.by_key[key].column for key in block.places} for block in plan.blocks}
    assert columns == {"甲": {1, 2, 3}, "乙": {4, 5}, "丙": {6}}, "three rows are deep enough"
    assert plan.notes == ()
    full = lay_out(Room(floor=Floor(2, 8, arrange=Arrange.VERTICAL, strips_from=Fill.LEFT)), crowd)
    assert len(full.seats) == 16
    assert "同一列" in full.notes[0]


def test_the_order_of_delegations_can_be_given_and_the_first_has_the_middle():
    crowd = people(4, unit="甲") + people(4, unit="乙", start=4) + people(4, unit="丙", start=8)
    plan = lay_out(Room(floor=Floor(2, 6, arrange=Arrange.VERTICAL)), crowd, Rules(units=("丙", "甲")))
    columns = {block.name: {plan.by_key[key].column for key in block.places} for block in plan.blocks}
    assert columns == {"丙": {3, 4}, "甲": {1, 2}, "乙": {5, 6}}


def test_delegations_in_rows_begin_each_a_new_row():
    crowd = people(3, unit="甲") + people(5, unit="乙", start=3)
    plan = lay_out(Room(floor=Floor(4, 4, arrange=Arrange.HORIZONTAL)), crowd)
    rows = {block.name: {plan.by_key[key].row for key in block.places} for block in plan.blocks}
    assert rows == {"甲": {1}, "乙": {2, 3}}


def test_a_floor_of_few_rows_takes_those_in_front():
    plan = lay_out(Room(floor=Floor(10, 4)), people(6))
    assert {plan.by_key[key].row for key in plan.seats} == {1, 2}


def test_a_rostrum_row_keeps_its_chairs_while_somebody_is_pinned_in_it():
    room, leaders = Room(rostrum=Rostrum()), people(9, Section.ROSTRUM)
    before = lay_out(room, leaders)
    rules = Rules(absent=frozenset({"p3"}))
    assert len(lay_out(room, leaders, rules, before).places) == 8, "closed up"
    kept = lay_out(room, leaders, Rules(rules.absent, {"p0": "r1-5"}), before)
    assert len(kept.places) == 9
    assert kept.seats["r1-5"] == "p0"


def test_nobody_at_all_is_a_plan_too():
    assert lay_out(Room(rostrum=Rostrum(), floor=Floor()), []).seats == {}
