"""Who sits where in a row, by the conventions as the papers give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhongshu.lib.seating import (
    Attendee,
    Floor,
    Numbering,
    Room,
    Rostrum,
    Seated,
    Section,
    Side,
    Table,
    TableForm,
    alternating,
    lay_out,
    protocol_order,
)


def from_the_hall(rostrum, count):
    """Numbers in protocol order as the hall reads the rows, the front row last."""
    plan = lay_out(
        Room(rostrum=rostrum), [Attendee(str(n), str(n), n, "", Section.ROSTRUM) for n in range(1, count + 1)]
    )
    rows = {}
    for place, person in plan.in_order():
        rows.setdefault(place.row, []).append(person)
    return [" ".join(rows[row]) for row in sorted(rows, reverse=True)]


@pytest.mark.parametrize(
    ("rostrum", "count", "shown"),
    [
        (Rostrum(), 7, ["7 5 3 1 2 4 6"]),
        (Rostrum(), 8, ["7 5 3 1 2 4 6 8"]),
        (Rostrum(even=Side.RIGHT), 8, ["8 6 4 2 1 3 5 7"]),
        (Rostrum(even=Side.RIGHT), 7, ["7 5 3 1 2 4 6"]),
        (Rostrum(odd=Side.RIGHT), 7, ["6 4 2 1 3 5 7"]),
        (Rostrum(), 1, ["1"]),
        (Rostrum(), 2, ["1 2"]),
        (Rostrum((5, 4)), 9, ["8 6 7 9", "5 3 1 2 4"]),
        (Rostrum((5, 9)), 8, ["8 6 7", "5 3 1 2 4"]),
    ],
)
def test_the_rostrum_as_the_hall_sees_it(rostrum, count, shown):
    assert from_the_hall(rostrum, count) == shown


@given(st.integers(0, 60), st.sampled_from(Side))
def test_a_row_is_filled_from_the_middle_outward(count, side):
    columns = alternating(count, side)
    assert sorted(columns) == list(range(count))
    distance = [abs(column - (count - 1) / 2) for column in columns]
    assert distance == sorted(distance)
    if count % 2:
        assert columns[0] == count // 2
    if count > 1:
        assert (columns[1] > columns[0]) == (side is Side.LEFT), "the sitter's left is the hall's right"


@given(st.lists(st.none() | st.integers(-3, 9), max_size=30))
def test_protocol_order_is_rank_and_then_the_list(ranks):
    people = [Attendee(str(n), "", rank) for n, rank in enumerate(ranks)]
    ordered = protocol_order(people)
    ranked = [one.rank for one in ordered if one.rank is not None]
    assert ranked == sorted(ranked)
    assert all(one.rank is None for one in ordered[len(ranked) :])
    for rank in set(ranks):
        numbers = [int(one.key) for one in ordered if one.rank == rank]
        assert numbers == sorted(numbers)


def members(count, section=Section.MAIN, letter="m"):
    return [Attendee(f"{letter}{n}", f"{letter}{n}", n, "", section) for n in range(1, count + 1)]


def sides(plan):
    """Row of the table → people from the left, or from the top."""
    rows = {}
    for place, person in plan.in_order():
        rows.setdefault(place.key[:2], []).append((place.column, person))
    return {row: " ".join(person for _, person in sorted(held)) for row, held in rows.items()}


def test_hosts_and_guests_face_each_other():
    people = members(5, Section.GUEST, "g") + members(4, Section.HOST, "h")
    plan = lay_out(Room(table=Table(seated=Seated.FACING)), people)
    assert sides(plan) == {"ta": "g5 g3 g1 g2 g4", "tb": "h4 h2 h1 h3"}
    seats = {person: place for place, person in plan.in_order()}
    assert seats["g1"].turn == 180
    assert seats["h1"].turn == 0
    assert seats["g1"].x == 0
    assert seats["g1"].y < seats["h1"].y, "guests look at the door"
    foreign = lay_out(Room(table=Table(seated=Seated.FACING, odd=Side.RIGHT, even=Side.RIGHT)), people)
    assert sides(foreign)["ta"] == "g4 g2 g1 g3 g5"


def test_the_narrow_end_at_the_door_puts_guests_at_the_right_of_who_comes_in():
    people = members(3, Section.GUEST, "g") + members(3, Section.HOST, "h")
    plan = lay_out(Room(table=Table(seated=Seated.FACING, along=True)), people)
    seats = {person: place for place, person in plan.in_order()}
    assert seats["g1"].x > 0 > seats["h1"].x
    assert (seats["g1"].turn, seats["h1"].turn) == (270, 90)


def test_the_head_in_the_middle_of_the_long_side_and_at_the_end():
    hollow = lay_out(Room(table=Table(TableForm.HOLLOW, Seated.MIDDLE, 5, 2)), members(14))
    assert sides(hollow) == {"ta": "m5 m3 m1 m2 m4", "tc": "m6 m8", "tb": "m11 m13 m14 m12 m10", "td": "m7 m9"}
    head = lay_out(Room(table=Table(TableForm.OVAL, Seated.HEAD, 3)), members(8))
    assert sides(head) == {"td": "m1", "ta": "m2 m4 m6", "tb": "m3 m5 m7", "tc": "m8"}


def test_who_sits_in_has_the_rows_behind():
    people = members(4) + members(3, Section.OBSERVER, "o")
    plan = lay_out(Room(table=Table(back=3)), people)
    assert {place.label for place, person in plan.in_order() if person[0] == "o"} == {
        "里侧后排1座",
        "里侧后排2座",
        "里侧后排3座",
    }
    on_floor = lay_out(Room(table=Table(long=2), floor=Floor(0, 2)), people)
    assert {place.label for place, person in on_floor.in_order() if person[0] == "o"} == {"1排1座", "1排2座", "2排2座"}


def test_seat_numbers_as_in_a_theatre():
    room = Room(floor=Floor(1, 7, numbering=Numbering.ODD_EVEN))
    assert [place.label for place in room.places()] == [f"1排{n}座" for n in (7, 5, 3, 1, 2, 4, 6)]
    assert [place.label for place in Room(floor=Floor(1, 4, numbering=Numbering.ODD_EVEN)).places()] == [
        f"1排{n}座" for n in (3, 1, 2, 4)
    ]
