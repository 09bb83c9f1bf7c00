"""What may be read of meetings, and by whom."""

from zhongshu.apps.meetings.queries.items import items_visible_to
from zhongshu.apps.meetings.queries.meetings import visible_to

__all__ = ["items_visible_to", "visible_to"]
