"""The moves: functions from a flow and its circumstances to the flow afterwards, or Refused and nothing changed."""

from zhongshu.lib.flow.moves.administering import jump, reassign, terminate
from zhongshu.lib.flow.moves.handling import countersign, sign_for, start, submit, vote
from zhongshu.lib.flow.moves.passing import delegate, hand_on
from zhongshu.lib.flow.moves.phoning import approve_by_phone, countersign_later, refuse_later
from zhongshu.lib.flow.moves.returning import return_to, withdraw
from zhongshu.lib.flow.moves.signing import add_signer, remove_signer
from zhongshu.lib.flow.moves.telling import answer, ask, chase, circulate, mark_read
from zhongshu.lib.flow.moves.timing import fire_timer, next_timer

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
    "jump",
    "mark_read",
    "next_timer",
    "reassign",
    "refuse_later",
    "remove_signer",
    "return_to",
    "sign_for",
    "start",
    "submit",
    "terminate",
    "vote",
    "withdraw",
]
