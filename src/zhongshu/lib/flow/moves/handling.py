"""发起 签收 提交 会签 票签: the moves that carry a paper forward."""

from collections.abc import Mapping, Sequence

from zhongshu.lib.flow.conditions import Value, Values
from zhongshu.lib.flow.moves.beginning import begin, set_variables, take, worded
from zhongshu.lib.flow.routing import follow, lane_finished, refuse_unfit
from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import TRUNK, FlowState, Work
from zhongshu.lib.flow.turn import Turn
from zhongshu.lib.flow.vocabulary import Move, OpinionKind, Verdict, WorkKind, WorkStatus
from zhongshu.lib.refusal import Refused

Holders = Mapping[str, Sequence[int]]
_SIGNABLE = {Verdict.AGREE, Verdict.COMMENTS, Verdict.DISAGREE, Verdict.INITIALLED}
_BALLOTS = {Verdict.AGREE, Verdict.DISAGREE, Verdict.ABSTAIN}


def start(scene: Scene, *, actor: int, variables: Values | None = None, urgency: str = "normal") -> FlowState:
    """Begin a flow: its first step is opened before its holder, and is in hand at once where that is the starter."""
    turn = Turn(FlowState(starter=actor, urgency=urgency), scene, actor)
    set_variables(turn, variables or {})
    (link,) = scene.procedure.outgoing(scene.procedure.start.id)
    follow(turn, link, TRUNK, None)
    for work in list(turn.works.values()):
        if work.holder == actor:
            take(turn, work)
    return turn.finish(Move.START)


def sign_for(state: FlowState, scene: Scene, *, actor: int, work: int) -> FlowState:
    """签收: the holder has received it; whoever sent it can no longer withdraw it."""
    turn, item = begin(state, scene, Move.SIGN_FOR, actor, work)
    item = take(turn, item)
    return turn.finish(Move.SIGN_FOR, work=item)


def submit(
    state: FlowState,
    scene: Scene,
    *,
    actor: int,
    work: int,
    text: str = "",
    verdict: Verdict = Verdict.NONE,
    holders: Holders | None = None,
    variables: Mapping[str, Value] | None = None,
) -> FlowState:
    """提交: done here, on to the next.

    ``holders``: element → people, for the steps ahead whose holder is to be chosen. ``variables``: what this step's
    form filled in. Refused, with nothing lost, when nobody holds the duty of the next step.
    """
    turn, item = begin(state, scene, Move.SUBMIT, actor, work)
    item = take(turn, item)
    task = scene.procedure.tasks[turn.steps[item.step].element]
    needed = task.needs_opinion and item.kind is WorkKind.HANDLE and verdict is Verdict.NONE
    text = worded(text, "意见", needed=needed)
    if (holders or variables) and not decides(turn, item):
        raise Refused("加签人只签署意见；流转方向和下一办理人由原持有人确定。")
    set_variables(turn, variables or {})
    choose(turn, item, holders or {})
    _done(turn, item, OpinionKind.OPINION, text, verdict)
    return turn.finish(Move.SUBMIT, work=item)


def decides(flow: Turn | FlowState, item: Work) -> bool:
    """Whether this work settles where the paper goes: the step's own holder, or the last signer after the holder."""
    return item.kind is WorkKind.HANDLE or [item.no] == [work.no for work in flow.queue(item.step, item.lane)]


def countersign(
    state: FlowState, scene: Scene, *, actor: int, work: int, verdict: Verdict = Verdict.AGREE, text: str = ""
) -> FlowState:
    """会签 / 或签: one signer's opinion; anything but consent must be put in words and is kept as what it is."""
    if verdict not in _SIGNABLE:
        raise Refused("会签意见应当是同意、圈阅、有修改意见或不同意。")
    turn, item = begin(state, scene, Move.COUNTERSIGN, actor, work)
    item = take(turn, item)
    text = worded(text, f"{verdict.label}的具体意见", needed=not verdict.consent)
    _done(turn, item, OpinionKind.OPINION, text, verdict)
    return turn.finish(Move.COUNTERSIGN, work=item)


def vote(state: FlowState, scene: Scene, *, actor: int, work: int, verdict: Verdict, text: str = "") -> FlowState:
    """票签: one ballot. The step ends as soon as the result can no longer change."""
    if verdict not in _BALLOTS:
        raise Refused("投票应当是同意、不同意或弃权。")
    turn, item = begin(state, scene, Move.VOTE, actor, work)
    item = take(turn, item)
    _done(turn, item, OpinionKind.OPINION, worded(text, "意见", needed=False), verdict)
    return turn.finish(Move.VOTE, work=item)


def choose(turn: Turn, item: Work, holders: Holders) -> None:
    """Keep whom the mover chose for the steps ahead; a countersign's list variable follows the choice."""
    chosen = {element: tuple(people) for element, people in holders.items()}
    if not chosen:
        return
    for element, people in chosen.items():
        task = turn.scene.procedure.task(element)
        refuse_unfit(turn, task, people)
        if task.countersign and task.countersign.each:
            turn.variables[task.countersign.each] = people
    step = turn.steps[item.step]
    kept = {element: people for element, people in chosen.items() if people}
    turn.change_step(step.no, choice={**step.choice, **kept})


def _done(turn: Turn, item: Work, kind: OpinionKind, text: str, verdict: Verdict) -> None:
    turn.opine(item, kind, text, verdict)
    turn.close_work(item.no, WorkStatus.DONE, verdict=verdict)
    go_on(turn, item)


def go_on(turn: Turn, item: Work) -> None:
    """A work is done: the next signer in its lane takes over, or the lane is finished.

    That the paper can go on after the added signers is made sure now, while its holder can still choose.
    """
    queue = turn.queue(item.step, item.lane)
    if queue and item.kind is WorkKind.HANDLE:
        lane_finished(turn.scratch(), turn.steps[item.step], item.lane)
    if not queue:
        lane_finished(turn, turn.steps[item.step], item.lane)
    elif not queue[0].active:
        turn.activate(queue[0].no)
