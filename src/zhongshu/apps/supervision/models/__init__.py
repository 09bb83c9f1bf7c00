"""督查: what was ordered, who answers for it, how it stands, and how it was closed. One noun per file."""

from zhongshu.apps.supervision.models.closing import Closing, Reopening
from zhongshu.apps.supervision.models.evidence import Evidence
from zhongshu.apps.supervision.models.explanation import UnitExplanation
from zhongshu.apps.supervision.models.extension import Extension
from zhongshu.apps.supervision.models.field_check import FieldCheck
from zhongshu.apps.supervision.models.ledger_import import LedgerImport, RejectedRow
from zhongshu.apps.supervision.models.matter import MatterSeries, SupervisedMatter, SupportingUnit
from zhongshu.apps.supervision.models.report import ProgressReport, Verification
from zhongshu.apps.supervision.models.source import Source
from zhongshu.apps.supervision.models.table import LadderTable, RhythmTable, RoutingTable
from zhongshu.apps.supervision.models.urging import Urging

__all__ = [
    "Closing",
    "Evidence",
    "Extension",
    "FieldCheck",
    "LadderTable",
    "LedgerImport",
    "MatterSeries",
    "ProgressReport",
    "RejectedRow",
    "Reopening",
    "RhythmTable",
    "RoutingTable",
    "Source",
    "SupervisedMatter",
    "SupportingUnit",
    "UnitExplanation",
    "Urging",
    "Verification",
]
