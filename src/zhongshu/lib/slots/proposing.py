"""When several people are free at once, with a room and equipment: a plain search over every possible start.

docs/adr/0021-free-slots.md has the measurement against a constraint solver.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from zhongshu.lib.slots.collisions import Kind, collide, way_between
from zhongshu.lib.slots.diary import NO_TIME, Diary, Occupied, Stock, Venue, overlap
from zhongshu.lib.worktime import WorkCalendar

Hours = Sequence[tuple[time, time]]
OFFICE_HOURS: Hours = ((time(8, 30), time(12, 0)), (time(14, 30), time(17, 30)))
#: Longest stretch of days searched.
MOST_DAYS = 92

#: What each flaw of a proposal weighs; the lower the sum, the better.
DAY_LATER, MISSING, MOVED, TIGHT, LATE_END, EMPTY_SEATS = 6, 100, 40, 5, 3, 4
BREATHER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for. ``seats`` is 0 where no room is wanted; ``equipment`` says how many of what.

    ``hours`` hold until the first of ``seasons``, which say from which day on which hours do instead. With ``over_tentative`` what is only tentatively arranged may be moved, at a price.
    """

    length: timedelta
    first: date
    last: date
    zone: tzinfo
    seats: int = 0
    equipment: Mapping[str, int] = field(default_factory=dict)
    place: str = ""
    before: timedelta = NO_TIME
    after: timedelta = NO_TIME
    hours: Hours = OFFICE_HOURS
    seasons: Sequence[tuple[date, Hours]] = ()
    step: timedelta = timedelta(minutes=30)
    not_before: datetime | None = None
    over_tentative: bool = False

    def hours_on(self, day: date) -> Hours:
        """The office hours of a day."""
        return max((season for season in self.seasons if season[0] <= day), default=(day, self.hours))[1]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A time, a room if one was wanted, what speaks for and against it."""

    start: datetime
    end: datetime
    venue: Venue | None
    cost: int
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The best few. Where there are none, ``hindrances`` says what stood in the way, the most frequent first."""

    proposals: tuple[Proposal, ...]
    hindrances: tuple[tuple[str, int], ...]
    searched: int


def propose(
    wish: Wish,
    diaries: Sequence[Diary],
    calendar: WorkCalendar,
    *,
    venues: Sequence[Venue] = (),
    stocks: Sequence[Stock] = (),
    most: int = 5,
) -> Answer:
    """The best few times, at most one a half-day so that there is a choice between days."""
    found: list[Proposal] = []
    hindrances: dict[str, int] = {}
    searched = 0
    rooms = sorted((venue for venue in venues if venue.seats >= wish.seats), key=lambda venue: (venue.seats, venue.key))
    for ordinal, day in enumerate(_workdays(wish, calendar)):
        if len(found) >= most and sorted(one.cost for one in found)[most - 1] < ordinal * DAY_LATER:
            break  # whatever comes now is worse than the best few there are
        near = [_near(diary, day, wish) for diary in diaries]
        for opens, closes in wish.hours_on(day):
            best: Proposal | None = None
            for start in _starts(wish, day, opens, closes):
                searched += 1
                found_here = _judge(wish, start, ordinal, near, rooms, stocks)
                if isinstance(found_here, str):
                    hindrances[found_here] = hindrances.get(found_here, 0) + 1
                elif best is None or found_here.cost < best.cost:
                    best = found_here
            if best is not None:
                found.append(best)
    found.sort(key=lambda item: (item.cost, item.start))
    ranked = sorted(hindrances.items(), key=lambda item: (-item[1], item[0]))
    return Answer(tuple(found[:most]), tuple(ranked), searched)


def _workdays(wish: Wish, calendar: WorkCalendar) -> list[date]:
    days = min((wish.last - wish.first).days, MOST_DAYS) + 1
    every = (wish.first + timedelta(days=ahead) for ahead in range(days))
    return [day for day in every if calendar.is_workday(day)]


def _starts(wish: Wish, day: date, opens: time, closes: time) -> list[datetime]:
    start = datetime.combine(day, opens, wish.zone)
    end = datetime.combine(day, closes, wish.zone)
    found = []
    while start + wish.length <= end:
        if wish.not_before is None or start >= wish.not_before:
            found.append(start)
        start += wish.step
    return found


@dataclass(frozen=True, slots=True)
class _Near:
    """A diary with only what can touch a day; each with the first and last moment at which it can be in the way."""

    name: str
    needed: bool
    items: tuple[tuple[datetime, datetime, Occupied], ...]


def _near(diary: Diary, day: date, wish: Wish) -> _Near:
    since = datetime.combine(day, time(), wish.zone)
    until = since + timedelta(days=1)
    reach = [
        (item.start - item.before - wish.after, item.end + item.after + wish.before, item) for item in diary.occupied
    ]
    items = (one for one in reach if overlap(one[0] - BREATHER, one[1] + BREATHER, since, until))
    return _Near(diary.name, diary.needed, tuple(items))


def _judge(
    wish: Wish, start: datetime, ordinal: int, diaries: Sequence[_Near], rooms: Sequence[Venue], stocks: Sequence[Stock]
) -> Proposal | str:
    """A proposal, or what stands in its way."""
    end = start + wish.length
    meeting = Occupied(start, end, place=wish.place, before=wish.before, after=wish.after)
    cost = ordinal * DAY_LATER
    missing: list[str] = []
    reasons: list[str] = []
    for diary in diaries:
        against = _against(meeting, diary, wish.over_tentative)
        if against is None:
            flaw, words = _closeness(meeting, diary)
            cost, reasons = cost + flaw, reasons + words
            continue
        hard, words_of_it = against
        if hard and diary.needed:
            return words_of_it
        cost += MISSING if hard else MOVED
        reasons.append(words_of_it)
        if hard:
            missing.append(diary.name)
    venue = None
    if wish.seats:
        chosen = _room(wish, start, end, rooms, stocks)
        if isinstance(chosen, str):
            return chosen
        venue = chosen
        spare = venue.seats - wish.seats
        cost += min(EMPTY_SEATS * spare // max(wish.seats, 1), 3 * EMPTY_SEATS)
        reasons.append(f"{venue.name}空闲，{venue.seats}座")
    elif short := _lacking(wish, start, end, frozenset(), stocks):
        return short
    if end.timetz().replace(tzinfo=None) > time(17):
        cost += LATE_END
    if not missing and not any("暂定" in words for words in reasons):
        reasons.insert(0, "要参加的人都有空")
    return Proposal(start, end, venue, cost, tuple(missing), tuple(reasons))


def _against(meeting: Occupied, diary: _Near, over_tentative: bool) -> tuple[bool, str] | None:
    """(cannot be moved, words) of the first thing in the way, what cannot be moved first; None where nothing is."""
    soft: tuple[bool, str] | None = None
    for first, last, item in diary.items:
        if first >= meeting.end or last <= meeting.start:
            continue
        collision = collide(meeting, item)
        if collision is None:
            continue
        if item.absence:
            return True, f"{diary.name}外出"
        if not (item.tentative and over_tentative):
            why = "前后路上时间不够" if collision.kind is Kind.TRAVEL else f"有安排（{item.what}）"
            return True, f"{diary.name}{why}"
        soft = False, f"{diary.name}有暂定安排（{item.what}），须先商量"
    return soft


def _closeness(meeting: Occupied, diary: _Near) -> tuple[int, list[str]]:
    """What it costs that a person comes straight from one thing or goes straight to another."""
    cost, words = 0, []
    for first, last, item in diary.items:
        if item.absence or first >= meeting.end + BREATHER or last + BREATHER <= meeting.start:
            continue
        if item.end <= meeting.start:
            gap = meeting.start - item.end - way_between(item, meeting)
            said = f"{diary.name}的上一项{item.end:%H:%M}才结束"
        else:
            gap = item.start - meeting.end - way_between(meeting, item)
            said = f"{diary.name}的下一项{item.start:%H:%M}就开始"
        if gap < BREATHER:
            cost += TIGHT
            words.append(said)
    return cost, words


def _room(wish: Wish, start: datetime, end: datetime, rooms: Sequence[Venue], stocks: Sequence[Stock]) -> Venue | str:
    """The smallest room that will do, or why none does."""
    if not rooms:
        return f"没有坐得下{wish.seats}人的会议室"
    lacking = ""
    for room in rooms:
        if not room.free(start, end):
            continue
        short = _lacking(wish, start, end, room.has, stocks)
        if not short:
            return room
        lacking = lacking or short
    return lacking or "坐得下的会议室都已订出"


def _lacking(wish: Wish, start: datetime, end: datetime, built_in: frozenset[str], stocks: Sequence[Stock]) -> str:
    """What equipment is short, in words; empty where all is there."""
    left = {stock.name: stock.left(start, end) for stock in stocks}
    for name, quantity in wish.equipment.items():
        wanted = quantity - (name in built_in)
        if wanted > left.get(name, 0):
            return f"{name}不够"
    return ""
