"""传阅 阅毕 催办 沟通 答复: words that travel while responsibility stays where it is."""

from collections.abc import Sequence

from zhongshu.lib.flow.moves.beginning import begin, others, take, worded
from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import FlowState
from zhongshu.lib.flow.vocabulary import Move, OpinionKind, WorkKind, WorkStatus
from zhongshu.lib.refusal import Refused


def circulate(
    state: FlowState,
    scene: Scene,
    *,
    actor: int,
    work: int,
    people: Sequence[int],
    in_order: bool = False,
    text: str = "",
) -> FlowState:
    """传阅 to ``people``, all at once or one after the other; whoever still has it to read is not sent it twice."""
    turn, item = begin(state, scene, Move.CIRCULATE, actor, work)
    reading = {w.holder for w in state.works if w.kind is WorkKind.READ and w.live}
    people = [person for person in others(turn, people, "传阅") if person not in reading]
    if not people:
        raise Refused("所选的人手中都还有这份传阅件。")
    if item.active:
        item = take(turn, item)
    step = turn.steps[item.step]
    for place, person in enumerate(people, 1):
        status = WorkStatus.WAITING if in_order and place > 1 else WorkStatus.OPEN
        turn.open_work(step, WorkKind.READ, person, lane=item.lane, place=place, status=status)
    turn.opine(item, OpinionKind.REASON, worded(text, "传阅说明", needed=False))
    names = "、".join(scene.roster.name(person) for person in people)
    return turn.finish(Move.CIRCULATE, work=item, note=f"{'依次' if in_order else ''}传阅：{names}")


def mark_read(state: FlowState, scene: Scene, *, actor: int, work: int, text: str = "") -> FlowState:
    """阅毕, with a note if there is one; in an ordered circulation the next reader gets it."""
    turn, item = begin(state, scene, Move.MARK_READ, actor, work)
    item = take(turn, item)
    turn.opine(item, OpinionKind.NOTE, worded(text, "阅签意见", needed=False))
    turn.close_work(item.no, WorkStatus.DONE)
    following = [
        w for w in turn.works.values()
        if w.kind is WorkKind.READ and w.opened_in == item.opened_in and w.status is WorkStatus.WAITING
    ]  # fmt: skip
    if following and not any(
        w.kind is WorkKind.READ and w.opened_in == item.opened_in and w.active for w in turn.works.values()
    ):
        turn.activate(min(following, key=lambda w: w.place).no)
    return turn.finish(Move.MARK_READ, work=item)


def chase(state: FlowState, scene: Scene, *, actor: int, work: int, text: str = "") -> FlowState:
    """催办: reaches whoever actually holds it, the principal stood in for, and the holder's superior. Repeatable."""
    turn, item = begin(state, scene, Move.CHASE, actor, work)
    turn.change_work(item.no, chased=item.chased + 1)
    told = [item.holder, item.on_behalf_of, scene.roster.superior(item.principal)]
    note = worded(text, "催办内容", needed=False)
    turn.opine(item, OpinionKind.REASON, note)
    return turn.finish(
        Move.CHASE, work=item, note=note or f"第 {item.chased + 1} 次催办", told=[person for person in told if person]
    )


def ask(state: FlowState, scene: Scene, *, actor: int, work: int, to: int, text: str) -> FlowState:
    """沟通: ask a colleague; the paper stays in the asker's hands."""
    turn, item = begin(state, scene, Move.ASK, actor, work)
    others(turn, (to,), "沟通")
    item = take(turn, item)
    turn.opine(item, OpinionKind.QUESTION, worded(text, "要问的事"))
    turn.open_work(turn.steps[item.step], WorkKind.ASKED, to, lane=item.lane)
    return turn.finish(Move.ASK, work=item, note=f"询问{scene.roster.name(to)}")


def answer(state: FlowState, scene: Scene, *, actor: int, work: int, text: str) -> FlowState:
    """答复 a colleague's question."""
    turn, item = begin(state, scene, Move.ANSWER, actor, work)
    item = take(turn, item)
    turn.opine(item, OpinionKind.ANSWER, worded(text, "答复"))
    turn.close_work(item.no, WorkStatus.DONE)
    told = [item.sender] if item.sender else []
    return turn.finish(Move.ANSWER, work=item, told=told)
