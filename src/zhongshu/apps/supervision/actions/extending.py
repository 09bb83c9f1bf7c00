"""延期: asked before the deadline, granted by the leader concerned."""

from datetime import date

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision import guards
from zhongshu.apps.supervision.actions.opening import locked, recompute
from zhongshu.apps.supervision.actions.telling import let_know, tell
from zhongshu.apps.supervision.models import Extension, SupervisedMatter
from zhongshu.apps.supervision.queries.matters import acts_for, concerned_leader
from zhongshu.lib.refusal import Refused


def ask_extension(*, actor: Person, matter: SupervisedMatter, wanted: date, reason: str) -> Extension:
    """申请延期. Refused after the deadline, without a reason, or beyond the deadline of the matter above."""
    with act(actor=actor, verb="supervision.ask_extension", about=matter) as this:
        matter = locked(matter)
        guards.may_ask_extension(actor, matter)
        if not reason.strip():
            raise Refused("请写明延期的理由。")
        if wanted <= matter.deadline:
            raise Refused(f"申请的日期不晚于现在的时限 {matter.deadline:%Y年%m月%d日}，没有提出。")
        if matter.parent is not None and wanted > matter.parent.deadline:
            raise Refused(
                f"晚于上级事项的时限 {matter.parent.deadline:%Y年%m月%d日}，没有提出。", remedy="请先申请上级事项延期。"
            )
        leader = concerned_leader(matter)
        if leader is None:
            raise Refused("找不到可以审批延期的领导。", remedy="请督办方先指定牵头领导。")
        extension = Extension.objects.create(
            matter=matter, deadline=matter.deadline, wanted=wanted, reason=reason.strip(), leader=leader,
            asked_by=actor, asked_at=timezone.now(),
        )  # fmt: skip
        this.summary = f"{matter.number}申请延期至{wanted:%Y年%m月%d日}"
        this.data = {"from": matter.deadline.isoformat(), "to": wanted.isoformat(), "leader": leader.pk}
        let_know(actor, matter, leader, "审批延期")
        text = f"请审批延期：{matter.number}“{matter.task}”申请由 {matter.deadline:%-m月%-d日} 延至 {wanted:%-m月%-d日}"
        tell(actor, matter, [leader, matter.supervisor], text, key=f"supervision:extension:{extension.pk}")
    return extension


def decide_extension(*, actor: Person, extension: Extension, granted: bool, words: str = "") -> Extension:
    """审批延期, by the leader concerned or the leader's stand-in. A refusal needs words."""
    with act(actor=actor, verb="supervision.decide_extension", about=extension.matter) as this:
        matter = locked(extension.matter)
        extension = Extension.objects.select_for_update().get(pk=extension.pk)
        may_decide(actor, extension)
        if not granted and not words.strip():
            raise Refused("不同意延期的，请写明意见。")
        extension.state = Extension.State.GRANTED if granted else Extension.State.REFUSED
        extension.decided_by, extension.decided_at, extension.words = actor, timezone.now(), words.strip()
        extension.save()
        if granted:
            matter.deadline = extension.wanted
            matter.deadline_round += 1
            recompute(matter)
        if actor.pk != extension.leader_id:
            this.on_behalf_of = extension.leader.name
        this.summary, this.data = f"{matter.number}{extension}", {"extension": extension.pk, "granted": granted}
        said = f"{matter.number}延期申请：{extension.get_state_display()}" + (
            f"，{words.strip()}" if words.strip() else ""
        )
        tell(
            actor,
            matter,
            [matter.person, extension.asked_by, matter.supervisor],
            said,
            f"supervision:extended:{extension.pk}",
        )
    return extension


def may_decide(person: Person, extension: Extension) -> None:
    guards.is_open(extension.matter)
    if extension.state != Extension.State.ASKED:
        raise Refused(f"这份延期申请已经{extension.get_state_display()}。")
    if not acts_for(person, extension.leader_id):
        raise Refused(f"延期由{extension.leader}审批，没有改动。")
