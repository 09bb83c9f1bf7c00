"""Doors to calendars, rooms and equipment."""

from zhongshu.apps.coordination.queries.bookings import alternatives, bookings_of, free_rooms, stocks, venues
from zhongshu.apps.coordination.queries.calendar import Entry, calendar_of, engagements_of, visible_to
from zhongshu.apps.coordination.queries.diaries import Clash, busy, clashes, clashes_with
from zhongshu.apps.coordination.queries.sides import arranges_for, leaders_of, may_arrange

__all__ = [
    "Clash",
    "Entry",
    "alternatives",
    "arranges_for",
    "bookings_of",
    "busy",
    "calendar_of",
    "clashes",
    "clashes_with",
    "engagements_of",
    "free_rooms",
    "leaders_of",
    "may_arrange",
    "stocks",
    "venues",
    "visible_to",
]
