"""Every write of incoming papers, split by noun. Keyword-only, ``actor`` first; one act, one transaction."""

from zhongshu.apps.incoming.actions.answering import excuse_reply, link_reply, start_reply
from zhongshu.apps.incoming.actions.chasing import chase_paper
from zhongshu.apps.incoming.actions.checking import pass_check, send_back
from zhongshu.apps.incoming.actions.circulating import catch_up, circulate, skip_absent
from zhongshu.apps.incoming.actions.handling import assign, complete, propose, set_unit_field
from zhongshu.apps.incoming.actions.instructing import instruct, transcribe
from zhongshu.apps.incoming.actions.receiving import attach_file, keep_entry, look_at, receive, receive_delivery
from zhongshu.apps.incoming.actions.registering import correct, register

__all__ = [
    "assign",
    "attach_file",
    "catch_up",
    "chase_paper",
    "circulate",
    "complete",
    "correct",
    "excuse_reply",
    "instruct",
    "keep_entry",
    "link_reply",
    "look_at",
    "pass_check",
    "propose",
    "receive",
    "receive_delivery",
    "register",
    "send_back",
    "set_unit_field",
    "skip_absent",
    "start_reply",
    "transcribe",
]
