"""In which list of its holder's desk a work lies. 待办 not yet signed for · 在办 signed for · 已办 / 办结 done, the flow over or not."""

from datetime import datetime

from zhongshu.lib.flow.state import ACTED, Work
from zhongshu.lib.flow.vocabulary import FlowStatus, WorkKind, WorkStatus


def box_of(work: Work, flow: FlowStatus) -> str:
    """The value of `models.Work.Box` for a work of a flow in this state; "" when it lies in no list."""
    if work.kind is WorkKind.READ and work.active:
        return "to_read"
    if work.status is WorkStatus.OPEN:
        return "todo"
    if work.status is WorkStatus.IN_HAND or (work.status is WorkStatus.WAITING and work.signed_at):
        return "in_hand"
    if work.status in ACTED and work.status is not WorkStatus.BY_PHONE:
        return "completed" if flow in {FlowStatus.COMPLETED, FlowStatus.TERMINATED} else "done"
    return ""


def ordering_time(work: Work) -> datetime:
    """Lists of open works are in the order they came, lists of done ones in the order they were done."""
    return work.closed_at or work.received_at or work.opened_at
