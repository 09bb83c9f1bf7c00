"""Random moves: who does what to which work, with arguments that fit often enough to get somewhere."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from zhongshu.lib.flow import FlowState, PhoneCall, Scene, return_targets
from zhongshu.lib.flow.vocabulary import Move, Position, ReturnMode, Verdict, WorkKind

Draw = Callable[[st.SearchStrategy], Any]
WORDS = st.sampled_from(["", "同意", "请修改第二段", "已核", "意见不一致\n见附页"])
REASONS = st.sampled_from(["理由充分", "内容有误", "理由充分", "补充说明", ""])
_SIMPLE = {
    Move.SIGN_FOR: (), Move.WITHDRAW: ("text",), Move.REMOVE_SIGNER: ("text",), Move.MARK_READ: ("text",),
    Move.CHASE: ("text",), Move.ANSWER: ("text",), Move.TERMINATE: ("text",), Move.COUNTERSIGN_LATER: ("text",),
    Move.REFUSE_LATER: ("text",),
}  # fmt: skip


def arguments(draw: Draw, move: Move, state: FlowState, scene: Scene, work: int, people: list[int]) -> dict[str, Any]:
    """Keyword arguments for the move's function beyond actor and work."""
    person = st.sampled_from(people)
    several = st.lists(person, min_size=1, max_size=3, unique=True)
    text = draw(REASONS)
    if move in _SIMPLE:
        return dict.fromkeys(_SIMPLE[move], text)
    match move:
        case Move.SUBMIT:
            return {"text": draw(WORDS), **_onward(draw, state, scene, work, people)}
        case Move.COUNTERSIGN:
            return {"verdict": draw(st.sampled_from(Verdict)), "text": draw(WORDS)}
        case Move.VOTE:
            return {"verdict": draw(st.sampled_from(Verdict)), "text": draw(WORDS)}
        case Move.RETURN:
            targets = [step.element for step in return_targets(state, scene.procedure, state.work(work))]
            target = draw(st.sampled_from(targets or list(scene.procedure.tasks)))
            return {"target": target, "mode": draw(st.sampled_from(ReturnMode)), "text": text}
        case Move.ADD_SIGNER:
            return {"people": draw(several), "position": draw(st.sampled_from(Position)), "text": text}
        case Move.HAND_ON | Move.DELEGATE | Move.ASK:
            return {"to": draw(person), "text": text}
        case Move.CIRCULATE:
            return {"people": draw(several), "in_order": draw(st.booleans()), "text": text}
        case Move.JUMP:
            return {"target": draw(st.sampled_from(sorted(scene.procedure.tasks))), "text": text}
        case Move.APPROVE_BY_PHONE:
            return {"call": PhoneCall(scene.now, "可否先发", draw(WORDS)), **_onward(draw, state, scene, work, people)}
    raise AssertionError(move)


def _onward(draw: Draw, state: FlowState, scene: Scene, work: int, people: list[int]) -> dict[str, Any]:
    """Whom to choose for the steps ahead, and what to fill in."""
    procedure = scene.procedure
    if state.work(work).kind is WorkKind.ADDED and draw(st.integers(0, 5)):
        return {}
    here = procedure.tasks[state.step(state.work(work).step).element]
    holders: dict[str, list[int]] = {}
    variables: dict[str, Any] = {}
    for element in procedure.ahead(here.id):
        rule = procedure.tasks[element].countersign
        if rule and rule.each:
            variables[rule.each] = draw(st.lists(st.sampled_from(people), max_size=4, unique=True))
        elif draw(st.integers(0, 5)) == 0:
            holders[element] = [draw(st.sampled_from(people))]
    for name in here.asks:
        variable = procedure.variables[name]
        if variable.options:
            variables[name] = draw(st.sampled_from([value for value, _ in variable.options]))
        elif variable.type == "boolean":
            variables[name] = draw(st.integers(0, 3)) == 0
        elif variable.type == "number":
            variables[name] = draw(st.integers(0, 3))
    return {"holders": holders, "variables": variables}
