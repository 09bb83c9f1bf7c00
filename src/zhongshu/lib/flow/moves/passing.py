"""转办 and 委托: a work goes to somebody else, wholly or in the holder's name."""

from typing import Any

from zhongshu.lib.flow.moves.beginning import begin, others, take, worded
from zhongshu.lib.flow.routing import lanes_of
from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import FlowState, Work
from zhongshu.lib.flow.turn import Turn
from zhongshu.lib.flow.vocabulary import SIGNING, Move, OpinionKind, WorkStatus
from zhongshu.lib.refusal import Refused


def hand_on(state: FlowState, scene: Scene, *, actor: int, work: int, to: int, text: str = "") -> FlowState:
    """转办: ``to`` is responsible from now on; the deadline stays what it was."""
    turn, item = begin(state, scene, Move.HAND_ON, actor, work)
    item = take(turn, item)
    _pass(turn, item, to, WorkStatus.HANDED_ON, "转办", text)
    return turn.finish(Move.HAND_ON, work=item, note=f"转给{scene.roster.name(to)}")


def delegate(state: FlowState, scene: Scene, *, actor: int, work: int, to: int, text: str = "") -> FlowState:
    """委托: ``to`` handles it in the principal's name, marked 代; the principal may still take it back and act."""
    turn, item = begin(state, scene, Move.DELEGATE, actor, work)
    if to == item.principal:
        raise Refused("这件事项本来就是对方的，不必委托。")
    item = take(turn, item)
    _pass(turn, item, to, WorkStatus.DELEGATED, "委托", text, holder=to, on_behalf_of=item.principal)
    return turn.finish(Move.DELEGATE, work=item, note=f"委托{scene.roster.name(to)}代办")


def _pass(turn: Turn, item: Work, to: int, status: WorkStatus, word: str, text: str, **more: Any) -> None:
    others(turn, (to,), word)
    step = turn.steps[item.step]
    beside = list(lanes_of(turn, step).values()) if item.kind in SIGNING else turn.queue(step.no, item.lane)
    if any(work.no != item.no and work.live and to in {work.holder, work.on_behalf_of} for work in beside):
        raise Refused(f"{turn.scene.roster.name(to)}已在签署名单中。", remedy="请另选一位。")
    turn.opine(item, OpinionKind.REASON, worded(text, f"{word}说明", needed=False))
    turn.close_work(item.no, status)
    turn.open_work(step, item.kind, to, lane=item.lane, place=item.place, due_at=item.due_at, **more)
