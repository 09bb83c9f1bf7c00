"""Rooms and equipment with their bookings, leaders' engagements, and the addresses at which calendars are read."""

from zhongshu.apps.coordination.models.booking import Booking, Equipment, Room
from zhongshu.apps.coordination.models.engagement import Engagement, Secretary
from zhongshu.apps.coordination.models.feed import Feed
from zhongshu.apps.coordination.models.hours import OfficeHours

__all__ = ["Booking", "Engagement", "Equipment", "Feed", "OfficeHours", "Room", "Secretary"]
