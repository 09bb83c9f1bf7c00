"""What must be true of a flow after every move, said without using the engine's own routing."""

from zhongshu.lib.flow import FlowState, Scene, Step, moves, offers
from zhongshu.lib.flow.vocabulary import (
    ANYONE,
    SIGNING,
    FlowStatus,
    Move,
    PhoneStatus,
    StepStatus,
    Verdict,
    WorkKind,
    WorkStatus,
)
from zhongshu.lib.refusal import Refused

GOING = {FlowStatus.RUNNING, FlowStatus.STOPPED}


def check(state: FlowState, scene: Scene) -> None:
    """Every invariant that one state by itself must fulfil."""
    check_numbers(state)
    check_holders(state, scene)
    check_no_orphans(state, scene)
    if state.status in GOING:
        assert tokens(state, scene, "0") == 1, "the trunk must be in exactly one place"
        check_not_stuck(state, scene)
    else:
        check_over(state)


def check_kept(before: FlowState, after: FlowState) -> None:
    """Nothing written is lost or altered: what was there is still there, word for word, in its place."""
    assert after.opinions[: len(before.opinions)] == before.opinions
    assert after.log[: len(before.log)] == before.log
    assert [phone.call for phone in after.phones[: len(before.phones)]] == [phone.call for phone in before.phones]
    assert after.last_no >= before.last_no


def check_numbers(state: FlowState) -> None:
    numbers = [
        item.no for items in (state.steps, state.works, state.opinions, state.phones, state.log) for item in items
    ]
    assert len(numbers) == len(set(numbers))
    assert max(numbers, default=0) <= state.last_no


def check_holders(state: FlowState, scene: Scene) -> None:
    """Exactly one responsible holder a branch, and one who is still in office."""
    responsible = [work for work in state.works if work.active and work.kind.responsible]
    lanes = [work.lane for work in responsible]
    assert len(lanes) == len(set(lanes)), f"two holders in one lane: {lanes}"
    for work in state.works:
        if work.live:
            assert scene.roster.is_active(work.holder), f"{work} is held by somebody who has left"
            assert work.activated_in or work.status is WorkStatus.WAITING


def check_no_orphans(state: FlowState, scene: Scene) -> None:
    """Nothing lies on a desk for a step that is over, and nothing waits for something that will not come."""
    steps = {step.no: step for step in state.steps}
    for work in state.works:
        if not work.live or work.kind in {WorkKind.READ, WorkKind.DEFERRED}:
            continue
        assert steps[work.step].status is StepStatus.OPEN, f"{work} is open in a step that is over"
        if work.status is WorkStatus.WAITING:
            assert _moving(state, work.step, work.lane), f"{work} waits for nobody"
    for step in state.steps:
        if step.status is StepStatus.OPEN:
            _check_open_step(state, scene, step)


def _moving(state: FlowState, step: int, lane: str) -> bool:
    """Somebody is at work in this lane of the step, or on the detour after a direct return."""
    here = any(w.active and w.kind.responsible and w.step == step and w.lane == lane for w in state.works)
    detour = any(s.status is StepStatus.OPEN and s.back_to == step and s.lane == lane for s in state.steps)
    assert not (here and detour), "the paper is both with the returner and on its way back"
    return here or detour


def _check_open_step(state: FlowState, scene: Scene, step: Step) -> None:
    task = scene.procedure.tasks[step.element]
    if task.countersign is None:
        assert _moving(state, step.no, step.lane), f"{step} has no holder"
        return
    sheet = {w.lane: w for w in state.works if w.step == step.no and w.kind in SIGNING}
    kept = {lane: work for lane, work in sheet.items() if work.status is not WorkStatus.REMOVED}
    assert kept, f"{step} has no signer left"
    unsigned = [lane for lane in kept if not _signed(state, step, kept[lane])]
    assert unsigned, f"{step} is signed by all and still open"
    for lane in unsigned:
        assert _moving(state, step.no, lane), f"lane {lane} of {step} has no holder"


def _signed(state: FlowState, step: Step, work) -> bool:
    done = work.status in {WorkStatus.DONE, WorkStatus.BY_PHONE}
    after = any(w.live and w.kind.responsible and w.step == step.no and w.lane == work.lane for w in state.works)
    return done and not after


def tokens(state: FlowState, scene: Scene, lane: str) -> int:
    """In how many places the paper of one lane is; a split whose branches are open counts as one place."""
    here = [s for s in state.steps if s.lane == lane and s.status in {StepStatus.OPEN, StepStatus.WAITING}]
    awaited = {s.back_to for s in here if s.back_to}
    found = sum(s.no not in awaited for s in here)
    for split in state.steps:
        node = scene.procedure.nodes.get(split.element)
        if split.lane != lane or not node or node.kind != "split":
            continue
        branches = [f"{lane}/{split.no}.{n}" for n in range(len(scene.procedure.outgoing(split.element)))]
        counts = [tokens(state, scene, branch) for branch in branches]
        if any(counts):
            assert counts == [1] * len(counts), f"split {split.no} has branches {counts}"
            found += 1
    return found


def check_over(state: FlowState) -> None:
    assert not [w for w in state.works if w.live and w.kind is not WorkKind.READ]
    assert not [s for s in state.steps if s.status in {StepStatus.OPEN, StepStatus.WAITING}]
    if state.status is FlowStatus.COMPLETED:
        assert not [phone for phone in state.phones if phone.status is PhoneStatus.OWED]
    else:
        assert not [w for w in state.works if w.live]


def check_not_stuck(state: FlowState, scene: Scene) -> None:
    """Somebody who is no administrator can do something that really works."""
    assert any(_works(state, scene, attempt) for attempt in _ways_on(state, scene)), "the flow is stuck"


def _ways_on(state: FlowState, scene: Scene):
    for work in state.works:
        actor = work.holder
        if work.kind is WorkKind.DEFERRED and work.status in {WorkStatus.OPEN, WorkStatus.REFUSED}:
            yield lambda w=work, a=actor: moves.countersign_later(state, scene, actor=a, work=w.no)
        if not (work.active and work.kind.responsible):
            continue
        match work.kind:
            case WorkKind.COUNTERSIGN:
                yield lambda w=work, a=actor: moves.countersign(state, scene, actor=a, work=w.no)
            case WorkKind.BALLOT:
                yield lambda w=work, a=actor: moves.vote(state, scene, actor=a, work=w.no, verdict=Verdict.AGREE)
            case _:
                yield lambda w=work, a=actor: moves.submit(state, scene, actor=a, work=w.no, text="办理")
                named = {
                    element: [actor] for element in scene.procedure.ahead(state.step(work.step).element)
                    if scene.procedure.tasks[element].duty == ANYONE
                }  # fmt: skip
                yield lambda w=work, a=actor, n=named: moves.submit(
                    state, scene, actor=a, work=w.no, text="办理", holders=n
                )


def _works(state: FlowState, scene: Scene, attempt) -> bool:
    try:
        return attempt() is not state
    except Refused:
        return False


def offered_are_true(state: FlowState, scene: Scene, actor: int) -> list[tuple[Move, int]]:
    """Moves the screen would offer ``actor`` now, as (move, work number)."""
    return [(offer.move, offer.work.no) for offer in offers(state, scene, actor) if offer.allowed]
