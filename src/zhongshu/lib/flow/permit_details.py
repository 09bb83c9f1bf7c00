"""What a permitted move must fulfil beyond the table: the procedure's own say, and what has happened since."""

from collections.abc import Callable, Mapping

from zhongshu.lib.flow.lanes import return_targets
from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import FlowState, Work, within
from zhongshu.lib.flow.vocabulary import Move, StepStatus, WorkKind, WorkStatus
from zhongshu.lib.refusal import Refused

Detail = Callable[[FlowState, Scene, Move, int, Work], None]


def allowed_by_procedure(state: FlowState, scene: Scene, move: Move, actor: int, work: Work) -> None:
    task = scene.procedure.tasks[state.step(work.step).element]
    if work.kind is not WorkKind.DEFERRED and task.moves is not None and move not in task.moves:
        raise Refused(f"按本流程规定，“{task.name}”环节不能{move.label}。")


def phone_not_excluded(state: FlowState, scene: Scene, move: Move, actor: int, work: Work) -> None:
    task = scene.procedure.tasks[state.step(work.step).element]
    if task.exclude_phone:
        raise Refused(f"“{task.name}”环节不允许先电话请示后补签。", basis="先电话请示后补签的规定")
    if actor == work.principal:
        raise Refused("本人可以直接办理，不必记录电话请示。")


def not_ones_own(state: FlowState, scene: Scene, move: Move, actor: int, work: Work) -> None:
    if actor == work.holder:
        raise Refused(f"这件事项就在您手中，不必{move.label}。")


def somewhere_to_return(state: FlowState, scene: Scene, move: Move, actor: int, work: Work) -> None:
    if not return_targets(state, scene.procedure, work):
        raise Refused("前面没有可以退回的环节。")


def untouched_since(state: FlowState, scene: Scene, move: Move, actor: int, work: Work) -> None:
    """Nobody has signed for, or done anything with, what the act that closed ``work`` set going."""
    act, step = work.closed_in or 0, state.step(work.step)
    if step.status is not StepStatus.OPEN and step.closed_in != act:
        raise _gone_on()
    for other in state.works:
        if act in {other.opened_in, other.activated_in} and other.kind.responsible:
            if other.status is not WorkStatus.OPEN or other.signed_at:
                raise Refused(f"{scene.roster.name(other.holder)}已经签收，不能撤回。", remedy="可请现持有人退回。")
        elif other.closed_in == act and not scene.roster.in_service(other.holder):
            raise Refused(
                f"{scene.roster.name(other.holder)}已离岗，不能撤回到原来的状态。", remedy="可请现持有人退回。"
            )
        elif _touched_later(other, work, act):
            raise _gone_on()
    if any(later.opened_in == act and later.closed_in not in {None, act} for later in state.steps):
        raise _gone_on()


def _touched_later(other: Work, work: Work, act: int) -> bool:
    """Whether something happened after ``act`` to another work in the lane of ``work``."""
    last = max(other.opened_in, other.closed_in or 0)
    return other.no != work.no and other.kind.responsible and within(other.lane, work.lane) and last > act


def _gone_on() -> Refused:
    return Refused("后面的环节已经继续办理，不能撤回。", remedy="可请现持有人退回。")


DETAILS: Mapping[Move, tuple[Detail, ...]] = {
    Move.RETURN: (allowed_by_procedure, somewhere_to_return),
    Move.WITHDRAW: (allowed_by_procedure, untouched_since),
    Move.ADD_SIGNER: (allowed_by_procedure,),
    Move.HAND_ON: (allowed_by_procedure,),
    Move.DELEGATE: (allowed_by_procedure,),
    Move.CIRCULATE: (allowed_by_procedure,),
    Move.ASK: (allowed_by_procedure,),
    Move.CHASE: (not_ones_own,),
    Move.APPROVE_BY_PHONE: (allowed_by_procedure, phone_not_excluded),
}
