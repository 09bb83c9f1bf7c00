"""Which move is permitted in which state, to whom. One table; the screen, the action and the printed page read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhongshu.lib.flow.permit_details import DETAILS
from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import FlowState, Work
from zhongshu.lib.flow.vocabulary import (
    ACTIVE,
    LIVE,
    RESPONSIBLE,
    SIGNING,
    FlowStatus,
    Move,
    WorkKind,
    WorkStatus,
)
from zhongshu.lib.refusal import Refused
from zhongshu.lib.word import Word


class Who(Word):
    HOLDER = "holder", "持有人（或其AB角、委托人）"
    LEADER = "leader", "欠补签的本人"
    DOER = "doer", "办理过该事项的本人"
    SENDER = "sender", "交来的人"
    STARTER = "starter", "发起人"
    PARTAKER = "partaker", "办理过本流程的人"
    OFFICER = "officer", "办公室负责人、文书、值班员"
    ADMINISTRATOR = "administrator", "系统管理员"


@dataclass(frozen=True, slots=True)
class Rule:
    """Permitted when the flow, the kind of work and its state are among these, and the actor is one of ``who``."""

    flows: frozenset[FlowStatus]
    kinds: frozenset[WorkKind]
    works: frozenset[WorkStatus]
    who: tuple[Who, ...]


RUNNING = frozenset({FlowStatus.RUNNING})
STOPPED = frozenset({FlowStatus.STOPPED})
GOING = RUNNING | STOPPED
ALWAYS = frozenset(FlowStatus)
_HANDLED = frozenset({WorkKind.HANDLE}) | SIGNING
_DEFERRED = frozenset({WorkKind.DEFERRED})
_ADDABLE = frozenset({WorkKind.ADDED}) | SIGNING
_OPEN = frozenset({WorkStatus.OPEN})
_DONE = frozenset({WorkStatus.DONE})
_REFUSED = frozenset({WorkStatus.REFUSED})

TABLE: Mapping[Move, tuple[Rule, ...]] = {
    Move.SIGN_FOR: (Rule(GOING, RESPONSIBLE, _OPEN, (Who.HOLDER,)),),
    Move.SUBMIT: (Rule(RUNNING, frozenset({WorkKind.HANDLE, WorkKind.ADDED}), ACTIVE, (Who.HOLDER,)),),
    Move.COUNTERSIGN: (Rule(RUNNING, frozenset({WorkKind.COUNTERSIGN}), ACTIVE, (Who.HOLDER,)),),
    Move.VOTE: (Rule(RUNNING, frozenset({WorkKind.BALLOT}), ACTIVE, (Who.HOLDER,)),),
    Move.RETURN: (
        Rule(RUNNING, _HANDLED, ACTIVE, (Who.HOLDER,)),
        Rule(STOPPED, _DEFERRED, _REFUSED, (Who.LEADER, Who.STARTER, Who.PARTAKER, Who.OFFICER)),
    ),
    Move.WITHDRAW: (Rule(RUNNING, RESPONSIBLE, _DONE, (Who.DOER,)),),
    Move.ADD_SIGNER: (
        Rule(RUNNING, RESPONSIBLE, ACTIVE, (Who.HOLDER,)),
        Rule(RUNNING, SIGNING, ACTIVE, (Who.SENDER, Who.STARTER, Who.OFFICER)),
    ),
    Move.REMOVE_SIGNER: (Rule(RUNNING, _ADDABLE, LIVE, (Who.SENDER, Who.STARTER, Who.OFFICER)),),
    Move.HAND_ON: (Rule(GOING, RESPONSIBLE, ACTIVE, (Who.HOLDER,)),),
    Move.DELEGATE: (Rule(GOING, RESPONSIBLE, ACTIVE, (Who.HOLDER,)),),
    Move.CIRCULATE: (
        Rule(GOING, RESPONSIBLE, ACTIVE, (Who.HOLDER,)),
        Rule(frozenset({FlowStatus.RUNNING, FlowStatus.COMPLETED}), RESPONSIBLE, _DONE, (Who.DOER,)),
    ),
    Move.MARK_READ: (Rule(ALWAYS, frozenset({WorkKind.READ}), ACTIVE, (Who.HOLDER,)),),
    Move.CHASE: (
        Rule(
            GOING, RESPONSIBLE | {WorkKind.ASKED, WorkKind.DEFERRED}, ACTIVE, (Who.PARTAKER, Who.STARTER, Who.OFFICER)
        ),
        Rule(ALWAYS, frozenset({WorkKind.READ}), ACTIVE, (Who.PARTAKER, Who.STARTER, Who.OFFICER)),
    ),
    Move.ASK: (Rule(GOING, RESPONSIBLE, ACTIVE, (Who.HOLDER,)),),
    Move.ANSWER: (Rule(GOING, frozenset({WorkKind.ASKED}), ACTIVE, (Who.HOLDER,)),),
    Move.JUMP: (Rule(GOING, RESPONSIBLE, ACTIVE, (Who.ADMINISTRATOR,)),),
    Move.TERMINATE: (Rule(GOING, RESPONSIBLE, ACTIVE, (Who.STARTER, Who.ADMINISTRATOR)),),
    Move.APPROVE_BY_PHONE: (Rule(RUNNING, _HANDLED, ACTIVE, (Who.PARTAKER, Who.STARTER, Who.OFFICER)),),
    Move.COUNTERSIGN_LATER: (Rule(GOING, _DEFERRED, _OPEN | _REFUSED, (Who.LEADER,)),),
    Move.REFUSE_LATER: (Rule(GOING, _DEFERRED, _OPEN, (Who.LEADER,)),),
    Move.REASSIGN: (Rule(ALWAYS, frozenset(WorkKind), LIVE, (Who.ADMINISTRATOR,)),),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of "what I can do now": a move on a work, allowed or the reason why not."""

    move: Move
    work: Work
    allowed: bool
    reason: str = ""


def permit(state: FlowState, scene: Scene, move: Move, actor: int, work: Work) -> None:
    """Refused, in words, unless ``actor`` may make ``move`` on ``work`` now. Nothing is changed."""
    if not scene.roster.in_service(actor):
        raise Refused("您已离岗，不能再办理。")
    rules = [rule for rule in TABLE[move] if work.kind in rule.kinds and work.status in rule.works]
    if not rules:
        raise _wrong_work(scene, move, work)
    rules = [rule for rule in rules if state.status in rule.flows]
    if not rules:
        raise Refused(f"本流程{state.status.label}，不能{move.label}。")
    if not any(_is(who, state, scene, actor, work) for rule in rules for who in rule.who):
        names = "、".join(dict.fromkeys(who.label for rule in rules for who in rule.who))
        raise Refused(f"您不能在这里{move.label}。", remedy=f"可以{move.label}的是：{names}。")
    for detail in DETAILS.get(move, ()):
        detail(state, scene, move, actor, work)


def _wrong_work(scene: Scene, move: Move, work: Work) -> Refused:
    if work.status in LIVE:
        return Refused(f"这是{work.kind.label}事项（{work.status.label}），不能{move.label}。")
    name = scene.roster.name(work.holder)
    return Refused(
        f"{name}手中的这件{work.kind.label}事项{work.status.label}，不能再{move.label}。",
        remedy="页面可能已过时，请刷新后再办。",
    )


def acts_for(scene: Scene, actor: int, work: Work) -> bool:
    """Whether ``actor`` may act on what lies with the holder: the holder, the principal, or the stand-in."""
    return actor in {work.holder, work.on_behalf_of} or scene.roster.stands_in(actor, work.holder)


def _is(who: Who, state: FlowState, scene: Scene, actor: int, work: Work) -> bool:
    match who:
        case Who.HOLDER:
            return acts_for(scene, actor, work)
        case Who.LEADER:
            return actor == work.holder
        case Who.DOER:
            return actor in {work.holder, work.on_behalf_of}
        case Who.SENDER:
            return actor == work.sender
        case Who.STARTER:
            return actor == state.starter
        case Who.PARTAKER:
            return actor in state.acted() or any(
                w.live and w.kind.responsible and w.holder == actor for w in state.works
            )
        case Who.OFFICER:
            return scene.roster.is_officer(actor)
        case Who.ADMINISTRATOR:
            return scene.roster.is_administrator(actor)


def offers(state: FlowState, scene: Scene, actor: int) -> Iterator[Offer]:
    """Every move on every work that concerns ``actor`` now: what is allowed, and why the rest is not.

    A refused move is given only when the actor is one of those who might make it on a work that is still live;
    the rest would be noise.
    """
    for work in state.works:
        for move, rules in TABLE.items():
            fitting = [rule for rule in rules if work.kind in rule.kinds and work.status in rule.works]
            if not any(_is(who, state, scene, actor, work) for rule in fitting for who in rule.who):
                continue
            try:
                permit(state, scene, move, actor, work)
            except Refused as no:
                if work.live and state.status in GOING:
                    yield Offer(move, work, False, str(no))
            else:
                yield Offer(move, work, True)


def printed() -> str:
    """The table as a page for people (Markdown)."""
    lines = ["| 动作 | 流程状态 | 事项 | 事项状态 | 谁可以做 |", "|---|---|---|---|---|"]
    for move, rules in TABLE.items():
        for rule in rules:
            cells = (rule.flows, rule.kinds, rule.works)
            words = ["、".join(word.label for word in type(next(iter(cell))) if word in cell) for cell in cells]
            lines.append(f"| {move.label} | {' | '.join(words)} | {'、'.join(who.label for who in rule.who)} |")
    return "\n".join(lines) + "\n"
