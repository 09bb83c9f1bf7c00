"""到期处理: what a boundary timer does when its time has come. Silence is recorded as silence, never as consent."""

from datetime import datetime

from zhongshu.lib.flow.procedure import Timer
from zhongshu.lib.flow.routing import leave
from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import FlowState, Step
from zhongshu.lib.flow.turn import Turn
from zhongshu.lib.flow.vocabulary import SIGNING, FlowStatus, Move, StepStatus, WorkKind, WorkStatus


def next_timer(state: FlowState, scene: Scene, step: Step) -> tuple[datetime, Timer] | None:
    """The next timer of an open step and when it is due; None when none is left."""
    task = scene.procedure.tasks.get(step.element)
    if task is None or step.status is not StepStatus.OPEN or state.status is not FlowStatus.RUNNING:
        return None
    left = [timer for timer in task.timers if timer.id not in step.timers_fired]
    times = [(scene.deadline(step.opened_at, timer.after), timer) for timer in left]
    return min(times, key=lambda pair: pair[0], default=None)


def fire_timer(state: FlowState, scene: Scene, *, step: int, timer: str) -> FlowState:
    """Carry out one timer that is due; the state is returned as it is when it is not (a sweep may come twice)."""
    here = state.step(step)
    due = next_timer(state, scene, here)
    if due is None or due[1].id != timer or due[0] > scene.now:
        return state
    turn = Turn(state, scene, None)
    turn.change_step(step, timers_fired=(*here.timers_fired, timer))
    name = scene.procedure.label(here.element)
    if due[1].action == "goto" and here.back_to is None:
        _leave_by(turn, here, timer)
        return turn.finish(Move.TIMER, step=step, note=f"“{name}”到期未办，按流程规定转出")
    told = _remind(turn, here, escalate=due[1].action == "escalate")
    word = "报上级" if due[1].action == "escalate" else "自动催办"
    return turn.finish(Move.TIMER, step=step, note=f"“{name}”到期未办，{word}", told=told)


def _leave_by(turn: Turn, step: Step, timer: str) -> None:
    """The holders' silence is recorded, nothing is written in their name, and the paper goes the timer's way."""
    task = turn.scene.procedure.tasks[step.element]
    silent = [w for w in turn.works.values() if w.step == step.no and w.active and w.kind.responsible]
    if task.countersign:
        turn.variables[f"{task.id}_result"] = "timed_out"
        turn.variables[f"{task.id}_silent"] = sum(work.kind in SIGNING for work in silent)
    for work in silent:
        turn.close_work(work.no, WorkStatus.SILENT)
    turn.close_step(step.no, StepStatus.TIMED_OUT)
    for other in [s for s in turn.steps.values() if s.back_to == step.no and s.status is StepStatus.OPEN]:
        turn.close_scope(other.lane, WorkStatus.CANCELLED)
    for work in list(turn.works.values()):
        ours = work.kind.responsible or work.kind is WorkKind.ASKED
        if work.step == step.no and work.live and ours:
            turn.close_work(work.no, WorkStatus.NOT_NEEDED)
    leave(turn, turn.steps[step.no], timer)


def _remind(turn: Turn, step: Step, *, escalate: bool) -> list[int]:
    """Chase the holders of a step; when escalating, their superiors also get it to read."""
    told: dict[int, None] = {}
    for work in list(turn.works.values()):
        if work.step != step.no or not work.active or not work.kind.responsible:
            continue
        turn.change_work(work.no, chased=work.chased + 1)
        told[work.holder] = None
        superior = turn.scene.roster.superior(work.principal)
        if superior and turn.scene.roster.is_active(superior):
            told[superior] = None
            reading = {w.holder for w in turn.works.values() if w.kind is WorkKind.READ and w.live}
            if escalate and superior not in reading and superior != work.holder:
                turn.open_work(step, WorkKind.READ, superior, lane=work.lane)
    return list(told)
