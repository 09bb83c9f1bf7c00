"""Every write of the flow app: the moves of a flow, procedures, the calendar."""

from zhongshu.apps.flow.actions.administering import (
    fire_timer,
    jump,
    put_off_timer,
    reassign,
    remind,
    retime,
    retitle,
    terminate,
)
from zhongshu.apps.flow.actions.handling import (
    add_signer,
    countersign,
    delegate,
    hand_on,
    remove_signer,
    return_to,
    sign_for,
    start,
    submit,
    vote,
    withdraw,
)
from zhongshu.apps.flow.actions.phoning import approve_by_phone, countersign_later, refuse_later
from zhongshu.apps.flow.actions.procedures import install_procedures, put_in_use, set_calendar_day
from zhongshu.apps.flow.actions.telling import answer, ask, chase, circulate, mark_read

__all__ = [
    "add_signer",
    "answer",
    "approve_by_phone",
    "ask",
    "chase",
    "circulate",
    "countersign",
    "countersign_later",
    "delegate",
    "fire_timer",
    "hand_on",
    "install_procedures",
    "jump",
    "mark_read",
    "put_in_use",
    "put_off_timer",
    "reassign",
    "refuse_later",
    "remind",
    "remove_signer",
    "retime",
    "retitle",
    "return_to",
    "set_calendar_day",
    "sign_for",
    "start",
    "submit",
    "terminate",
    "vote",
    "withdraw",
]
