"""Whose time is taken, where two things collide, and when several people are free. Pure: diaries are passed in."""

from zhongshu.lib.slots.collisions import Collision, Kind, collide, collisions
from zhongshu.lib.slots.diary import Diary, Occupied, Stock, Venue, peak
from zhongshu.lib.slots.proposing import OFFICE_HOURS, Answer, Hours, Proposal, Wish, propose

__all__ = [
    "OFFICE_HOURS",
    "Answer",
    "Collision",
    "Diary",
    "Hours",
    "Kind",
    "Occupied",
    "Proposal",
    "Stock",
    "Venue",
    "Wish",
    "collide",
    "collisions",
    "peak",
    "propose",
]
