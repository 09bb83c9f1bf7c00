"""What rules ask of the kind of a paper."""

from __future__ import annotations

from zhongshu.lib.document.kinds import KINDS, Family


def is_statutory(code: str) -> bool:
    """Whether the code is one of the kinds of the regulation, not of speeches or the office's own slips."""
    kind = KINDS.get(code)
    return kind is not None and kind.family is Family.STATUTORY
