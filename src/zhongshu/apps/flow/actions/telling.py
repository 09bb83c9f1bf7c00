"""传阅 阅毕 催办 沟通 答复."""

from collections.abc import Sequence

from zhongshu.apps.flow.actions.engine import make_move
from zhongshu.apps.flow.models import Flow, Work
from zhongshu.apps.org.models import Person
from zhongshu.lib.flow import moves
from zhongshu.lib.flow.vocabulary import Move


def circulate(*, actor: Person, work: Work, people: Sequence[Person], in_order: bool = False, text: str = "") -> Flow:
    """传阅, all at once or one after the other."""
    chosen = [person.pk for person in people]
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.CIRCULATE, work=work,
        data={"people": chosen, "in_order": in_order, "text": text},
        pure=lambda state, scene: moves.circulate(
            state, scene, actor=actor.pk, work=work.no, people=chosen, in_order=in_order, text=text
        ),
    )  # fmt: skip


def mark_read(*, actor: Person, work: Work, text: str = "") -> Flow:
    """阅毕."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.MARK_READ, work=work, data={"text": text},
        pure=lambda state, scene: moves.mark_read(state, scene, actor=actor.pk, work=work.no, text=text),
    )  # fmt: skip


def chase(*, actor: Person, work: Work, text: str = "") -> Flow:
    """催办: whoever holds ``work``, and the superior, are told; as often as needed."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.CHASE, work=work, data={"text": text},
        pure=lambda state, scene: moves.chase(state, scene, actor=actor.pk, work=work.no, text=text),
    )  # fmt: skip


def ask(*, actor: Person, work: Work, to: Person, text: str) -> Flow:
    """沟通."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.ASK, work=work, data={"to": to.pk, "text": text},
        pure=lambda state, scene: moves.ask(state, scene, actor=actor.pk, work=work.no, to=to.pk, text=text),
    )  # fmt: skip


def answer(*, actor: Person, work: Work, text: str) -> Flow:
    """答复."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.ANSWER, work=work, data={"text": text},
        pure=lambda state, scene: moves.answer(state, scene, actor=actor.pk, work=work.no, text=text),
    )  # fmt: skip
