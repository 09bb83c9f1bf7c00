"""先电话请示后补签: a leader away agrees by telephone, the paper goes on, the signature is owed."""

from collections.abc import Mapping

from zhongshu.lib.flow.conditions import Value
from zhongshu.lib.flow.moves.beginning import begin, set_variables, worded
from zhongshu.lib.flow.moves.handling import Holders, choose, go_on
from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import FlowState, Phone, PhoneCall
from zhongshu.lib.flow.vocabulary import (
    FlowStatus,
    Move,
    OpinionKind,
    PhoneStatus,
    Verdict,
    WorkKind,
    WorkStatus,
)
from zhongshu.lib.refusal import Refused

BASIS = "先电话请示后补签的规定"


def approve_by_phone(
    state: FlowState,
    scene: Scene,
    *,
    actor: int,
    work: int,
    call: PhoneCall,
    holders: Holders | None = None,
    variables: Mapping[str, Value] | None = None,
    original: str = "",
) -> FlowState:
    """The officer records the call; the paper goes on marked 电话同意·待补签 and the leader owes a signature.

    ``original``: the leader has signed a paper original, this one; then nothing is owed, and the leader is told.
    """
    turn, item = begin(state, scene, Move.APPROVE_BY_PHONE, actor, work)
    question, reply = worded(call.question, "请示的问题"), worded(call.answer, "领导答复的原话")
    if call.at > scene.now:
        raise Refused("通话时间晚于现在。", remedy="请核对通话时间。", basis=BASIS)
    set_variables(turn, variables or {})
    if holders:
        choose(turn, item, holders)
    leader = item.principal
    due = scene.deadline(scene.now, scene.phone_limit)
    step = turn.steps[item.step]
    debt = turn.open_work(step, WorkKind.DEFERRED, leader, lane=item.lane, due_at=due)
    kept = PhoneCall(call.at, question, reply, worded(call.witness, "在场人", needed=False))
    phone = Phone(turn.number(), step.no, item.no, debt.no, leader, actor, kept, scene.now, due)
    turn.keep_phone(phone)
    turn.opine(item, OpinionKind.PHONE, reply, Verdict.AGREE, person=leader)
    turn.close_work(item.no, WorkStatus.BY_PHONE, verdict=Verdict.AGREE)
    if original:
        turn.opine(debt, OpinionKind.DEFERRED, worded(original, "原件"), Verdict.AGREE, person=leader)
        turn.close_work(debt.no, WorkStatus.DONE, signed_at=scene.now, verdict=Verdict.AGREE)
        turn.settle_phone(phone.no, PhoneStatus.SIGNED)
    go_on(turn, item)
    how = "已在纸质原件上签批" if original else "电话同意·待补签"
    return turn.finish(
        Move.APPROVE_BY_PHONE, work=item, note=f"{scene.roster.name(leader)}{how}", told=(leader, item.holder)
    )


def countersign_later(state: FlowState, scene: Scene, *, actor: int, work: int, text: str = "") -> FlowState:
    """补签: the leader signs for what was agreed by telephone. After an earlier refusal it lets the paper go on again."""
    turn, item = begin(state, scene, Move.COUNTERSIGN_LATER, actor, work)
    phone = _phone_of(state, item.no)
    turn.opine(item, OpinionKind.DEFERRED, worded(text, "补签意见", needed=False), Verdict.AGREE)
    turn.close_work(item.no, WorkStatus.DONE, signed_at=scene.now, verdict=Verdict.AGREE)
    turn.settle_phone(phone.no, PhoneStatus.SIGNED)
    if not any(other.status is PhoneStatus.REFUSED for other in turn.phones.values()):
        turn.status = FlowStatus.RUNNING
    return turn.finish(Move.COUNTERSIGN_LATER, work=item, told=(phone.officer,))


def refuse_later(state: FlowState, scene: Scene, *, actor: int, work: int, text: str) -> FlowState:
    """不予补签: the paper stops where it is, and everybody who acted on it is told."""
    turn, item = begin(state, scene, Move.REFUSE_LATER, actor, work)
    phone = _phone_of(state, item.no)
    text = worded(text, "不予补签的理由")
    turn.opine(item, OpinionKind.REFUSAL, text, Verdict.DISAGREE)
    turn.close_work(item.no, WorkStatus.REFUSED, verdict=Verdict.DISAGREE)
    turn.settle_phone(phone.no, PhoneStatus.REFUSED)
    turn.status = FlowStatus.STOPPED
    holding = (other.holder for other in state.works if other.live)
    return turn.finish(
        Move.REFUSE_LATER,
        work=item,
        note=f"{scene.roster.name(actor)}不予补签，公文停在原处：{text}",
        told=(*state.acted(), phone.officer, *holding),
    )


def _phone_of(state: FlowState, debt: int) -> Phone:
    return next(phone for phone in state.phones if phone.debt == debt)
