"""How every move begins: ask the table, open a turn, take the work in hand."""

from collections.abc import Iterable, Mapping

from zhongshu.lib.flow.conditions import TYPES, Value, people_in, type_of_value
from zhongshu.lib.flow.permits import permit
from zhongshu.lib.flow.routing import refuse_unfit
from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import FlowState, Work
from zhongshu.lib.flow.turn import Turn
from zhongshu.lib.flow.vocabulary import Move, WorkStatus
from zhongshu.lib.refusal import Refused

LONGEST_TEXT = 20_000


def begin(state: FlowState, scene: Scene, move: Move, actor: int, work: int) -> tuple[Turn, Work]:
    """A turn for a permitted move; Refused otherwise."""
    item = state.work(work)
    permit(state, scene, move, actor, item)
    return Turn(state, scene, actor), item


def take(turn: Turn, item: Work) -> Work:
    """The actor takes the work in hand: signed for if it was not, marked 代 when the actor stands in for another."""
    fields: dict[str, object] = {}
    if turn.actor == item.on_behalf_of:
        fields |= {"holder": turn.actor, "on_behalf_of": None}
    elif turn.actor != item.holder:
        fields |= {"holder": turn.actor, "on_behalf_of": item.principal}
    if item.status is WorkStatus.OPEN:
        fields |= {"status": WorkStatus.IN_HAND, "signed_at": turn.scene.now}
    if fields:
        item = turn.change_work(item.no, **fields)
    turn.on_behalf_of = item.on_behalf_of
    return item


def worded(text: str, what: str, *, needed: bool = True) -> str:
    """A text as it will be kept; Refused when it is needed and empty, or absurdly long."""
    text = text.strip()
    if needed and not text:
        raise Refused(f"请写明{what}。")
    if len(text) > LONGEST_TEXT:
        raise Refused(f"{what}有 {len(text)} 字，最多 {LONGEST_TEXT} 字。")
    return text


def others(turn: Turn, people: Iterable[int], what: str) -> tuple[int, ...]:
    """The people chosen, once each; Refused when there is none, one has left, or one is the actor."""
    found = tuple(dict.fromkeys(people))
    if not found:
        raise Refused(f"请选择{what}的对象。")
    for person in found:
        if person == turn.actor:
            raise Refused(f"不能{what}给自己。", remedy="请另选一位。")
        if not turn.scene.roster.is_active(person):
            raise Refused(f"{turn.scene.roster.name(person)}已不在岗，不能{what}。", remedy="请另选一位。")
    return found


def set_variables(turn: Turn, given: Mapping[str, Value]) -> None:
    """Keep what a form filled in; Refused when the procedure does not know the variable or its type differs."""
    declared = turn.scene.procedure.variables
    for name, value in given.items():
        if name not in declared:
            raise Refused(f"本流程没有“{name}”这一项。")
        kept = tuple(value) if isinstance(value, list) else value
        if type_of_value(kept) != declared[name].type:
            raise Refused(f"“{declared[name].label}”应当是{TYPES[declared[name].type]}。")
        allowed = [option for option, _ in declared[name].options]
        if allowed and kept not in allowed:
            raise Refused(f"“{declared[name].label}”不能是“{kept}”。")
        turn.variables[name] = kept
    for task in turn.scene.procedure.tasks.values():
        listed = task.countersign.each if task.countersign else ""
        if listed in given:
            refuse_unfit(turn, task, people_in(turn.variables[listed]))
