"""What incoming papers do when their flow moves, when work is handed over, and when the index is rebuilt."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.flow import events as flow_events
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Flow, PhoneApproval, Work
from zhongshu.apps.incoming import events, guards
from zhongshu.apps.incoming.actions import instructing
from zhongshu.apps.incoming.actions.circulating import note_read
from zhongshu.apps.incoming.actions.indexing import index_paper
from zhongshu.apps.incoming.models import Instruction, Paper, Stop
from zhongshu.apps.incoming.queries.instructions import leaders_of
from zhongshu.apps.incoming.queries.papers import LABEL, registers, visible_to
from zhongshu.apps.org.events import holding_asked, holdings_moved
from zhongshu.apps.org.models import Person
from zhongshu.apps.org.policy import Holding
from zhongshu.apps.outgoing.events import copy_tasks_asked
from zhongshu.apps.outgoing.events import tasks_asked as outgoing_tasks_asked
from zhongshu.apps.outgoing.models import Delivery
from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
from zhongshu.apps.prepared import PreparedObjects, Update
from zhongshu.apps.search.events import index_asked
from zhongshu.lib.flow.vocabulary import Move, WorkKind
from zhongshu.lib.refusal import Refused

#: Steps that are finished by their own act, and what to do instead of the flow's plain 提交.
_BY_ACT = {"check": "初审", "propose": "拟办", "instruct": "批示", "assign": "分办", "complete": "办结"}
_WAITING = (Stop.State.WAITING, Stop.State.SKIPPED, Stop.State.READING)

_ALTER = Update(Paper)
_PAPER = PreparedObjects(lambda pk: Paper.objects.select_related("organ", "reply").filter(pk=pk))


def _paper(subject_type: str, subject_id: int) -> Paper | None:
    if subject_type != LABEL:
        return None
    return _PAPER.get(subject_id)


@receiver(flow_events.about_to_move)
def guard_moves(
    subject_type: str, subject_id: int, move: Move, work: Work | None, step: str, data: Mapping[str, Any],
    preview: bool, **_: Any,
) -> None:  # fmt: skip
    """No step is left without what belongs to it, whatever button was pressed."""
    if move is not Move.SUBMIT or work is None or work.kind != WorkKind.HANDLE:
        return
    paper = _paper(subject_type, subject_id)
    if paper is None:
        return
    if step in _BY_ACT and not preview and not _acted(paper, step, work.step.opened_at):
        raise Refused(f"“{_BY_ACT[step]}”的内容还没有填写，没有提交。", remedy=f"请在本件页面用“{_BY_ACT[step]}”办理。")
    if step == "handle" and not preview and not str(data.get("text", "")).strip():
        raise Refused(
            "请写明办理结果，没有提交。", remedy="写清办了什么、结果如何；还没有办完的，可以转办或者请求加签。"
        )
    if step == "complete":
        guards.answered(paper)


def _acted(paper: Paper, step: str, since: datetime) -> bool:
    """Whether the step's own act was done since the paper came there."""
    if step == "check":
        return paper.checks.filter(passed=True, at__gte=since).exists()
    if step == "propose":
        return paper.proposals.filter(at__gte=since).exists()
    if step == "instruct":
        return paper.instructions.filter(at__gte=since).exists()
    if step == "assign":
        return True
    return bool(paper.result)


@receiver(flow_events.moved)
def follow_flow(
    flow: Flow, subject_type: str, subject_id: int, move: Move, work: Work | None, step: str, actor: Actor, **_: Any
) -> None:
    """Keep the state that lists show, and the records that belong to a move."""
    paper = _paper(subject_type, subject_id)
    if paper is None:
        return
    if move is Move.START:
        Paper.objects.filter(pk=paper.pk).update(flow_id=flow.pk)
    if move is Move.MARK_READ and work is not None:
        note_read(actor=actor, work=work)
    if work is not None:
        _keep_words(paper, flow, move, work, step, actor)
    _follow(paper, flow, actor)


def _keep_words(paper: Paper, flow: Flow, move: Move, work: Work, step: str, actor: Actor) -> None:
    """A leader's words are an instruction wherever they were written: as an added signer, while reading, on the telephone."""
    if move is Move.APPROVE_BY_PHONE and step == "instruct":
        _phone(paper, flow, work, actor)
    elif move is Move.SUBMIT and step == "handle" and work.kind == WorkKind.HANDLE:
        opinion = work.opinions.order_by("-no").first()
        Paper.objects.filter(pk=paper.pk).update(result=(opinion.text if opinion else "")[:500])
    elif (move is Move.SUBMIT and work.kind == WorkKind.ADDED) or move is Move.MARK_READ:
        opinion = work.opinions.order_by("-no").first()
        leader = work.on_behalf_of or work.holder
        if opinion and opinion.text and leaders_of(paper).filter(pk=leader.pk).exists():
            instructing.write(actor=actor, paper=paper, leader=leader, text=opinion.text, form=Instruction.Form.WRITTEN)


def _phone(paper: Paper, flow: Flow, work: Work, actor: Actor) -> None:
    if paper.instructions.filter(at__gte=work.step.opened_at, form=Instruction.Form.TRANSCRIBED).exists():
        return
    call = PhoneApproval.objects.filter(flow=flow).select_related("leader", "officer").order_by("-no").first()
    if call is not None:
        instructing.write(
            actor=actor, paper=paper, leader=call.leader, text=call.answer, form=Instruction.Form.PHONE,
            given_on=timezone.localdate(call.called_at), transcribed_by=call.officer,
            source=f"电话，{timezone.localtime(call.called_at):%-m月%-d日 %H:%M}",
        )  # fmt: skip


def _follow(paper: Paper, flow: Flow, actor: Actor) -> None:
    here = flows.current_elements(flow)
    known = [element for element in here if element in Paper.State.values]
    state = known[0] if known else ("handle" if "support" in here else paper.state)
    if state == paper.state:
        return
    _ALTER.row(paper.pk, state=state, changed_at=timezone.now())
    if state not in {Paper.State.ARCHIVE, Paper.State.DONE} and paper.completed_at:
        Paper.objects.filter(pk=paper.pk).update(completed_at=None)
    if state == Paper.State.ARCHIVE:
        events.paper_finished.send(sender=Paper, paper=paper, actor=actor)


@receiver(flow_events.flow_completed)
def finish(subject_type: str, subject_id: int, **_: Any) -> None:
    """The last step is done."""
    if subject_type == LABEL:
        Paper.objects.filter(pk=subject_id).update(state=Paper.State.DONE)
        Paper.objects.filter(pk=subject_id, completed_at__isnull=True).update(completed_at=timezone.now())


@receiver(flow_events.flow_terminated)
def end_early(subject_type: str, subject_id: int, **_: Any) -> None:
    """Sent back, or ended by its starter; nobody is waited for any more."""
    paper = _paper(subject_type, subject_id)
    if paper is None:
        return
    state = Paper.State.RETURNED if hasattr(paper, "send_back") else Paper.State.TERMINATED
    Paper.objects.filter(pk=paper.pk).update(state=state, completed_at=timezone.now())
    Stop.objects.filter(circulation__paper=paper, state__in=_WAITING).update(state=Stop.State.DROPPED)


@receiver(holding_asked)
def what_is_held(person: Person, **_: Any) -> list[Holding]:
    """Papers received and not yet registered, and places in rounds of reading. (Works are told by the flows.)"""
    papers = Paper.objects.filter(received_by=person, state=Paper.State.RECEIVED)
    stops = Stop.objects.filter(person=person, state__in=(Stop.State.WAITING, Stop.State.SKIPPED))
    held = [Holding("待登记来文", paper.title, LABEL, paper.pk) for paper in papers]
    for stop in stops.select_related("circulation__paper"):
        paper = stop.circulation.paper
        held.append(Holding("待传阅", paper.title, LABEL, paper.pk))
    return held


@receiver(holdings_moved)
def pass_on(leaver: Person, successor: Person, **_: Any) -> None:
    """The successor registers what was received and takes the places in rounds of reading."""
    Paper.objects.filter(received_by=leaver, state=Paper.State.RECEIVED).update(received_by=successor)
    stops = Stop.objects.filter(person=leaver, state__in=_WAITING)
    there = Stop.objects.filter(person=successor, circulation__in=stops.values("circulation"))
    taken = set(there.values_list("circulation", flat=True))
    stops.filter(circulation__in=taken).update(state=Stop.State.DROPPED, note="已由接手人传阅")
    Stop.objects.filter(person=leaver, state__in=_WAITING).update(person=successor)


@receiver(outgoing_tasks_asked)
def show_what_is_answered(
    sender: type[Model], paper: OutgoingPaper, person: Person, **_: Any
) -> tuple[str, str] | None:
    """An outgoing paper that answers one leads back to it."""
    found = visible_to(person).filter(reply=paper).first()
    return (f"查看来文 {found.register_text}", found.get_absolute_url()) if found else None


@receiver(copy_tasks_asked)
def offer_receiving(sender: type[Model], delivery: Delivery, person: Person, **_: Any) -> tuple[str, str] | None:
    """A copy delivered to the organ becomes an incoming paper in one click of its clerk."""
    if delivery.organ is None or delivery.state == Delivery.State.RETURNED or not registers(person, delivery.organ):
        return None
    if Paper.objects.filter(delivery=delivery).exists():
        return None
    return "签收并收文登记", reverse("incoming:from_delivery", args=[delivery.pk])


@receiver(index_asked)
def index_all(**_: Any) -> None:
    """The index is rebuilt."""
    for paper in Paper.objects.exclude(state=Paper.State.RECEIVED).select_related("organ").iterator(chunk_size=200):
        index_paper(paper=paper)
