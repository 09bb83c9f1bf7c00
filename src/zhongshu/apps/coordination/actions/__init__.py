"""Every write of coordination, split by noun. Keyword-only, ``actor`` first; one act, one transaction."""

from zhongshu.apps.coordination.actions.booking import (
    Wanted,
    book,
    book_together,
    release,
    release_all,
    replace_bookings,
)
from zhongshu.apps.coordination.actions.engaging import change_engagement, disengage, engage
from zhongshu.apps.coordination.actions.feeds import note_read, open_feed, revoke_feed
from zhongshu.apps.coordination.actions.following import Arrangement, Changes, replace_engagements
from zhongshu.apps.coordination.actions.holding import hold
from zhongshu.apps.coordination.actions.setting_up import (
    drop_hours,
    keep_equipment,
    keep_hours,
    keep_room,
    set_secretaries,
)

__all__ = [
    "Arrangement",
    "Changes",
    "Wanted",
    "book",
    "book_together",
    "change_engagement",
    "disengage",
    "drop_hours",
    "engage",
    "hold",
    "keep_equipment",
    "keep_hours",
    "keep_room",
    "note_read",
    "open_feed",
    "release",
    "release_all",
    "replace_bookings",
    "replace_engagements",
    "revoke_feed",
    "set_secretaries",
]
