"""Rooms, people and rules as hypothesis draws them."""

from hypothesis import strategies as st

from zhongshu.lib.seating import (
    Arrange,
    Attendee,
    Fill,
    Floor,
    Numbering,
    Plan,
    Room,
    Rostrum,
    Rules,
    Seated,
    Section,
    Side,
    Table,
    TableForm,
)

sides = st.sampled_from(Side)


@st.composite
def halls(draw):
    rows, columns = draw(st.integers(0, 9)), draw(st.integers(1, 12))
    blocked = st.tuples(st.integers(1, 9), st.integers(1, 12))
    return Room(
        rostrum=Rostrum(tuple(draw(st.lists(st.integers(1, 7), max_size=3))), draw(sides), draw(sides)),
        floor=Floor(
            rows,
            columns,
            aisles=tuple(draw(st.sets(st.integers(1, 11), max_size=2))),
            cross_aisles=tuple(draw(st.sets(st.integers(1, 8), max_size=1))),
            blocked=tuple(draw(st.sets(blocked, max_size=6))),
            arrange=draw(st.sampled_from(Arrange)),
            fill=draw(st.sampled_from(Fill)),
            strips_from=draw(st.sampled_from(Fill)),
            numbering=draw(st.sampled_from(Numbering)),
            second=draw(sides),
        ),
    )


@st.composite
def tables(draw):
    return Room(
        table=Table(
            draw(st.sampled_from(TableForm)),
            draw(st.sampled_from(Seated)),
            draw(st.sampled_from([0, 0, 4, 9, 20])),
            draw(st.integers(0, 3)),
            draw(st.integers(0, 8)),
            draw(st.booleans()),
            draw(sides),
            draw(sides),
        ),
        floor=draw(st.sampled_from([None, None, Floor(0, 6)])),
    )


@st.composite
def people_for(draw, room, most=40):
    if room.table is None:
        sections = [Section.ROSTRUM, *[Section.MAIN] * 4, Section.OBSERVER]
    elif room.main_at_table:
        sections = [Section.MAIN, Section.MAIN, Section.OBSERVER]
    else:
        sections = [Section.HOST, Section.GUEST, Section.OBSERVER]
    one = st.tuples(st.none() | st.integers(1, 9), st.sampled_from("甲乙丙丁"), st.sampled_from(sections))
    drawn = draw(st.lists(one, max_size=most))
    return [Attendee(f"p{n}", f"人{n}", rank, unit, section) for n, (rank, unit, section) in enumerate(drawn)]


@st.composite
def meetings(draw):
    room = draw(halls() | tables())
    return room, draw(people_for(room))


@st.composite
def rules_for(draw, people, plan: Plan):
    """Rules that a plan without any may be pressed into: pins and chairs kept free, whether taken or not, and so on."""
    keys = [one.key for one in people]
    if not keys:
        return Rules()
    some = st.sampled_from(keys)
    pinned, used = {}, set()
    for person in draw(st.sets(some, max_size=3)):
        place = draw(st.sampled_from(plan.places)).key
        if place not in used:
            pinned[person] = place
            used.add(place)
    free = [place.key for place in plan.places if place.key not in used]
    reserved = dict.fromkeys(draw(st.sets(st.sampled_from(free), max_size=2)), "工作人员") if free else {}
    pairs = [(a, b) for a, b in draw(st.lists(st.tuples(some, some), max_size=2)) if a != b]
    group = tuple(draw(st.sets(some, max_size=3)))
    together = (group,) if len(group) > 1 and not any({a, b} <= set(group) for a, b in pairs) else ()
    return Rules(frozenset(draw(st.sets(some, max_size=3))), pinned, reserved, together, tuple(pairs))
