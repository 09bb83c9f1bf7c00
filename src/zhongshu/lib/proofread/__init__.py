"""The five gates: proofread a text or a document and say what is wrong, why and on what basis.

    >>> from zhongshu.lib.proofread import check
    >>> [finding.suggestion for finding in check("请于9月31日前报送，截止目前已报送10家")]  # doctest: +SKIP

Pure: no network, no clock, nothing written; the rules are read once from the package.
"""

from .base import Base, Entry, EntryKind
from .engine import check, corrected
from .finding import Finding, Gate, Level
from .gates import describe_gates
from .loader import builtin_rules, load, rule_card
from .memory import Memory
from .pack import Pack, read_pack
from .rule import Card, Rule, RuleError

__all__ = [
    "Base",
    "Card",
    "Entry",
    "EntryKind",
    "Finding",
    "Gate",
    "Level",
    "Memory",
    "Pack",
    "Rule",
    "RuleError",
    "builtin_rules",
    "check",
    "corrected",
    "describe_gates",
    "load",
    "read_pack",
    "rule_card",
]
