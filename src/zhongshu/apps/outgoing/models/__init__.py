"""Outgoing papers: the paper and its versions, the gate record, signatures, numbers, and the issue."""

from zhongshu.apps.outgoing.models.gate import BreachOverride, FindingDecision, GateSignature
from zhongshu.apps.outgoing.models.issue import Delivery, DeliveryEvent, Printing, Seal, SealUse
from zhongshu.apps.outgoing.models.lapse import Lapse
from zhongshu.apps.outgoing.models.number import Number, NumberSeries
from zhongshu.apps.outgoing.models.opinion import SecondOpinion
from zhongshu.apps.outgoing.models.paper import CoDrafter, Paper
from zhongshu.apps.outgoing.models.signing import Disagreement, SignOff
from zhongshu.apps.outgoing.models.version import Autosave, ImportedText, Version

__all__ = [
    "Autosave",
    "BreachOverride",
    "CoDrafter",
    "Delivery",
    "DeliveryEvent",
    "Disagreement",
    "FindingDecision",
    "GateSignature",
    "ImportedText",
    "Lapse",
    "Number",
    "NumberSeries",
    "Paper",
    "Printing",
    "Seal",
    "SealUse",
    "SecondOpinion",
    "SignOff",
    "Version",
]
