"""Every change to bodies and people."""

from zhongshu.apps.org.actions.accounts import close_account, give_account, reopen_account, set_password
from zhongshu.apps.org.actions.bodies import add_issuer_code, add_organ, add_unit
from zhongshu.apps.org.actions.changes import (
    change_duties,
    change_person,
    dismiss_administrator,
    dissolve_organ,
    dissolve_unit,
    end_portfolio,
    rename_organ,
    rename_unit,
    retire_issuer_code,
)
from zhongshu.apps.org.actions.handover import hand_over
from zhongshu.apps.org.actions.people import (
    add_person,
    appoint_administrator,
    assign_post,
    end_post,
    set_clearance,
    set_portfolio,
)
from zhongshu.apps.org.actions.stand_ins import end_absence, report_absence, revoke_stand_in, set_stand_in

__all__ = [
    "add_issuer_code",
    "add_organ",
    "add_person",
    "add_unit",
    "appoint_administrator",
    "assign_post",
    "change_duties",
    "change_person",
    "close_account",
    "dismiss_administrator",
    "dissolve_organ",
    "dissolve_unit",
    "end_absence",
    "end_portfolio",
    "end_post",
    "give_account",
    "hand_over",
    "rename_organ",
    "rename_unit",
    "reopen_account",
    "report_absence",
    "retire_issuer_code",
    "revoke_stand_in",
    "set_clearance",
    "set_password",
    "set_portfolio",
    "set_stand_in",
]
