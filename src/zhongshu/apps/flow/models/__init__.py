"""Procedures and the flows that run along them."""

from zhongshu.apps.flow.models.calendar import CalendarDay
from zhongshu.apps.flow.models.flow import Flow, Step
from zhongshu.apps.flow.models.procedure import Procedure
from zhongshu.apps.flow.models.records import DeferredSignature, Log, Opinion, PhoneApproval
from zhongshu.apps.flow.models.work import Work

__all__ = [
    "CalendarDay",
    "DeferredSignature",
    "Flow",
    "Log",
    "Opinion",
    "PhoneApproval",
    "Procedure",
    "Step",
    "Work",
]
