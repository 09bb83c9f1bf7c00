"""Collisions and free slots, against looking at every minute."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhongshu.lib.slots import Diary, Kind, Occupied, Stock, Venue, Wish, collide, collisions, peak, propose
from zhongshu.lib.worktime import WorkCalendar

#: A machine with other things to do is slow without the search being so.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 3, 2)
CALENDAR = WorkCalendar()
PLACES = ["", "县政府", "青石镇"]


def at(hour: float, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time(), ZONE) + timedelta(hours=hour)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


quarter = st.integers(0, 40).map(lambda n: n * 15)
things = st.builds(
    lambda start, length, place, before, after, tentative, absence: Occupied(
        at(8) + minutes(start), at(8) + minutes(start + length), place="" if absence else place,
        before=minutes(0 if absence else before), after=minutes(0 if absence else after), tentative=tentative, absence=absence,
    ),
    quarter, st.integers(1, 12).map(lambda n: n * 15), st.sampled_from(PLACES), st.sampled_from([0, 15, 45]),
    st.sampled_from([0, 30, 60]), st.booleans(), st.booleans(),
)  # fmt: skip


def brute_collides(one: Occupied, other: Occupied) -> Kind | None:
    """Minute by minute: both at once, or on the way while the other is on or on its way."""
    if one.absence and other.absence:
        return None
    step, moment, latest = minutes(5), at(0), at(30)
    away = one.absence or other.absence
    same = not away and bool(one.place) and one.place == other.place
    travelled = False
    while moment < latest:
        on = [item.start <= moment < item.end for item in (one, other)]
        if all(on):
            return Kind.ABSENCE if away else Kind.OVERLAP
        moment += step
    if away or same:
        return None
    first, second = sorted((one, other), key=lambda item: item.start)
    moment = first.end
    needed = first.after + second.before
    while moment < second.start and needed > timedelta():
        moment += step
        needed -= step
    travelled = needed > timedelta()
    return Kind.TRAVEL if travelled else None


@calm
@given(things, things)
def test_two_things_collide_as_minutes_say(one, other):
    found = collide(one, other)
    assert (found.kind if found else None) == brute_collides(one, other)
    assert (found is None) == (collide(other, one) is None)


@calm
@given(st.lists(things, max_size=9))
def test_every_colliding_pair_is_found_once(items):
    found = [(item.first, item.second) for item in collisions(items)]
    wanted = [
        (one, other) for n, one in enumerate(items) for other in items[n + 1 :] if collide(one, other) is not None
    ]
    assert len(found) == len(wanted)
    assert all((one, other) in found or (other, one) in found for one, other in wanted)


@calm
@given(st.lists(st.tuples(quarter, st.integers(1, 8), st.integers(1, 3)), max_size=8), quarter, st.integers(1, 8))
def test_the_peak_is_the_most_at_any_minute(rows, start, length):
    taken = [(at(8) + minutes(s), at(8) + minutes(s + n * 15), quantity) for s, n, quantity in rows]
    since, until = at(8) + minutes(start), at(8) + minutes(start + length * 15)
    moments = [since + minutes(n * 15) for n in range(length)]
    brute = max(sum(q for s, e, q in taken if s <= moment < e) for moment in moments)
    assert peak(taken, since, until) == brute


venues = st.builds(
    lambda key, seats, spans: Venue(
        key, f"{key}号会议室", seats, tuple((at(8) + minutes(s), at(8) + minutes(s + n * 15)) for s, n in spans)
    ),
    st.integers(1, 9), st.sampled_from([10, 20, 60]), st.lists(st.tuples(quarter, st.integers(1, 12)), max_size=3),
)  # fmt: skip


@calm
@given(
    st.lists(st.lists(things, max_size=5), min_size=1, max_size=4), st.lists(venues, max_size=3, unique_by=lambda v: v.key),
    st.sampled_from([0, 8, 25]), st.sampled_from([30, 60, 90, 200]), st.booleans(),
)  # fmt: skip
def test_the_search_finds_what_trying_everything_finds(rows, rooms, seats, length, over_tentative):
    diaries = [Diary(f"领导{n}", tuple(items)) for n, items in enumerate(rows)]
    wish = Wish(
        minutes(length),
        MONDAY,
        MONDAY,
        ZONE,
        seats=seats,
        place="县政府",
        before=minutes(15),
        over_tentative=over_tentative,
    )
    answer = propose(wish, diaries, CALENDAR, venues=rooms, most=99)

    def possible(start: datetime) -> bool:
        end = start + wish.length
        meeting = Occupied(start, end, place="县政府", before=minutes(15))
        for diary in diaries:
            for item in diary.occupied:
                movable = over_tentative and item.tentative and not item.absence
                if not movable and brute_collides(meeting, item) is not None:
                    return False
        free = [room for room in rooms if room.seats >= seats and room.free(start, end)]
        return not seats or bool(free)

    for opens, closes in wish.hours:
        starts = []
        start = datetime.combine(MONDAY, opens, ZONE)
        while start + wish.length <= datetime.combine(MONDAY, closes, ZONE):
            starts.append(start)
            start += minutes(30)
        offered = [item for item in answer.proposals if item.start in starts]
        assert len(offered) == any(possible(start) for start in starts)
        for item in offered:
            assert possible(item.start)
            if item.venue:
                assert item.venue.free(item.start, item.end)
                assert item.venue.seats >= seats


def test_only_workdays_and_office_hours_are_offered_and_the_past_never():
    # Qingming 2026: Saturday 4 to Monday 6 April.
    wish = Wish(minutes(120), date(2026, 4, 3), date(2026, 4, 7), ZONE, not_before=at(12, date(2026, 4, 3)))
    days = [item.start.date() for item in propose(wish, [], CALENDAR).proposals]
    assert days == [date(2026, 4, 3), date(2026, 4, 7), date(2026, 4, 7)]
    assert all(
        time(8, 30) <= item.start.time() and item.end.time() <= time(17, 30)
        for item in propose(wish, [], CALENDAR).proposals
    )


def test_the_hours_of_a_season_hold_from_its_day():
    summer = ((time(8), time(12)), (time(15), time(18)))
    days = {"first": date(2026, 4, 28), "last": date(2026, 5, 8)}
    seasons = [(date(2026, 5, 6), summer)]
    wish = Wish(minutes(180), **days, zone=ZONE, seasons=seasons)
    starts = {item.start for item in propose(wish, [], CALENDAR, most=99).proposals}
    before = {start.time() for start in starts if start.date() < date(2026, 5, 6)}
    after = {start.time() for start in starts if start.date() >= date(2026, 5, 6)}
    assert (before, after) == ({time(8, 30), time(14, 30)}, {time(8), time(15)})


def test_it_says_why_and_what_stood_in_the_way():
    leader = Diary("罗文斌", (Occupied(at(8), at(18), "全县防汛会议"),))
    answer = propose(Wish(minutes(60), MONDAY, MONDAY, ZONE), [leader], CALENDAR)
    assert answer.proposals == ()
    assert answer.hindrances[0][0] == "罗文斌有安排（全县防汛会议）"
    spared = Diary(leader.name, leader.occupied, needed=False)
    proposal = propose(Wish(minutes(60), MONDAY, MONDAY, ZONE), [spared], CALENDAR).proposals[0]
    assert proposal.missing == ("罗文斌",)
    away = Diary("陈志远", (Occupied(at(8), at(12), absence=True),))
    morning, afternoon = propose(
        Wish(minutes(60), MONDAY, MONDAY, ZONE), [Diary("甲"), spared], CALENDAR, most=9
    ).proposals
    assert morning.start < afternoon.start
    only = propose(Wish(minutes(60), MONDAY, MONDAY, ZONE), [away], CALENDAR).proposals
    assert [item.start.hour for item in only] == [14]
    assert "要参加的人都有空" in only[0].reasons


def test_the_smallest_room_with_its_equipment_is_taken():
    rooms = [Venue(1, "大会议室", 200), Venue(2, "小会议室", 20), Venue(3, "视频会议室", 30, has=frozenset({"投影仪"}))]
    wish = Wish(minutes(60), MONDAY, MONDAY, ZONE, seats=12, equipment={"投影仪": 1})
    stock = Stock("投影仪", 1, ((at(8), at(12), 1),))
    morning, afternoon = sorted(
        propose(wish, [], CALENDAR, venues=rooms, stocks=[stock]).proposals, key=lambda p: p.start
    )
    assert (morning.venue.name, afternoon.venue.name) == ("视频会议室", "小会议室")
    none = propose(Wish(minutes(60), MONDAY, MONDAY, ZONE, seats=900), [], CALENDAR, venues=rooms)
    assert none.hindrances[0][0] == "没有坐得下900人的会议室"


def test_parts_of_one_meeting_do_not_collide():
    one = Occupied(at(9), at(10), group="meetings.meeting:3")
    assert collide(one, Occupied(at(9), at(11), group="meetings.meeting:3")) is None
    assert collide(one, Occupied(at(9), at(11), group="meetings.meeting:4")).kind is Kind.OVERLAP


def test_what_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="ends after"):
        Occupied(at(9), at(9))
