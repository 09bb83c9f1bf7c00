"""跳转 终止 工作移交: what an administrator may do to a flow, always with a reason on record."""

from dataclasses import replace

from zhongshu.lib.flow.conditions import people_in
from zhongshu.lib.flow.lanes import region_of, void_phones
from zhongshu.lib.flow.moves.beginning import begin, worded
from zhongshu.lib.flow.routing import enter, refuse_unfit
from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import TRUNK, FlowState, Work, within
from zhongshu.lib.flow.turn import Turn
from zhongshu.lib.flow.vocabulary import (
    FlowStatus,
    Move,
    OpinionKind,
    PhoneStatus,
    StepStatus,
    WorkKind,
    WorkStatus,
)
from zhongshu.lib.refusal import Refused


def jump(
    state: FlowState, scene: Scene, *, actor: int, work: int, target: str, text: str, holder: int | None = None
) -> FlowState:
    """跳转: from where ``work`` lies straight to step ``target``, forwards or back, with a reason.

    A jump may leave parallel branches (they are all taken back) but never enter one from outside.
    """
    turn, item = begin(state, scene, Move.JUMP, actor, work)
    text = worded(text, "跳转理由")
    task = scene.procedure.task(target)
    here = state.step(item.step)
    region, inside = region_of(state, here.lane), scene.procedure.regions[target]
    if region[: len(inside)] != inside:
        raise Refused(f"“{task.name}”在另一条并行分支里，不能从外面跳入。", remedy="请跳到分支之前的环节。")
    scope = "/".join(here.lane.split("/")[: 1 + len(inside)])
    turn.opine(item, OpinionKind.REASON, text)
    if holder:
        refuse_unfit(turn, task, (holder,))
    turn.close_scope(scope, WorkStatus.CANCELLED)
    _forget_behind(turn, scope, target)
    enter(turn, task, scope, (holder,) if holder else ())
    turn.status = FlowStatus.RUNNING
    names = "、".join(dict.fromkeys(scene.roster.name(w.holder) for w in state.responsible()))
    return turn.finish(
        Move.JUMP, work=item, note=f"由{names}手中跳转到“{task.name}”：{text}", told=(state.starter, item.holder)
    )


def _forget_behind(turn: Turn, scope: str, target: str) -> None:
    """Abandoned branches cannot be returned to; jumping back undoes what came after the target's last visit."""
    visits = [s.no for s in turn.steps.values() if s.element == target and s.lane == scope and not s.undone_in]
    since = max(visits, default=turn.act)
    for step in list(turn.steps.values()):
        below = step.lane != scope and within(step.lane, scope)
        if step.opened_in != turn.act and not step.undone_in and (below or (step.lane == scope and step.no >= since)):
            joined = below and step.no < since and step.status is StepStatus.DONE and _was_joined(turn, step.lane)
            if not joined:
                turn.change_step(step.no, undone_in=turn.act)
    void_phones(turn, scope, since, [])
    for phone in list(turn.phones.values()):
        abandoned = turn.steps[phone.step].undone_in == turn.act
        if phone.status is PhoneStatus.REFUSED or (abandoned and phone.status is PhoneStatus.OWED):
            turn.settle_phone(phone.no, PhoneStatus.VOID)
            if turn.works[phone.debt].live:
                turn.close_work(phone.debt, WorkStatus.NOT_NEEDED)


def _was_joined(turn: Turn, lane: str) -> bool:
    nodes = turn.scene.procedure.nodes
    return any(
        step.lane == lane and step.status is StepStatus.DONE and nodes[step.element].kind == "join"
        for step in turn.steps.values()
        if step.element in nodes
    )


def terminate(state: FlowState, scene: Scene, *, actor: int, work: int, text: str) -> FlowState:
    """终止: the flow is over; everything open is taken back and everybody who acted is told."""
    turn, item = begin(state, scene, Move.TERMINATE, actor, work)
    text = worded(text, "终止理由")
    turn.opine(item, OpinionKind.REASON, text)
    holding = [other.holder for other in state.works if other.live]
    turn.close_scope(TRUNK, WorkStatus.CANCELLED)
    for other in list(turn.works.values()):
        if other.live:
            turn.close_work(other.no, WorkStatus.NOT_NEEDED)
    for phone in list(turn.phones.values()):
        if phone.status in {PhoneStatus.OWED, PhoneStatus.REFUSED}:
            turn.settle_phone(phone.no, PhoneStatus.VOID)
    turn.status = FlowStatus.TERMINATED
    return turn.finish(Move.TERMINATE, work=item, note=text, told=(*state.acted(), *holding))


def reassign(state: FlowState, scene: Scene, *, actor: int, leaver: int, to: int, text: str = "") -> FlowState:
    """工作移交: everything live that ``leaver`` holds goes to ``to``, the role of starter included.

    Not one work is left behind; who may do this is decided where people are administered.
    """
    if leaver == to or not scene.roster.is_active(to):
        raise Refused("接手人应当是另一位在岗人员。")
    before = replace(state, starter=to) if state.starter == leaver else state
    turn = Turn(before, scene, actor)
    moved = [work for work in state.works if work.live and leaver in {work.holder, work.on_behalf_of}]
    for work in moved:
        _move(turn, work, leaver, to)
    _rename(turn, leaver, to)
    name = scene.roster.name(to)
    return turn.finish(
        Move.REASSIGN, note=text or f"{scene.roster.name(leaver)}的 {len(moved)} 件移交{name}", told=(to,)
    )


def _rename(turn: Turn, leaver: int, to: int) -> None:
    """On lists still to be used, and where somebody was chosen for a step to come, the successor takes the place."""
    lists = {task.countersign.each for task in turn.scene.procedure.tasks.values() if task.countersign}
    for name in lists & turn.variables.keys():
        people = tuple(to if person == leaver else person for person in people_in(turn.variables[name]))
        turn.variables[name] = tuple(dict.fromkeys(people))
    for step in list(turn.steps.values()):
        if any(leaver in people for people in step.choice.values()):
            choice = {
                element: tuple(dict.fromkeys(to if person == leaver else person for person in people))
                for element, people in step.choice.items()
            }
            turn.change_step(step.no, choice=choice)


def _move(turn: Turn, work: Work, leaver: int, to: int) -> None:
    if work.holder != leaver:
        turn.change_work(work.no, on_behalf_of=to if to != work.holder else None)
        return
    turn.close_work(work.no, WorkStatus.HANDED_ON)
    status = WorkStatus.WAITING if work.status is WorkStatus.WAITING else WorkStatus.OPEN
    principal = work.on_behalf_of if work.on_behalf_of != to else None
    new = turn.open_work(
        turn.steps[work.step], work.kind, to, lane=work.lane, place=work.place, status=status, due_at=work.due_at,
        sender=work.sender, holder=to, on_behalf_of=principal, chased=work.chased,
    )  # fmt: skip
    for phone in list(turn.phones.values()):
        if work.kind is WorkKind.DEFERRED and phone.debt == work.no:
            turn.keep_phone(replace(phone, debt=new.no, leader=to))
