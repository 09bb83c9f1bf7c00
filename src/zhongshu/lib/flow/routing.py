"""How a branch goes on: along sequence flows, through gateways, into steps, and to the end."""

from collections.abc import Sequence
from typing import Any

from zhongshu.lib.flow.conditions import Values, people_in
from zhongshu.lib.flow.procedure import Link, Task
from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import TRUNK, FlowState, Step, Work, parent
from zhongshu.lib.flow.turn import Turn
from zhongshu.lib.flow.vocabulary import (
    ANYONE,
    DUTIES,
    SIGNING,
    FlowStatus,
    PhoneStatus,
    SignMode,
    StepStatus,
    Verdict,
    WorkKind,
    WorkStatus,
)
from zhongshu.lib.refusal import Refused


def leave(turn: Turn, step: Step, source: str | None = None) -> None:
    """A step is over: follow the way out of it (or of ``source``, a boundary timer) to wherever it leads."""
    if step.back_to and source is None:
        _go_back(turn, step)
        return
    (link,) = turn.scene.procedure.outgoing(source or step.element)
    follow(turn, link, step.lane, step)


def follow(turn: Turn, link: Link, lane: str, origin: Step | None) -> None:
    """Arrive at the target of ``link`` in ``lane``; ``origin`` is the step left, whose choice of holders applies."""
    procedure = turn.scene.procedure
    target = link.target
    if target in procedure.tasks:
        chosen = origin.choice.get(target, ()) if origin else ()
        enter(turn, procedure.tasks[target], lane, chosen)
        return
    match procedure.nodes[target].kind:
        case "choice":
            follow(turn, procedure.choose(target, turn.values()), lane, origin)
        case "split":
            split = turn.open_step(target, lane, StepStatus.DONE)
            turn.close_step(split.no, StepStatus.DONE)
            for branch, way in enumerate(procedure.outgoing(target)):
                follow(turn, way, f"{lane}/{split.no}.{branch}", origin)
        case "join":
            _join(turn, target, lane, origin)
        case "end":
            _end(turn, target)


def _join(turn: Turn, element: str, lane: str, origin: Step | None) -> None:
    turn.open_step(element, lane, StepStatus.WAITING)
    split_no = int(lane.rpartition("/")[2].partition(".")[0])
    branches = len(turn.scene.procedure.outgoing(turn.steps[split_no].element))
    waiting = {
        step.lane: step
        for step in turn.steps.values()
        if step.status is StepStatus.WAITING and step.element == element and parent(step.lane) == parent(lane)
        and step.lane.rpartition("/")[2].startswith(f"{split_no}.")
    }  # fmt: skip
    if len(waiting) < branches:
        return
    for step in waiting.values():
        turn.close_step(step.no, StepStatus.DONE)
    (way,) = turn.scene.procedure.outgoing(element)
    follow(turn, way, parent(lane), origin)


def _end(turn: Turn, element: str) -> None:
    owed = [phone for phone in turn.phones.values() if phone.status is PhoneStatus.OWED]
    if owed:
        names = "、".join(dict.fromkeys(turn.scene.roster.name(phone.leader) for phone in owed))
        raise Refused(
            f"{names}电话同意后还没有补签，不能办结。", remedy="请先催请补签。", basis="先电话请示后补签的规定"
        )
    end = turn.open_step(element, TRUNK, StepStatus.DONE)
    turn.close_step(end.no, StepStatus.DONE)
    turn.status = FlowStatus.COMPLETED


def _go_back(turn: Turn, step: Step) -> None:
    """After a direct return the paper goes straight back to whoever returned it, into the step that waited."""
    back = turn.steps[step.back_to or 0]
    task = turn.scene.procedure.tasks[back.element]
    person = step.back_person or 0
    if not turn.scene.roster.is_active(person):
        (person, *_) = holders_for(turn, task, ())
    open_responsible(turn, back, task, person, step.lane)


def enter(turn: Turn, task: Task, lane: str, chosen: Sequence[int], **more: Any) -> Step:
    """Open a step for ``task`` and put it before its holders; Refused when nobody holds the duty."""
    people = holders_for(turn, task, chosen)
    step = turn.open_step(task.id, lane, **more)
    if task.countersign:
        for index, person in enumerate(people):
            open_responsible(turn, step, task, person, f"{lane}/{step.no}#{index}")
    else:
        open_responsible(turn, step, task, people[0], lane)
    return step


def open_responsible(turn: Turn, step: Step, task: Task, person: int, lane: str) -> Work:
    """The work of a step itself (not of an added signer)."""
    kind = WorkKind.HANDLE
    if task.countersign:
        kind = WorkKind.BALLOT if task.countersign.mode is SignMode.VOTE else WorkKind.COUNTERSIGN
    limit = task.limit(turn.before.urgency)
    due = turn.scene.deadline(turn.scene.now, limit) if limit else None
    return turn.open_work(step, kind, person, lane=lane, due_at=due)


def duty_of(task: Task, values: Values) -> str:
    """The duty a step asks for; a duty written ``$name`` is the value of that variable."""
    return str(values[task.duty[1:]]) if task.duty.startswith("$") else task.duty


def candidates_for(state: FlowState, scene: Scene, task: Task, variables: Values | None = None) -> tuple[int, ...]:
    """Who may hold ``task``, the likeliest first: whoever did it in this flow before, then by rank.

    Empty when nobody holds the duty, and for a step whose people are named one by one (指定人员).
    """
    duty = duty_of(task, scene.procedure.values(state.variables if variables is None else variables))
    if task.starter_holds and scene.roster.is_active(state.starter):
        return (state.starter,)
    if duty == ANYONE:
        return ()
    people = tuple(scene.roster.candidates(duty, task.unit, state.starter))
    did = last_doer(state, task)
    return tuple(sorted(people, key=lambda person: person != did)) if did in people else people


def last_doer(state: FlowState, task: Task) -> int | None:
    """Whose the step was the last time it was done in this flow."""
    here = {step.no for step in state.steps if step.element == task.id}
    done = {WorkStatus.DONE, WorkStatus.BY_PHONE, WorkStatus.RETURNED}
    works = [work for work in state.works if work.step in here and work.kind is WorkKind.HANDLE and work.status in done]
    return works[-1].principal if works else None


def holders_for(turn: Turn, task: Task, chosen: Sequence[int]) -> tuple[int, ...]:
    """Who gets ``task``: those chosen before, else those on its list, else whoever holds the duty (the first by rank).

    What was chosen was checked then; whoever has left since, or lost the duty, is passed over.
    """
    values = turn.values()
    people = candidates_for(turn.before, turn.scene, task, turn.variables)
    duty = duty_of(task, values)
    named = [person for person in chosen if _fits(turn, person, people, duty)]
    if task.countersign and task.countersign.each and not named:
        named = [person for person in people_in(values[task.countersign.each]) if _fits(turn, person, people, duty)]
    found = tuple(dict.fromkeys(named)) or people
    if not found:
        raise _nobody(turn, task, duty)
    return found if task.countersign else found[:1]


def _fits(turn: Turn, person: int, people: Sequence[int], duty: str) -> bool:
    return turn.scene.roster.is_active(person) and (person in people or (duty == ANYONE and not people))


def refuse_unfit(turn: Turn, task: Task, named: Sequence[int]) -> None:
    """Refused when somebody just chosen for ``task`` cannot do it."""
    roster = turn.scene.roster
    people = candidates_for(turn.before, turn.scene, task, turn.variables)
    duty = duty_of(task, turn.values())
    for person in named:
        if not roster.is_active(person):
            raise Refused(f"{roster.name(person)}已不在岗，不能办理“{task.name}”。", remedy="请另选一位。")
        if not _fits(turn, person, people, duty):
            raise Refused(
                f"{roster.name(person)}没有“{DUTIES[duty]}”职责，不能办理“{task.name}”。", remedy="请另选一位。"
            )


def _nobody(turn: Turn, task: Task, duty: str) -> Refused:
    where = turn.scene.roster.where(task.unit, turn.before.starter)
    who = "还没有指定办理人" if duty == ANYONE else f"需要“{DUTIES[duty]}”办理，而{where}没有在岗的“{DUTIES[duty]}”"
    return Refused(
        f"下一环节“{task.name}”{who}，因此没有提交，已填内容没有丢失。", remedy="请先指定人员，或请系统管理员安排任职。"
    )


def lane_finished(turn: Turn, step: Step, lane: str) -> None:
    """The last work of a lane is done: see whether its step is over, and go on if so."""
    task = turn.scene.procedure.tasks[step.element]
    if task.countersign is None:
        _over(turn, step)
        return
    settle_countersign(turn, step, task)


def settle_countersign(turn: Turn, step: Step, task: Task) -> None:
    """Close a countersign step once its rule is met; signers no longer needed are let go."""
    sheet = lanes_of(turn, step)
    finished = {lane: work for lane, work in sheet.items() if _finished(turn, step, lane, work)}
    result = _result(task, finished, len(sheet))
    if result is None:
        return
    counted = finished.values()
    turn.variables[f"{task.id}_result"] = result
    turn.variables[f"{task.id}_disagreed"] = sum(work.verdict is Verdict.DISAGREE for work in counted)
    turn.variables[f"{task.id}_silent"] = len(sheet) - len(finished)
    for lane in sheet:
        if lane not in finished:
            turn.close_scope(lane, WorkStatus.NOT_NEEDED)
    _over(turn, step)


def lanes_of(turn: Turn, step: Step) -> dict[str, Work]:
    """Lane → the latest signing work in it, for the lanes that count (removed signers do not)."""
    sheet: dict[str, Work] = {}
    for work in turn.works.values():
        if work.step == step.no and work.kind in SIGNING:
            sheet[work.lane] = work
    return {lane: work for lane, work in sheet.items() if work.status is not WorkStatus.REMOVED}


def _finished(turn: Turn, step: Step, lane: str, work: Work) -> bool:
    return work.status in {WorkStatus.DONE, WorkStatus.BY_PHONE} and not turn.queue(step.no, lane)


def _result(task: Task, finished: dict[str, Work], signers: int) -> str | None:
    """Result "agreed"/"disagreed" of a countersign, "passed"/"rejected" of a vote; None while it is still open."""
    rule = task.countersign
    assert rule is not None
    against = sum(work.verdict is Verdict.DISAGREE for work in finished.values())
    consents = sum(work.verdict.consent for work in finished.values())
    match rule.mode:
        case SignMode.ALL if len(finished) == signers:
            return "disagreed" if against else "agreed"
        case SignMode.ANY if finished:
            return "disagreed" if against else "agreed"
        case SignMode.VOTE:
            if consents >= rule.needed(signers):
                return "passed"
            if consents + signers - len(finished) < rule.needed(signers):
                return "rejected"
    return None


def _over(turn: Turn, step: Step) -> None:
    """Close a step that has been done, with the questions its holders had open, and go on."""
    turn.close_step(step.no, StepStatus.DONE)
    for work in list(turn.works.values()):
        if work.step == step.no and work.kind is WorkKind.ASKED and work.live:
            turn.close_work(work.no, WorkStatus.NOT_NEEDED)
    leave(turn, turn.steps[step.no])
