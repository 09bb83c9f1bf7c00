"""先电话请示后补签 (domain §2.5)."""

from collections.abc import Mapping
from datetime import datetime

from zhongshu.apps.flow.actions.engine import make_move
from zhongshu.apps.flow.actions.handling import Holders, person_ids
from zhongshu.apps.flow.models import Flow, Work
from zhongshu.apps.org.models import Person
from zhongshu.lib.flow import PhoneCall, moves
from zhongshu.lib.flow.conditions import Value
from zhongshu.lib.flow.vocabulary import Move


def approve_by_phone(
    *,
    actor: Person,
    work: Work,
    called_at: datetime,
    question: str,
    answer: str,
    witness: str = "",
    holders: Holders | None = None,
    variables: Mapping[str, Value] | None = None,
    original: str = "",
) -> Flow:
    """``actor`` phoned the leader whose ``work`` it is; the paper goes on marked 电话同意·待补签. With ``original`` the
    leader has signed that paper original, and no signature is owed."""
    chosen = person_ids(holders)
    call = PhoneCall(called_at, question, answer, witness)
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.APPROVE_BY_PHONE, work=work,
        data={
            "called_at": called_at.isoformat(), "question": question, "answer": answer, "witness": witness,
            "holders": chosen, "variables": dict(variables or {}), "original": original,
        },
        pure=lambda state, scene: moves.approve_by_phone(
            state, scene, actor=actor.pk, work=work.no, call=call, holders=chosen, variables=variables,
            original=original,
        ),
    )  # fmt: skip


def countersign_later(*, actor: Person, work: Work, text: str = "") -> Flow:
    """补签: ``work`` is the leader's deferred signature."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.COUNTERSIGN_LATER, work=work, data={"text": text},
        pure=lambda state, scene: moves.countersign_later(state, scene, actor=actor.pk, work=work.no, text=text),
    )  # fmt: skip


def refuse_later(*, actor: Person, work: Work, text: str) -> Flow:
    """不予补签: the paper stops where it is; everybody who acted on it is told."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.REFUSE_LATER, work=work, data={"text": text},
        pure=lambda state, scene: moves.refuse_later(state, scene, actor=actor.pk, work=work.no, text=text),
    )  # fmt: skip
