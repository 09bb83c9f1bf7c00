"""加签 and 减签: more signers before, after or beside; fewer."""

from collections.abc import Sequence

from zhongshu.lib.flow.moves.beginning import begin, others, take, worded
from zhongshu.lib.flow.moves.handling import go_on
from zhongshu.lib.flow.permits import acts_for
from zhongshu.lib.flow.routing import lanes_of, settle_countersign
from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import FlowState, Work
from zhongshu.lib.flow.turn import Turn
from zhongshu.lib.flow.vocabulary import SIGNING, Move, OpinionKind, Position, WorkKind, WorkStatus
from zhongshu.lib.refusal import Refused


def add_signer(
    state: FlowState,
    scene: Scene,
    *,
    actor: int,
    work: int,
    people: Sequence[int],
    position: Position = Position.BEFORE,
    text: str = "",
) -> FlowState:
    """加签. BEFORE: they sign first, then it comes back to me. AFTER: they sign after me. PARALLEL: they join a countersign."""
    turn, item = begin(state, scene, Move.ADD_SIGNER, actor, work)
    people = others(turn, people, "加签")
    if position is Position.PARALLEL:
        _beside(turn, item, people)
    elif not acts_for(scene, actor, item):
        raise Refused("只有持有人可以在自己之前或之后加签。", remedy="会签事项请选“并行加签”。")
    else:
        item = take(turn, item)
        _in_line(turn, item, people, position)
    turn.opine(item, OpinionKind.REASON, worded(text, "加签事由", needed=False))
    names = "、".join(scene.roster.name(person) for person in people)
    return turn.finish(Move.ADD_SIGNER, work=item, note=f"{position.label}：{names}")


def _in_line(turn: Turn, item: Work, people: Sequence[int], position: Position) -> None:
    queue = turn.queue(item.step, item.lane)
    _refuse_twice(turn, queue, people)
    step = turn.steps[item.step]
    new = [
        turn.open_work(step, WorkKind.ADDED, person, lane=item.lane, status=WorkStatus.WAITING, due_at=None)
        for person in people
    ]
    at = next(index for index, work in enumerate(queue) if work.no == item.no)
    at += position is Position.AFTER
    for place, work in enumerate([*queue[:at], *new, *queue[at:]], 1):
        if work.place != place:
            turn.change_work(work.no, place=place)
    if position is Position.BEFORE:
        turn.change_work(item.no, status=WorkStatus.WAITING, activated_in=None)
        turn.activate(new[0].no)


def _beside(turn: Turn, item: Work, people: Sequence[int]) -> None:
    if item.kind not in SIGNING:
        raise Refused("只有会签、票签事项可以并行加签。", remedy="请选“在我之前”或“在我之后”。")
    step = turn.steps[item.step]
    sheet = lanes_of(turn, step)
    _refuse_twice(turn, list(sheet.values()), people)
    used = {work.lane for work in turn.works.values() if work.step == step.no and work.kind in SIGNING}
    for index, person in enumerate(people, len(used)):
        turn.open_work(step, item.kind, person, lane=f"{step.lane}/{step.no}#{index}", due_at=item.due_at)


def _refuse_twice(turn: Turn, there: Sequence[Work], people: Sequence[int]) -> None:
    for person in people:
        if any(person in {work.holder, work.on_behalf_of} for work in there):
            raise Refused(f"{turn.scene.roster.name(person)}已在签署名单中。")


def remove_signer(state: FlowState, scene: Scene, *, actor: int, work: int, text: str) -> FlowState:
    """减签: a signer who has not signed yet is let go, with a reason; what others wrote stays, the step goes on."""
    turn, item = begin(state, scene, Move.REMOVE_SIGNER, actor, work)
    text = worded(text, "减签理由")
    step = turn.steps[item.step]
    turn.opine(item, OpinionKind.REASON, text)
    turn.close_work(item.no, WorkStatus.REMOVED)
    if item.kind is WorkKind.ADDED:
        go_on(turn, item)
    else:
        turn.close_scope(item.lane, WorkStatus.CANCELLED)
        if not lanes_of(turn, step):
            raise Refused("会签至少要留一人。", remedy="如不再需要会签，请退回或先加签他人。")
        settle_countersign(turn, step, scene.procedure.tasks[step.element])
    told = (item.holder, *([item.on_behalf_of] if item.on_behalf_of else []))
    return turn.finish(Move.REMOVE_SIGNER, work=item, note=f"减去{scene.roster.name(item.holder)}：{text}", told=told)
