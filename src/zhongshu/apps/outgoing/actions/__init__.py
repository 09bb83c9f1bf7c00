"""Every write of outgoing papers, split by noun. Keyword-only, ``actor`` first; one act, one transaction."""

from zhongshu.apps.outgoing.actions.distribution import distribute, register_receipt, remind
from zhongshu.apps.outgoing.actions.drafting import (
    autosave,
    clean_copy,
    discard_autosave,
    restore_version,
    save_draft,
)
from zhongshu.apps.outgoing.actions.gates import (
    accept_finding,
    edit_finding,
    override_breach,
    override_finding,
    sign_gate,
)
from zhongshu.apps.outgoing.actions.importing import (
    confirm_import,
    import_file,
    import_text,
    keep_pieces,
    pieces_of,
)
from zhongshu.apps.outgoing.actions.lapses import register_lapse, void_lapse
from zhongshu.apps.outgoing.actions.live import decide_live
from zhongshu.apps.outgoing.actions.numbers import assign_number, reserve_number, void_number
from zhongshu.apps.outgoing.actions.opinions import ask_opinion
from zhongshu.apps.outgoing.actions.papers import create_paper, look_at, set_routing, share_draft, void_paper
from zhongshu.apps.outgoing.actions.printing import print_paper
from zhongshu.apps.outgoing.actions.receipts import acknowledge_receipt, open_delivery, return_receipt
from zhongshu.apps.outgoing.actions.revisions import take_clean_copy, take_revisions
from zhongshu.apps.outgoing.actions.sealing import affix_seal, deposit_seal, retire_seal
from zhongshu.apps.outgoing.actions.signing import (
    escalate_disagreement,
    pass_recheck,
    return_to_signatory,
    settle_disagreement,
    sign_off,
)

__all__ = [
    "accept_finding",
    "acknowledge_receipt",
    "affix_seal",
    "ask_opinion",
    "assign_number",
    "autosave",
    "clean_copy",
    "confirm_import",
    "create_paper",
    "decide_live",
    "deposit_seal",
    "discard_autosave",
    "distribute",
    "edit_finding",
    "escalate_disagreement",
    "import_file",
    "import_text",
    "keep_pieces",
    "look_at",
    "open_delivery",
    "override_breach",
    "override_finding",
    "pass_recheck",
    "pieces_of",
    "print_paper",
    "register_lapse",
    "register_receipt",
    "remind",
    "reserve_number",
    "restore_version",
    "retire_seal",
    "return_receipt",
    "return_to_signatory",
    "save_draft",
    "set_routing",
    "settle_disagreement",
    "share_draft",
    "sign_gate",
    "sign_off",
    "take_clean_copy",
    "take_revisions",
    "void_lapse",
    "void_number",
    "void_paper",
]
