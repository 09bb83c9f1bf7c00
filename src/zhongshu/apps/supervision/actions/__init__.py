"""Every write of supervision, split by noun. Keyword-only, ``actor`` first; one act, one transaction."""

from zhongshu.apps.supervision.actions.checking import record_field_check
from zhongshu.apps.supervision.actions.closing import (
    answer_closing,
    close_matter,
    propose_closing,
    propose_withdrawal,
    reopen_matter,
)
from zhongshu.apps.supervision.actions.explaining import demand_explanation, give_explanation, review_explanation
from zhongshu.apps.supervision.actions.extending import ask_extension, decide_extension
from zhongshu.apps.supervision.actions.importing import map_ledger, upload_ledger
from zhongshu.apps.supervision.actions.opening import Duties, open_matter, reassign_matter, split_matter
from zhongshu.apps.supervision.actions.orders import make_order_known
from zhongshu.apps.supervision.actions.papers import draft_brief, draft_for_urging
from zhongshu.apps.supervision.actions.reporting import file_report, verify_report
from zhongshu.apps.supervision.actions.tables import set_ladder, set_rhythm, set_routing
from zhongshu.apps.supervision.actions.urging import climb, decide_rung

__all__ = [
    "Duties",
    "answer_closing",
    "ask_extension",
    "climb",
    "close_matter",
    "decide_extension",
    "decide_rung",
    "demand_explanation",
    "draft_brief",
    "draft_for_urging",
    "file_report",
    "give_explanation",
    "make_order_known",
    "map_ledger",
    "open_matter",
    "propose_closing",
    "propose_withdrawal",
    "reassign_matter",
    "record_field_check",
    "reopen_matter",
    "review_explanation",
    "set_ladder",
    "set_rhythm",
    "set_routing",
    "split_matter",
    "upload_ledger",
    "verify_report",
]
