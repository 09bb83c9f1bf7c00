"""Beginning a paper, letting others write in it, and declaring it void."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from zhongshu.apps.access.actions import grant, revoke
from zhongshu.apps.access.models import Grant
from zhongshu.apps.access.subjects import duty_key, person_key
from zhongshu.apps.audit.actions import act
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, IssuerCode, Person
from zhongshu.apps.outgoing import events, guards
from zhongshu.apps.outgoing.actions.numbers import void_with_paper
from zhongshu.apps.outgoing.actions.versions import add_version, locked
from zhongshu.apps.outgoing.models import CoDrafter, Delivery, Paper, Version
from zhongshu.apps.outgoing.policy.fields import from_document, to_document
from zhongshu.apps.outgoing.queries.papers import can_edit
from zhongshu.apps.outgoing.queries.routes import FACTS
from zhongshu.apps.search.actions import remove
from zhongshu.apps.shell.actions import notify
from zhongshu.lib.document import Document
from zhongshu.lib.document.kinds import Family, for_new_paper, new_document
from zhongshu.lib.refusal import Refused

DRAFTING = (
    Duty.DRAFTER,
    Duty.SECTION_HEAD,
    Duty.VETTER,
    Duty.CLERK,
    Duty.DIRECTOR,
    Duty.DEPUTY_DIRECTOR,
    Duty.SUPERVISION_OFFICER,
)
PROCEDURE = "outgoing"


def create_paper(
    *,
    actor: Person,
    kind: str,
    issuer_code: IssuerCode | None = None,
    subject: str = "",
    fields: Mapping[str, Any] | None = None,
    procedure_key: str = PROCEDURE,
) -> Paper:
    """拟稿: a new paper of a kind, from the kind's template or from ready ``fields``, and its flow.

    Refused when the actor drafts no papers, the kind is of an old edition, or the code belongs to another organ.
    """
    with act(actor=actor, verb="outgoing.create_paper") as this:
        if not org.duties_of(actor) & {duty.value for duty in DRAFTING}:
            raise Refused(
                "您的岗位没有拟稿职责，不能新拟公文。", remedy="请由有拟稿职责的同事办理，或请管理员调整岗位职责。"
            )
        _refuse_foreign_code(actor, issuer_code)
        document = _first_document(actor, kind, issuer_code, subject, fields)
        paper = Paper.objects.create(
            organ=actor.organ, unit=org.main_unit(actor), issuer_code=issuer_code, drafter=actor,
            title=document.plain_title[:300], kind=document.kind, direction=str(document.direction),
        )  # fmt: skip
        this.about, this.summary = paper, f"新拟《{paper.title}》"
        this.data = {"kind": kind, "issuer_code": issuer_code.code if issuer_code else ""}
        grant(actor=actor, obj=paper, subject=person_key(actor), reason="拟稿")
        grant(actor=actor, obj=paper, subject=duty_key(paper.organ, Duty.DIRECTOR), reason="办公室主任统管办文")
        add_version(actor=actor, paper=paper, document=document, change=Version.Change.DRAFTED)
        flow_actions.start(
            actor=actor, procedure_key=procedure_key, subject=paper, title=paper.title,
            urgency=document.urgency.value or "normal",
        )  # fmt: skip
        paper.refresh_from_db()
    return paper


def _refuse_foreign_code(actor: Person, code: IssuerCode | None) -> None:
    if code is not None and (code.organ_id != actor.organ_id or code.retired_on is not None):
        raise Refused(f"机关代字“{code}”不由本机关管理，或者已经停用。", remedy="请选择本机关在用的代字。")


def _first_document(
    actor: Person, kind: str, code: IssuerCode | None, subject: str, fields: Mapping[str, Any] | None
) -> Document:
    chosen = for_new_paper(kind)
    issuer = code.issuer if code else actor.organ
    if chosen.family is Family.STATUTORY and not issuer.may_issue:
        raise Refused(f"“{issuer}”没有对外行文的权限。", basis=f"{guards.REGULATION}第十四条")
    document = new_document(kind, organ=issuer.name, subject=subject.strip())
    given = {**from_document(document), **(fields or {}), "kind": kind}
    return to_document(
        given, issuer=issuer.name, printing_organ=actor.organ.name, layout=code.layout if code else "document"
    )


def share_draft(*, actor: Person, paper: Paper, person: Person) -> None:
    """Let a colleague of the same organ write in the draft."""
    with act(
        actor=actor, verb="outgoing.share_draft", about=paper, summary=f"邀请{person}共同拟稿《{paper.title}》"
    ) as this:
        paper = locked(paper)
        if paper.drafter_id != actor.pk or paper.state != Paper.State.DRAFT:
            raise Refused("只有拟稿人在拟稿环节可以邀请同事共同拟稿。")
        if person.organ_id != actor.organ_id or person.left_on is not None or org.administrator_role(person):
            raise Refused(f"不能邀请{person}共同拟稿。", remedy="请选择本机关在岗的同事。")
        CoDrafter.objects.get_or_create(paper=paper, person=person, defaults={"added_by": actor})
        grant(actor=actor, obj=paper, subject=person_key(person), reason="共同拟稿")
        this.data = {"person": person.pk}
        notify(
            actor=actor, to=person, text=f"{actor}邀请您共同起草《{paper.title}》", url=paper.get_absolute_url(),
            about=paper, key=f"outgoing:share:{paper.pk}",
        )  # fmt: skip


def set_routing(*, actor: Person, paper: Paper, facts: Mapping[str, Any]) -> Paper:
    """Put on record what only a person knows about the paper's way: importance, consent, authority, why a level is skipped."""
    with act(actor=actor, verb="outgoing.set_routing", about=paper, summary=f"填写行文情况《{paper.title}》") as this:
        paper = locked(paper)
        if not can_edit(paper, actor):
            raise Refused("本件不在您手中，行文情况没有改动。")
        kept: dict[str, Any] = {name: bool(facts.get(name)) for name in FACTS}
        kept["skip_reason"] = str(facts.get("skip_reason", "")).strip()[:300]
        paper.routing = this.data = kept
        paper.save(update_fields=["routing", "changed_at"])
    return paper


def void_paper(*, actor: Person, paper: Paper, reason: str) -> Paper:
    """作废: the paper is of no effect. Its number stays in the ledger as void, copies are recalled, everybody is told."""
    reason = reason.strip()
    with act(actor=actor, verb="outgoing.void_paper", about=paper, summary=f"作废《{paper.title}》：{reason}") as this:
        paper = locked(paper)
        if not reason:
            raise Refused("请写明作废的理由。")
        if paper.state in {Paper.State.VOID, Paper.State.TERMINATED}:
            raise Refused(f"本件{paper.get_state_display()}，不必再作废。")
        director = org.has_duty(actor, Duty.DIRECTOR, paper.organ)
        going = flows.going_flow(Paper._meta.label_lower, paper.pk) is not None
        if actor.pk != paper.drafter_id and (going or not director):
            raise Refused("办理中的公文由拟稿人作废，办结后的由办公室主任作废。")
        this.data = {"number": paper.number_text, "state": paper.state}
        _recall(actor, paper, reason)
        void_with_paper(actor=actor, paper=paper, reason=f"公文作废：{reason}")
        paper.state, paper.void_reason = Paper.State.VOID, reason[:300]
        paper.distributed_at = None
        paper.save(update_fields=["state", "void_reason", "distributed_at", "changed_at"])
        _end_flow(actor, paper, reason)
        events.paper_voided.send(sender=Paper, paper=paper, reason=reason, actor=actor)
    return paper


def _end_flow(actor: Person, paper: Paper, reason: str) -> None:
    flow = flows.going_flow(Paper._meta.label_lower, paper.pk)
    work = flows.active_works(flow).first() if flow else None
    if work is not None:
        flow_actions.terminate(actor=actor, work=work, text=f"公文作废：{reason}")


def _recall(actor: Person, paper: Paper, reason: str) -> None:
    for delivery in paper.deliveries.exclude(state=Delivery.State.RECALLED):
        delivery.state = Delivery.State.RECALLED
        delivery.save(update_fields=["state"])
        delivery.events.create(what="撤回", by_name=actor.name, note=reason[:300])
        remove(delivery)
        for row in Grant.objects.filter(object_type=Delivery._meta.label_lower, object_id=delivery.pk):
            revoke(actor=actor, obj=delivery, subject=row.subject, reason="公文作废")
        if delivery.settled_by is not None:
            text = f"《{paper.title}》（{paper.number_text}）已作废，请停止执行：{reason}"
            notify(
                actor=actor,
                to=delivery.settled_by,
                text=text,
                url="/outgoing/received/",
                key=f"outgoing:void:{delivery.pk}",
            )


def look_at(*, actor: Person, paper: Paper, what: str = "") -> None:
    """Put on record that somebody looked at a restricted paper."""
    if paper.secrecy:
        summary = f"查看《{paper.title}》{what}"
        with act(
            actor=actor, verb="outgoing.look_at", about=paper, summary=summary, data={"at": timezone.now().isoformat()}
        ):
            pass
