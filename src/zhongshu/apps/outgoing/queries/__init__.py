"""Doors to outgoing papers. ``visible_to`` is the only way to a paper, ``received_by`` the only way to a delivered copy."""

from zhongshu.apps.outgoing.queries.issue import received_by, seal_in_use, seal_register
from zhongshu.apps.outgoing.queries.numbers import ledger, series_of
from zhongshu.apps.outgoing.queries.papers import can_edit, visible_to, work_of

__all__ = [
    "can_edit",
    "ledger",
    "received_by",
    "seal_in_use",
    "seal_register",
    "series_of",
    "visible_to",
    "work_of",
]
