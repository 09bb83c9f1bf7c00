"""Writes while a meeting takes place: checking in, speaking, groups, visits, bulletins, the record."""

from zhongshu.apps.meetings.actions.during.bulletins import (
    change_bulletin,
    draft_bulletin_paper,
    issue_bulletin,
    write_bulletin,
)
from zhongshu.apps.meetings.actions.during.checking_in import (
    check_in,
    close_check_in,
    keep_session,
    renew_code,
    undo_check_in,
)
from zhongshu.apps.meetings.actions.during.grouping import deal_groups, keep_group, move_members, save_group_record
from zhongshu.apps.meetings.actions.during.recording import confirm_record, open_record, save_record
from zhongshu.apps.meetings.actions.during.speaking import (
    begin_speech,
    end_speech,
    keep_speech,
    move_speech,
    withdraw_speech,
)
from zhongshu.apps.meetings.actions.during.visiting import (
    drop_stop,
    drop_vehicle,
    keep_stop,
    keep_vehicle,
    move_passengers,
    share_rides,
)

__all__ = [
    "begin_speech",
    "change_bulletin",
    "check_in",
    "close_check_in",
    "confirm_record",
    "deal_groups",
    "draft_bulletin_paper",
    "drop_stop",
    "drop_vehicle",
    "end_speech",
    "issue_bulletin",
    "keep_group",
    "keep_session",
    "keep_speech",
    "keep_stop",
    "keep_vehicle",
    "move_members",
    "move_passengers",
    "move_speech",
    "open_record",
    "renew_code",
    "save_group_record",
    "save_record",
    "share_rides",
    "undo_check_in",
    "withdraw_speech",
    "write_bulletin",
]
