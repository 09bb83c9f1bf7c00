"""Going back along the lanes: which steps a paper may be sent back to, and what is undone by it."""

from zhongshu.lib.flow.procedure import Procedure, Region
from zhongshu.lib.flow.state import FlowState, Step, Work, common, parent, within
from zhongshu.lib.flow.turn import Turn
from zhongshu.lib.flow.vocabulary import PhoneStatus, StepStatus, WorkKind, WorkStatus


def return_targets(state: FlowState, procedure: Procedure, work: Work) -> list[Step]:
    """The earlier steps ``work`` may be returned to, first to last; one per element, its latest visit.

    A refused phone approval may be sent back to the step that was approved by phone itself.
    """
    here = state.step(work.step)
    refused = work.kind is WorkKind.DEFERRED
    lane = standing_lane(state, procedure, here.lane)
    found: dict[str, Step] = {}
    for step in state.steps:
        if step.element not in procedure.tasks or step.status is not StepStatus.DONE or step.undone_in:
            continue
        before = step.no < here.no or (refused and step.no == here.no)
        same = step.element == here.element and not refused
        if before and not same and _behind(step.lane, lane):
            found.pop(step.element, None)
            found[step.element] = step
    return list(found.values())


def standing_lane(state: FlowState, procedure: Procedure, lane: str) -> str:
    """Where the paper that passed through ``lane`` is now: the lane itself, or the one it was joined into."""
    joins = {
        step.lane: step.status
        for step in state.steps
        if step.element in procedure.nodes and procedure.nodes[step.element].kind == "join" and not step.undone_in
    }
    while joins.get(lane) is StepStatus.DONE:
        lane = parent(lane)
    return lane


def _behind(lane: str, here: str) -> bool:
    """Whether a paper in lane ``here`` has passed through ``lane``: same branch, its origin, or a block joined again."""
    if "#" in lane:
        return False
    fork = common(lane, here)
    theirs, ours = lane[len(fork) :].split("/")[1:], here[len(fork) :].split("/")[1:]
    return not (theirs and ours and theirs[0].partition(".")[0] == ours[0].partition(".")[0])


def region_of(state: FlowState, lane: str) -> Region:
    """The parallel branches a lane lies in, as the procedure names them."""
    elements = {step.no: step.element for step in state.steps}
    parts = (part.split(".") for part in split_lane(lane).split("/")[1:])
    return tuple((elements[int(split)], int(branch)) for split, branch in parts)


def split_lane(lane: str) -> str:
    """The lane without the countersigners' places in it."""
    return lane.partition("#")[0].rpartition("/")[0] if "#" in lane else lane


def rewind(turn: Turn, target: Step, here: str) -> None:
    """Take everything back to just before ``target``; ``here`` is the lane of whoever sends it back.

    Branches beside the target's that had already arrived at their join keep waiting there, so that only the
    target's branch is walked again.
    """
    scope = common(target.lane, here)
    turn.close_scope(scope, WorkStatus.CANCELLED)
    kept: list[str] = []
    place = scope
    for part in target.lane[len(scope) :].split("/")[1:]:
        split, branch = part.split(".")
        kept += _wait_again(turn, place, int(split), int(branch))
        place = f"{place}/{part}"
    for step in list(turn.steps.values()):
        beside = any(within(step.lane, lane) for lane in kept)
        if step.no >= target.no and step.opened_in != turn.act and within(step.lane, scope) and not beside:
            turn.change_step(step.no, undone_in=turn.act)
    void_phones(turn, scope, target.no, kept)


def _wait_again(turn: Turn, place: str, split: int, branch: int) -> list[str]:
    """Put the other branches of a joined block back to waiting at their join; their lanes."""
    lanes = []
    for step in list(turn.steps.values()):
        head, _, tail = step.lane.rpartition("/")
        ours = head == place and tail.startswith(f"{split}.") and tail != f"{split}.{branch}"
        joined = ours and step.element in turn.scene.procedure.nodes and step.lane not in lanes
        if joined and turn.scene.procedure.nodes[step.element].kind == "join":
            turn.open_step(step.element, step.lane, StepStatus.WAITING)
            lanes.append(step.lane)
    return lanes


def void_phones(turn: Turn, scope: str, since: int, kept: list[str]) -> None:
    """Phone approvals of steps that are walked again need no signature any more; the record stays."""
    for phone in list(turn.phones.values()):
        lane = turn.steps[phone.step].lane
        gone = phone.step >= since and within(lane, scope) and not any(within(lane, other) for other in kept)
        if gone and phone.status in {PhoneStatus.OWED, PhoneStatus.REFUSED}:
            turn.settle_phone(phone.no, PhoneStatus.VOID)
            if turn.works[phone.debt].live:
                turn.close_work(phone.debt, WorkStatus.NOT_NEEDED)
