"""跳转 终止 工作移交 到期处理, and keeping the title that lists show true."""

from datetime import datetime

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM, Actor
from zhongshu.apps.flow import events
from zhongshu.apps.flow.actions.engine import NothingToDo, make_move
from zhongshu.apps.flow.models import Flow, Step, Work
from zhongshu.apps.org.models import Person
from zhongshu.lib.flow import moves
from zhongshu.lib.flow.vocabulary import ACTIVE, URGENCIES, Move
from zhongshu.lib.refusal import Refused


def jump(*, actor: Person, work: Work, target: str, text: str, holder: Person | None = None) -> Flow:
    """跳转 to the step with this element id, by the system administrator, with a reason."""
    chosen = holder.pk if holder else None
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.JUMP, work=work,
        data={"target": target, "holder": chosen, "text": text},
        pure=lambda state, scene: moves.jump(
            state, scene, actor=actor.pk, work=work.no, target=target, text=text, holder=chosen
        ),
    )  # fmt: skip


def terminate(*, actor: Person, work: Work, text: str) -> Flow:
    """终止 by the starter or the system administrator, with a reason; ``work`` is any that is active."""
    return make_move(
        actor=actor, flow=work.flow_id, move=Move.TERMINATE, work=work, data={"text": text},
        pure=lambda state, scene: moves.terminate(state, scene, actor=actor.pk, work=work.no, text=text),
    )  # fmt: skip


def reassign(*, actor: Actor, flow: Flow, leaver: Person, successor: Person) -> Flow:
    """工作移交 within one flow. Who may do this is decided by `org.actions.hand_over`, the only caller."""
    by = actor.pk or successor.pk
    return make_move(
        actor=actor, flow=flow.pk, move=Move.REASSIGN, data={"leaver": leaver.pk, "successor": successor.pk},
        pure=lambda state, scene: moves.reassign(state, scene, actor=by, leaver=leaver.pk, to=successor.pk),
    )  # fmt: skip


def fire_timer(*, step: Step, timer: str, now: datetime | None = None) -> bool:
    """到期处理: carry out one boundary timer. True when something was due; a second call does nothing."""
    try:
        make_move(
            actor=SYSTEM, flow=step.flow_id, move=Move.TIMER, data={"timer": timer}, now=now,
            pure=lambda state, scene: moves.fire_timer(state, scene, step=step.no, timer=timer),
        )  # fmt: skip
    except NothingToDo:
        return False
    return True


def put_off_timer(*, step: Step, until: datetime) -> None:
    """A timer that a guard refuses now is looked at again later. Bookkeeping of the sweep, no act of its own."""
    Step.objects.filter(pk=step.pk).update(next_timer_at=until)


def remind(*, work: Work, now: datetime) -> bool:
    """Tell the holder that the deadline is near, or past; once each. True when somebody was told."""
    late = work.due_at is not None and work.due_at <= now
    stage = "late" if late else "soon"
    with act(actor=SYSTEM, verb="flow.remind", about=work.flow) as this:
        fresh = Work.objects.filter(pk=work.pk, box__in=(Work.Box.TODO, Work.Box.IN_HAND)).exclude(reminded=stage)
        if not fresh.update(reminded=stage):
            return False
        words = "已超过办理时限" if late else "将到办理时限"
        text = f"《{work.title}》“{work.step_name}”{words}（{timezone.localtime(work.due_at):%m月%d日 %H:%M}）"
        this.summary, this.data = f"提醒{work.holder}：{text}", {"work": work.no, "stage": stage}
        events.people_told.send(
            sender=Flow, flow=work.flow, subject_type=work.subject_type, subject_id=work.subject_id, actor=SYSTEM,
            people=[work.holder], text=text, key=f"flow:{work.flow_id}:{work.no}:{stage}",
        )  # fmt: skip
    return True


def retitle(*, actor: Actor, flow: Flow, title: str, urgency: str | None = None) -> None:
    """Keep the title and urgency that the desks' lists show in step with the paper."""
    fields: dict[str, str] = {"title": title}
    if urgency is not None:
        if urgency not in URGENCIES:
            raise Refused(f"紧急程度“{urgency}”不认识。")
        fields["urgency"] = urgency
    with act(actor=actor, verb="flow.retitle", about=flow, summary=f"标题改为《{title}》", data=fields):
        Flow.objects.filter(pk=flow.pk).update(**fields)
        Work.objects.filter(flow=flow).update(**fields)


def retime(*, actor: Actor, flow: Flow, element: str, due_at: datetime) -> int:
    """Let whoever works at a step now have until ``due_at``, where the paper itself says by when; returns how many works."""
    active = [status.value for status in ACTIVE]
    works = Work.objects.filter(flow=flow, step__element=element, responsible=True, state__in=active)
    with act(actor=actor, verb="flow.retime", about=flow) as this:
        changed = works.exclude(due_at=due_at).update(due_at=due_at, reminded="")
        this.summary = f"《{flow.title}》本环节时限改为{timezone.localtime(due_at):%Y年%m月%d日 %H:%M}"
        this.data = {"element": element, "due_at": due_at.isoformat(), "works": changed}
    return changed
