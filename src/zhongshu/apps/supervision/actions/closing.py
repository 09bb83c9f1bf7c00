"""销号 and 重新立项."""

from datetime import date

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.actions import forget_notices_about
from zhongshu.apps.supervision import guards
from zhongshu.apps.supervision.actions.days import clear_days
from zhongshu.apps.supervision.actions.opening import locked, recompute
from zhongshu.apps.supervision.actions.telling import let_know, tell
from zhongshu.apps.supervision.models import Closing, Extension, Reopening, SupervisedMatter
from zhongshu.apps.supervision.queries.matters import acts_for, concerned_leader, consenting_leader
from zhongshu.lib.refusal import Refused


def propose_closing(*, actor: Person, matter: SupervisedMatter, result: str) -> Closing:
    """拟销号, by the supervising side on a verified report with evidence. No leader's order: closed at once."""
    with act(actor=actor, verb="supervision.propose_closing", about=matter) as this:
        matter = locked(matter)
        report = guards.may_propose_closing(actor, matter)
        if not result.strip():
            raise Refused("请写明完成情况：对照标准，办成了什么。")
        leader = consenting_leader(matter)
        closing = Closing.objects.create(
            matter=matter,
            report=report,
            result=result.strip(),
            proposed_by=actor,
            proposed_at=timezone.now(),
            leader=leader,
        )
        this.summary, this.data = f"{matter.number}拟销号", {"closing": closing.pk, "report": report.pk}
        if leader is None:
            _close(actor, matter, closing)
        else:
            let_know(actor, matter, leader, "销号征求意见")
            text = f"请表态是否同意销号：{matter.number}“{matter.task}”。{closing.result}"
            tell(actor, matter, [leader], text, key=f"supervision:closing:{closing.pk}")
    return closing


def propose_withdrawal(*, actor: Person, matter: SupervisedMatter, reason: str) -> Closing:
    """拟撤项: what was ordered is no longer to be done. With the reason, and the consent of the leader concerned."""
    with act(actor=actor, verb="supervision.propose_withdrawal", about=matter) as this:
        matter = locked(matter)
        guards.may_withdraw(actor, matter)
        if not reason.strip():
            raise Refused("请写明撤项的理由：情况有什么变化，为什么不必再办。")
        leader = concerned_leader(matter)
        if leader is None:
            raise Refused("找不到可以同意撤项的领导。", remedy="请先指定牵头领导。")
        closing = Closing.objects.create(
            matter=matter, withdrawal=True, result=reason.strip(), proposed_by=actor, proposed_at=timezone.now(),
            leader=leader,
        )  # fmt: skip
        this.summary, this.data = (
            f"{matter.number}拟撤项：{closing.result}",
            {"closing": closing.pk, "leader": leader.pk},
        )
        let_know(actor, matter, leader, "撤项征求意见")
        text = f"请表态是否同意撤项：{matter.number}“{matter.task}”。{closing.result}"
        tell(actor, matter, [leader], text, key=f"supervision:closing:{closing.pk}")
    return closing


def answer_closing(
    *, actor: Person, closing: Closing, agree: bool, words: str = "", transcribed: bool = False
) -> Closing:
    """The leader (or the leader's stand-in) consents or not. ``transcribed``: the supervising side writes down, marked
    so, what the leader said; then the words are needed."""
    with act(actor=actor, verb="supervision.answer_closing", about=closing.matter) as this:
        matter = locked(closing.matter)
        closing = Closing.objects.select_for_update().get(pk=closing.pk)
        _may_answer(actor, matter, closing, transcribed)
        if not words.strip() and (transcribed or not agree):
            raise Refused("请写明领导的原话。" if transcribed else f"不同意{closing.word}的，请写明意见。")
        closing.state = Closing.State.CONSENTED if agree else Closing.State.REFUSED
        closing.consented_by, closing.consented_at = (closing.leader if transcribed else actor), timezone.now()
        closing.words, closing.transcribed_by = words.strip(), actor if transcribed else None
        closing.save()
        if not agree:
            _hand_back(matter)
        this.summary, this.data = (
            f"{matter.number}{closing.get_state_display()}{closing.word}",
            {"closing": closing.pk, "agree": agree},
        )
        if actor.pk != closing.leader_id and closing.leader is not None:
            this.on_behalf_of = closing.leader.name
        forget_notices_about(about=matter, to=closing.leader)
        said = f"{closing.leader}{'同意' if agree else '不同意'}{matter.number}{closing.word}" + (
            f"：{words.strip()}" if words.strip() else ""
        )
        people = [matter.supervisor] if agree else [matter.supervisor, matter.person]
        tell(actor, matter, people, said, key=f"supervision:answer:{closing.pk}")
    return closing


def close_matter(*, actor: Person, matter: SupervisedMatter) -> Closing:
    """销号 or 撤项, by the supervising side, once the leader has consented."""
    with act(actor=actor, verb="supervision.close_matter", about=matter) as this:
        matter = locked(matter)
        closing = guards.may_close(actor, matter)
        _close(actor, matter, closing)
        this.summary, this.data = f"{matter.number}{closing.word}", {"closing": closing.pk, "report": closing.report_id}
    return closing


def reopen_matter(*, actor: Person, matter: SupervisedMatter, reason: str, deadline: date) -> Reopening:
    """重新立项: it relapsed. The closing stays on record; a new deadline, the same unit and person."""
    with act(actor=actor, verb="supervision.reopen_matter", about=matter) as this:
        matter = locked(matter)
        closing = guards.may_reopen(actor, matter)
        if not reason.strip():
            raise Refused("请写明重新立项的理由。")
        guards.in_time(deadline)
        if matter.parent is not None and deadline > matter.parent.deadline:
            raise Refused(f"子事项的时限晚于上级事项的 {matter.parent.deadline:%Y年%m月%d日}。", remedy="请提前。")
        guards.fit(matter.unit, matter.person)
        closing.state = Closing.State.UNDONE
        closing.save(update_fields=["state"])
        row = Reopening.objects.create(
            closing=closing, reason=reason.strip(), deadline=deadline, by=actor, at=timezone.now()
        )
        matter.state, matter.closed_on, matter.in_time = SupervisedMatter.State.OPEN, None, None
        matter.deadline = deadline
        matter.deadline_round += 1
        matter.report_round += 1
        matter.rhythm_from = timezone.localdate()
        recompute(matter)
        if matter.parent is not None and matter.parent.handed_in:
            _hand_back(locked(matter.parent))
        this.summary, this.data = f"{matter.number}重新立项", {"closing": closing.pk}
        text = f"{matter.number}“{matter.task}”重新立项，{deadline:%-m月%-d日}前办结：{row.reason}"
        tell(actor, matter, [matter.person], text, key=f"supervision:reopen:{row.pk}")
    return row


def _hand_back(matter: SupervisedMatter) -> None:
    """It is the unit's turn again; its rhythm begins today."""
    matter.handed_in, matter.rhythm_from = False, timezone.localdate()
    recompute(matter)


def _may_answer(actor: Person, matter: SupervisedMatter, closing: Closing, transcribed: bool) -> None:
    guards.is_open(matter)
    if closing.state != Closing.State.PROPOSED or closing.leader is None:
        raise Refused(f"这次{closing.word}{closing.get_state_display()}，不必再表态。")
    if transcribed:
        guards.supervising_side(actor, matter)
    elif not acts_for(actor, closing.leader_id):
        raise Refused(f"本件须由{closing.leader}表态，没有改动。")


def _close(actor: Person, matter: SupervisedMatter, closing: Closing) -> None:
    now = timezone.now()
    done_on = timezone.localdate(closing.report.at) if closing.report else timezone.localdate(now)
    closing.state, closing.closed_by, closing.closed_at = Closing.State.CLOSED, actor, now
    closing.save()
    states = SupervisedMatter.State
    matter.in_time = None if closing.withdrawal else done_on <= matter.deadline
    matter.state = states.DROPPED if closing.withdrawal else states.CLOSED
    matter.closed_on = timezone.localdate(now)
    clear_days(matter)
    matter.save()
    matter.extensions.filter(state=Extension.State.ASKED).update(
        state=Extension.State.REFUSED,
        decided_by=actor,
        decided_at=now,
        words=f"事项{matter.get_state_display()}，申请不再审批",
    )
    forget_notices_about(about=matter)
    text = f"{matter.number}“{matter.task}”{matter.get_state_display()}"
    tell(actor, matter, [matter.person, matter.supervisor], text, key=f"supervision:closed:{closing.pk}")
