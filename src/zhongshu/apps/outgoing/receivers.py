"""What outgoing papers do when their flow moves."""

from collections.abc import Mapping
from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from zhongshu.apps.access.policy import ceiling
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.flow import events as flow_events
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Flow, Log, PhoneApproval, Step, Work
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.events import holding_asked, holdings_moved
from zhongshu.apps.org.models import Duty, Person
from zhongshu.apps.org.policy import Holding
from zhongshu.apps.outgoing import events, guards
from zhongshu.apps.outgoing.actions import signing
from zhongshu.apps.outgoing.actions.indexing import index_delivery, index_paper
from zhongshu.apps.outgoing.actions.numbers import void_with_paper
from zhongshu.apps.outgoing.models import Delivery, Paper, Seal
from zhongshu.apps.outgoing.queries.papers import LABEL, current_version
from zhongshu.apps.prepared import PreparedObjects, Update
from zhongshu.apps.search.events import index_asked
from zhongshu.lib.flow.vocabulary import LIVE, Move, Verdict, WorkKind
from zhongshu.lib.refusal import Refused

FORWARD = frozenset({Move.SUBMIT, Move.APPROVE_BY_PHONE})
GUARDED = FORWARD | {Move.JUMP, Move.TERMINATE}

_ALTER = Update(Paper)
_PAPER = PreparedObjects(lambda pk: Paper.objects.select_related("organ", "issuer_code__issuer").filter(pk=pk))


def _paper(subject_type: str, subject_id: int) -> Paper | None:
    if subject_type != LABEL:
        return None
    return _PAPER.get(subject_id)


@receiver(flow_events.about_to_move)
def guard_moves(
    subject_type: str,
    subject_id: int,
    move: Move,
    work: Work | None,
    step: str,
    actor: Actor,
    data: Mapping[str, Any],
    preview: bool,
    **_: Any,
) -> None:
    """Refuse a move that would leave a step's condition unmet."""
    paper = _paper(subject_type, subject_id) if move in GUARDED else None
    if paper is None:
        return
    if move is Move.TERMINATE and paper.distributed_at is not None:
        raise Refused("本件已经分发，不能终止。", remedy="确需收回的，请在本件页面办理作废，系统会告知各接收单位。")
    if move is Move.JUMP and not preview:
        guards.refuse_leaving(paper, guards.steps_between(step, str(data.get("target", ""))))
    if move in FORWARD and work is not None and _closes_step(work):
        _guard_step(paper, move, work, step, actor)


def _closes_step(work: Work) -> bool:
    """Whether the paper leaves the step with this work: an added signer before the holder only hands it to the holder."""
    if work.kind == WorkKind.ADDED:
        waiting = Work.objects.filter(
            step_id=work.step_id, kind=WorkKind.HANDLE, state__in=[state.value for state in LIVE]
        )
        return not waiting.exists()
    return work.kind == WorkKind.HANDLE


def _guard_step(paper: Paper, move: Move, work: Work, step: str, actor: Actor) -> None:
    if step == "vet":
        guards.refuse_own_paper(paper, actor)
    left = guards.steps_between(step, _way(work)) if work.step.back_to else (step,)
    if move is Move.APPROVE_BY_PHONE and step == "sign_off":
        # The signature is what the telephone stands in for; all else must be as for a signature by hand.
        guards.agreed(paper)
        guards.gates_signed(paper)
        guards.refuse_wrong_signatory(paper, current_version(paper), work.on_behalf_of or work.holder)
        return
    if step == "sign_off":
        guards.signed_since(paper, work.step.opened_at)
    guards.refuse_leaving(paper, left)


def _way(work: Work) -> str:
    """Where a direct return leads: the step that waits for the paper."""
    waiting = Step.objects.filter(flow_id=work.flow_id, no=work.step.back_to or 0).first()
    return waiting.element if waiting else work.step.element


@receiver(flow_events.work_opened)
def refuse_uncleared(subject_type: str, subject_id: int, work: Work, **_: Any) -> None:
    """A paper comes before nobody who may not know of its level."""
    if subject_type != LABEL or work.holder.clearance >= ceiling():
        return
    if Paper.objects.get(pk=subject_id).secrecy > work.holder.clearance:
        raise Refused(
            f"{work.holder}的知悉等级低于本件密级，不能交其办理，没有改动任何内容。",
            remedy="请另选承办人，或请安全保密管理员核定知悉等级。",
        )


@receiver(flow_events.moved)
def follow_flow(
    flow: Flow,
    subject_type: str,
    subject_id: int,
    move: Move,
    work: Work | None,
    step: str,
    actor: Actor,
    log: Log,
    **_: Any,
) -> None:
    """Keep the state that lists show, and the records that belong to a move."""
    paper = _paper(subject_type, subject_id)
    if paper is None:
        return
    if move is Move.START:
        Paper.objects.filter(pk=paper.pk).update(flow_id=flow.pk)
    if move is Move.COUNTERSIGN and work is not None:
        _note_verdict(paper, work)
    if move is Move.APPROVE_BY_PHONE and step == "sign_off" and work is not None:
        _note_phone(paper, flow, work, actor)
    if move is Move.COUNTERSIGN_LATER:
        signing.settle_phone(paper=paper)
    if move is Move.REFUSE_LATER:
        signing.withdraw_phone(paper=paper)
    _follow(paper, flow, actor)


def _note_verdict(paper: Paper, work: Work) -> None:
    work.refresh_from_db()
    opinion = work.opinions.order_by("-no").first()
    signer = work.on_behalf_of or work.holder
    signing.note_countersign(
        paper=paper, person=signer, disagrees=work.verdict == Verdict.DISAGREE, text=opinion.text if opinion else ""
    )


def _note_phone(paper: Paper, flow: Flow, work: Work, actor: Actor) -> None:
    approval = PhoneApproval.objects.filter(flow=flow).order_by("-no").first()
    if approval is not None and isinstance(actor, Person):
        day = timezone.localtime(approval.called_at).date()
        signing.record_phone(actor=actor, paper=paper, leader=approval.leader, answer=approval.answer, on=day)


def _follow(paper: Paper, flow: Flow, actor: Actor) -> None:
    if paper.state == Paper.State.VOID:
        return
    here = flows.current_elements(flow)
    state = next((element for element in here if element in Paper.State.values), paper.state)
    if state == paper.state:
        return
    _ALTER.row(paper.pk, state=state, changed_at=timezone.now())
    paper.state = state
    if state == Paper.State.ARCHIVE:
        events.paper_finished.send(sender=Paper, paper=paper, actor=actor)


@receiver(flow_events.flow_completed)
def finish(subject_type: str, subject_id: int, **_: Any) -> None:
    """The last step is done."""
    if subject_type == LABEL:
        Paper.objects.filter(pk=subject_id).update(state=Paper.State.DONE)


@receiver(flow_events.flow_terminated)
def end_early(subject_type: str, subject_id: int, actor: Actor, reason: str, **_: Any) -> None:
    """The paper goes no further; its number, if it has one, is void and stays in the ledger."""
    paper = _paper(subject_type, subject_id)
    if paper is None:
        return
    void_with_paper(actor=actor, paper=paper, reason=f"公文终止办理：{reason}")
    if paper.state != Paper.State.VOID:
        Paper.objects.filter(pk=paper.pk).update(state=Paper.State.TERMINATED)


@receiver(holding_asked)
def seals_held(person: Person, **_: Any) -> list[Holding]:
    """Seals in the person's charge. (What lies on the person's desk is told by the flows.)"""
    seals = Seal.objects.filter(keeper=person, retired_at__isnull=True)
    return [Holding("保管的印章", seal.name, Seal._meta.label_lower, seal.pk) for seal in seals]


@receiver(holdings_moved)
def pass_seals_on(actor: Actor, leaver: Person, successor: Person, **_: Any) -> None:
    """The successor takes charge of the seals, if the post is one that may keep them; otherwise they stay and hold the handover."""
    if org.has_duty(successor, Duty.SEAL_KEEPER, leaver.organ):
        Seal.objects.filter(keeper=leaver, retired_at__isnull=True).update(keeper=successor)


@receiver(index_asked)
def index_all(**_: Any) -> None:
    """The index is rebuilt."""
    for paper in Paper.objects.select_related("organ").iterator(chunk_size=200):
        index_paper(paper=paper)
    sent = Delivery.objects.exclude(state=Delivery.State.RECALLED).exclude(organ=None, unit=None, person=None)
    for delivery in sent.select_related("printing", "paper__organ").iterator(chunk_size=200):
        index_delivery(delivery=delivery, url=reverse("outgoing:received_paper", args=[delivery.pk]))
