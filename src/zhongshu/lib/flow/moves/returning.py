"""退回 and 撤回: the moves that carry a paper back."""

from collections.abc import Sequence

from zhongshu.lib.flow.lanes import return_targets, rewind, standing_lane
from zhongshu.lib.flow.moves.beginning import begin, take, worded
from zhongshu.lib.flow.procedure import Task
from zhongshu.lib.flow.routing import candidates_for, enter
from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import FlowState, Step, Work
from zhongshu.lib.flow.turn import Turn
from zhongshu.lib.flow.vocabulary import (
    ANYONE,
    FlowStatus,
    Move,
    OpinionKind,
    PhoneStatus,
    ReturnMode,
    StepStatus,
    Verdict,
    WorkKind,
    WorkStatus,
)
from zhongshu.lib.refusal import Refused


def return_to(
    state: FlowState,
    scene: Scene,
    *,
    actor: int,
    work: int,
    target: str,
    text: str,
    mode: ReturnMode = ReturnMode.REWALK,
) -> FlowState:
    """退回 to the earlier step ``target`` (an element id), with the reason in words.

    REWALK: everything after the target is walked again. DIRECT: the target's holder mends the paper and it comes
    straight back; other branches and other signers go on undisturbed. From a stopped flow only REWALK.
    """
    turn, item = begin(state, scene, Move.RETURN, actor, work)
    text = worded(text, "退回理由")
    found = {step.element: step for step in return_targets(state, scene.procedure, item)}
    if target not in found:
        raise Refused(f"不能退回到“{scene.procedure.label(target)}”。", remedy="只能退回到本件已经走过的环节。")
    step, task = found[target], scene.procedure.tasks[target]
    if item.kind is WorkKind.DEFERRED:
        if mode is ReturnMode.DIRECT:
            raise Refused("已停办的公文退回后须重走流程，不能直送。")
        turn.opine(item, OpinionKind.RETURN, text)
    else:
        item = take(turn, item)
        turn.opine(item, OpinionKind.RETURN, text)
        turn.close_work(item.no, WorkStatus.RETURNED)
    people = _those_of(turn, state, step, task)
    if mode is ReturnMode.DIRECT:
        enter(turn, task, item.lane, people, back_to=item.step, back_person=item.principal)
    else:
        _rewalk(turn, state, item, step, task, people)
    return turn.finish(Move.RETURN, work=item, note=f"退回到“{task.name}”：{mode.label}")


def _rewalk(turn: Turn, state: FlowState, item: Work, step: Step, task: Task, people: Sequence[int]) -> None:
    here = state.step(item.step)
    if here.status is StepStatus.OPEN:
        turn.close_step(here.no, StepStatus.RETURNED)
    rewind(turn, step, standing_lane(state, turn.scene.procedure, here.lane))
    enter(turn, task, step.lane, people)
    if not any(phone.status is PhoneStatus.REFUSED for phone in turn.phones.values()):
        turn.status = FlowStatus.RUNNING


def _those_of(turn: Turn, state: FlowState, step: Step, task: Task) -> tuple[int, ...]:
    """Whoever did ``step`` gets it again, as far as they still hold the duty; else the duty is looked up afresh."""
    done = {WorkStatus.DONE, WorkStatus.BY_PHONE}
    works = [
        work for work in state.works if work.step == step.no and work.kind is not WorkKind.ADDED and work.status in done
        and work.kind.responsible
    ]  # fmt: skip
    people = dict.fromkeys(work.principal for work in works)
    fit = candidates_for(state, turn.scene, task)
    anyone = not fit and task.duty == ANYONE
    return tuple(p for p in people if turn.scene.roster.is_active(p) and (anyone or p in fit))


def withdraw(state: FlowState, scene: Scene, *, actor: int, work: int, text: str = "") -> FlowState:
    """撤回: undo one's own submit while nobody has signed for what it set going. The opinion written stays."""
    turn, item = begin(state, scene, Move.WITHDRAW, actor, work)
    act = item.closed_in
    for other in list(turn.works.values()):
        if other.opened_in == act and other.live:
            turn.close_work(other.no, WorkStatus.WITHDRAWN)
        elif other.activated_in == act:
            turn.change_work(other.no, status=WorkStatus.WAITING, activated_in=None)
    for step in list(turn.steps.values()):
        if step.opened_in == act:
            turn.close_step(step.no, StepStatus.WITHDRAWN)
        elif step.closed_in == act:
            _reopen_step(turn, step)
    for other in list(turn.works.values()):
        if other.closed_in == act and other.opened_in != act:
            _reopen_work(turn, other)
    turn.on_behalf_of = item.on_behalf_of if actor == item.holder else None
    turn.opine(item, OpinionKind.WITHDRAWAL, worded(text, "撤回说明", needed=False))
    return turn.finish(Move.WITHDRAW, work=item)


def _reopen_step(turn: Turn, step: Step) -> None:
    node = turn.scene.procedure.nodes.get(step.element)
    status = StepStatus.WAITING if node else StepStatus.OPEN
    turn.change_step(step.no, status=status, closed_at=None, closed_in=None)


def _reopen_work(turn: Turn, work: Work) -> None:
    """As it was before the act closed it; a work that had not had its turn waits again."""
    status = WorkStatus.WAITING
    if work.activated_in:
        status = WorkStatus.IN_HAND if work.signed_at else WorkStatus.OPEN
    turn.change_work(work.no, status=status, closed_at=None, closed_in=None, verdict=Verdict.NONE)
