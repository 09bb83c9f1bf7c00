"""What must hold before an incoming paper goes on. Actions and the receivers of the flow's moves ask the same."""

from datetime import date, datetime

from django.utils import timezone

from zhongshu.apps.flow.models import Work
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.policy.reminding import CLOSES
from zhongshu.apps.incoming.queries.papers import registers, work_of
from zhongshu.apps.org.models import Organ, Person, Unit
from zhongshu.apps.prepared import PreparedObjects
from zhongshu.lib.refusal import Refused


def registrar(actor: Person, organ: Organ) -> None:
    """Only the clerk and the confidential officer receive and register."""
    if not registers(actor, organ):
        raise Refused("来文由文书或机要员签收登记，没有改动任何内容。", remedy="请交本单位文书办理。")


_LOCKED = PreparedObjects(
    lambda pk: Paper.objects.select_for_update(of=("self",)).select_related("organ", "lead_unit").filter(pk=pk)
)


def locked(paper: Paper) -> Paper:
    """The paper's row, held until the act is over."""
    return _LOCKED.get(paper.pk)


def work_at(paper: Paper, actor: Person, element: str) -> Work:
    """The work by which the actor holds the paper at a step; Refused when it lies elsewhere."""
    work = work_of(paper, actor, element)
    if work is None:
        name = Paper.State(element).label
        raise Refused(
            f"本件现在是“{paper.get_state_display()}”，不在您手中的“{name}”环节，没有改动任何内容。",
            remedy="页面可能已过时，请刷新后再办。",
        )
    return work


def unit_in_being(unit: Unit | None) -> None:
    """A dissolved unit cannot be given anything."""
    if unit is not None and unit.dissolved_on is not None:
        raise Refused(
            f"{unit}已于{unit.dissolved_on:%Y年%-m月%-d日}撤销，不能承办。", remedy="请选择承接其职责的科室。"
        )


def due_ahead(day: date | None) -> datetime | None:
    """The moment a deadline ends (the close of the day); Refused when that has passed."""
    if day is None:
        return None
    moment = timezone.make_aware(datetime.combine(day, CLOSES))
    if moment <= timezone.now():
        raise Refused(
            f"办理时限{day:%Y年%-m月%-d日}已经过去，没有保存。",
            remedy="请改为今天以后的日期；来文要求的时限已过的，请写今天起能办到的最早日期。",
        )
    return moment


def answered(paper: Paper) -> None:
    """A paper that wants an answer is not finished before the answer is out, or is excused."""
    if not paper.needs_answer or paper.no_reply_reason:
        return
    if paper.reply is None:
        raise Refused("来文要求答复，还没有拟复文。", remedy="请先“拟复文”，或者写明不复文的理由。")
    if paper.reply.distributed_at is None:
        raise Refused(
            f"复文《{paper.reply.title}》还在“{paper.reply.get_state_display()}”，没有发出。",
            remedy="请等复文发出后再办结。",
        )
