"""发起 签收 提交 会签 票签 退回 撤回 加签 减签 转办 委托."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Model
from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.flow import queries
from zhongshu.apps.flow.actions.engine import make_move, record_start
from zhongshu.apps.flow.actions.procedures import procedure_in_use
from zhongshu.apps.flow.guards import ask_permission
from zhongshu.apps.flow.models import Flow, Work
from zhongshu.apps.flow.scenes import scene_for
from zhongshu.apps.org.models import Organ, Person
from zhongshu.lib.flow import moves
from zhongshu.lib.flow.conditions import Value
from zhongshu.lib.flow.vocabulary import URGENCIES, Move, Position, ReturnMode, Verdict
from zhongshu.lib.refusal import Refused

Holders = Mapping[str, Sequence[Person]]


def start(
    *,
    actor: Person,
    procedure_key: str,
    subject: Model,
    title: str,
    organ: Organ | None = None,
    variables: Mapping[str, Value] | None = None,
    urgency: str = "normal",
    now: datetime | None = None,
) -> Flow:
    """发起: put ``subject`` (saved already) on its way along the organ's procedure of this key."""
    organ = organ or actor.organ
    if urgency not in URGENCIES:
        raise Refused(f"紧急程度“{urgency}”不认识。")
    with act(actor=actor, verb="flow.start") as this:
        subject_type = subject._meta.label_lower
        if queries.going_flow(subject_type, subject.pk) is not None:
            raise Refused("这份公文正在流转，不能重复发起。")
        flow = Flow(
            procedure=procedure_in_use(organ, procedure_key), organ=organ, subject_type=subject_type,
            subject_id=subject.pk, title=title, urgency=urgency, starter=actor, started_at=now or timezone.now(),
        )  # fmt: skip
        scene = scene_for(flow, actor, now=now)
        after = moves.start(scene, actor=actor.pk, variables=variables or {}, urgency=urgency)
        ask_permission(flow, Move.START, actor, None, data=dict(variables or {}))
        flow.save()
        this.about, this.summary = flow, f"《{title}》发起“{flow.procedure.name}”"
        this.data = {"procedure": flow.procedure.pk, "variables": dict(variables or {})}
        record_start(actor=actor, flow=flow, after=after, scene=scene)
    return flow


def sign_for(*, actor: Person, work: Work) -> Flow:
    """签收."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.SIGN_FOR, work=work,
        pure=lambda state, scene: moves.sign_for(state, scene, actor=actor.pk, work=work.no),
    )  # fmt: skip


def submit(
    *,
    actor: Person,
    work: Work,
    text: str = "",
    verdict: Verdict = Verdict.NONE,
    holders: Holders | None = None,
    variables: Mapping[str, Value] | None = None,
) -> Flow:
    """提交. ``holders``: element id → people chosen for the steps ahead; ``variables``: what the step's form filled in."""
    chosen = person_ids(holders)
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.SUBMIT, work=work,
        data={"text": text, "verdict": verdict, "holders": chosen, "variables": dict(variables or {})},
        pure=lambda state, scene: moves.submit(
            state, scene, actor=actor.pk, work=work.no, text=text, verdict=verdict, holders=chosen, variables=variables
        ),
    )  # fmt: skip


def countersign(*, actor: Person, work: Work, verdict: Verdict = Verdict.AGREE, text: str = "") -> Flow:
    """会签 / 或签."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.COUNTERSIGN, work=work, data={"verdict": verdict, "text": text},
        pure=lambda state, scene: moves.countersign(
            state, scene, actor=actor.pk, work=work.no, verdict=verdict, text=text
        ),
    )  # fmt: skip


def vote(*, actor: Person, work: Work, verdict: Verdict, text: str = "") -> Flow:
    """票签."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.VOTE, work=work, data={"verdict": verdict, "text": text},
        pure=lambda state, scene: moves.vote(state, scene, actor=actor.pk, work=work.no, verdict=verdict, text=text),
    )  # fmt: skip


def return_to(*, actor: Person, work: Work, target: str, text: str, mode: ReturnMode = ReturnMode.REWALK) -> Flow:
    """退回 to the earlier step with this element id."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.RETURN, work=work,
        data={"target": target, "text": text, "mode": mode.value},
        pure=lambda state, scene: moves.return_to(
            state, scene, actor=actor.pk, work=work.no, target=target, text=text, mode=mode
        ),
    )  # fmt: skip


def withdraw(*, actor: Person, work: Work, text: str = "") -> Flow:
    """撤回 one's own submit."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.WITHDRAW, work=work, data={"text": text},
        pure=lambda state, scene: moves.withdraw(state, scene, actor=actor.pk, work=work.no, text=text),
    )  # fmt: skip


def add_signer(
    *, actor: Person, work: Work, people: Sequence[Person], position: Position = Position.BEFORE, text: str = ""
) -> Flow:
    """加签."""
    chosen = [person.pk for person in people]
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.ADD_SIGNER, work=work,
        data={"people": chosen, "position": position.value, "text": text},
        pure=lambda state, scene: moves.add_signer(
            state, scene, actor=actor.pk, work=work.no, people=chosen, position=position, text=text
        ),
    )  # fmt: skip


def remove_signer(*, actor: Person, work: Work, text: str) -> Flow:
    """减签: ``work`` is the signer's."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.REMOVE_SIGNER, work=work, data={"text": text},
        pure=lambda state, scene: moves.remove_signer(state, scene, actor=actor.pk, work=work.no, text=text),
    )  # fmt: skip


def hand_on(*, actor: Person, work: Work, to: Person, text: str = "") -> Flow:
    """转办."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.HAND_ON, work=work, data={"to": to.pk, "text": text},
        pure=lambda state, scene: moves.hand_on(state, scene, actor=actor.pk, work=work.no, to=to.pk, text=text),
    )  # fmt: skip


def delegate(*, actor: Person, work: Work, to: Person, text: str = "") -> Flow:
    """委托."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.DELEGATE, work=work, data={"to": to.pk, "text": text},
        pure=lambda state, scene: moves.delegate(state, scene, actor=actor.pk, work=work.no, to=to.pk, text=text),
    )  # fmt: skip


def person_ids(holders: Holders | None) -> dict[str, list[int]]:
    return {element: [person.pk for person in people] for element, people in (holders or {}).items()}
