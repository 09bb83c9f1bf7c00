"""登记: what was read is confirmed by a person, the register number is drawn, the paper sets out on its way."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone

from zhongshu.apps.access.policy import refuse_above_ceiling
from zhongshu.apps.audit.actions import act
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.flow.models import Work
from zhongshu.apps.incoming import events, guards
from zhongshu.apps.incoming.actions.handling import keep_deadline
from zhongshu.apps.incoming.actions.indexing import index_paper
from zhongshu.apps.incoming.models import Paper, RegisterSeries
from zhongshu.apps.incoming.queries.duplicates import duplicates_of
from zhongshu.apps.incoming.queries.papers import flow_of
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person
from zhongshu.lib.document.likeness import normal
from zhongshu.lib.refusal import Refused

CONFIRMED = ("title", "sender", "document_number", "document_date", "kind", "secrecy", "urgency", "needs_answer")


def draw_number(paper: Paper) -> None:
    """The next register number of the organ's year; its row stays locked until the act is over: no gap, no double."""
    key: dict[str, Any] = {"organ": paper.organ, "year": timezone.localtime(paper.registered_at).year}
    RegisterSeries.objects.get_or_create(**key)
    RegisterSeries.objects.filter(**key).update(last=F("last") + 1)
    series = RegisterSeries.objects.get(**key)
    paper.register_year, paper.register_serial = series.year, series.last
    paper.register_text = f"收〔{series.year}〕{series.last}号"


def register(*, actor: Person, paper: Paper, fields: Mapping[str, Any], duplicate_note: str = "") -> Paper:
    """登记 with the fields as the person confirmed them.

    Refused when a paper with the same number and organ, or the same text, is there already, unless ``duplicate_note``
    says why this one is registered all the same.
    """
    with act(actor=actor, verb="incoming.register", about=paper) as this:
        guards.registrar(actor, paper.organ)
        paper = guards.locked(paper)
        if paper.state != Paper.State.RECEIVED:
            raise Refused(f"本件已经登记为{paper.register_text}。")
        _confirm(paper, fields)
        same = duplicates_of(paper)
        if same and not duplicate_note.strip():
            raise Refused(
                f"疑似重复：{'；'.join(item.words for item in same[:3])}。没有登记。",
                remedy="确是同一件的，请勿重复登记；不是的，请在“重复说明”里写明原因后再登记。",
            )
        paper.registered_by, paper.registered_at = actor, timezone.now()
        draw_number(paper)
        if duplicate_note.strip():
            paper.note = f"{paper.note} 重复说明：{duplicate_note.strip()}".strip()[:300]
        paper.save()
        this.summary = f"登记《{paper.title}》为{paper.register_text}"
        this.data = {"number": paper.register_text, "fields": {name: str(fields.get(name, "")) for name in CONFIRMED}}
        index_paper(paper=paper)
        flow_actions.start(
            actor=actor, procedure_key=procedure_for(paper.organ), subject=paper, title=paper.title, organ=paper.organ,
            urgency=paper.urgency or "normal",
        )  # fmt: skip
        events.paper_registered.send(sender=Paper, paper=paper, actor=actor)
        paper.refresh_from_db()
    return paper


def procedure_for(organ: Organ) -> str:
    """A small organ without anybody to vet proposals walks the short way."""
    bodies = [pk for pk in (organ.pk, organ.office_of_id) if pk]
    return "incoming" if any(org.people_with_duty(pk, Duty.VETTER).exists() for pk in bodies) else "incoming_simple"


def _confirm(paper: Paper, fields: Mapping[str, Any]) -> None:
    for name in CONFIRMED:
        if name in fields:
            setattr(paper, name, fields[name])
    paper.title, paper.sender = str(paper.title).strip()[:300], str(paper.sender).strip()[:120]
    paper.document_number = str(paper.document_number or "").strip()[:60]
    paper.number_key = normal(paper.document_number)
    if not paper.title or not paper.sender:
        raise Refused("来文机关和标题要填写，没有登记。")
    refuse_above_ceiling(int(paper.secrecy))
    if paper.document_date and paper.document_date > timezone.localdate():
        raise Refused("成文日期晚于今天，没有登记。", remedy="请对照原件核对。")
    paper.due_on = fields.get("due_on")
    paper.due_at = guards.due_ahead(paper.due_on)
    if paper.sender_organ is None:
        paper.sender_organ = org.organs().filter(name=paper.sender).first()


def correct(*, actor: Person, paper: Paper, fields: Mapping[str, Any], reason: str) -> Paper:
    """更正登记项 of a registered paper, with the reason; the number stays. What stood before is kept in the record.

    Refused for a paper that is filed (its package is sealed) or only an entry, for a higher secrecy than somebody in whose
    hands it is may know, and when nothing would change.
    """
    reason = reason.strip()
    with act(actor=actor, verb="incoming.correct", about=paper) as this:
        guards.registrar(actor, paper.organ)
        paper = guards.locked(paper)
        _refuse_uncorrectable(paper, reason)
        before = {name: getattr(paper, name) for name in (*CONFIRMED, "due_on")}
        due_on, due_at = paper.due_on, paper.due_at
        wanted = fields.get("due_on", due_on)
        _confirm(paper, {**fields, "due_on": wanted if wanted != due_on else None})
        if wanted == due_on:
            # A deadline that has passed may stay as it is; only a new one must lie ahead.
            paper.due_on, paper.due_at = due_on, due_at
        changed = {name: (old, getattr(paper, name)) for name, old in before.items() if getattr(paper, name) != old}
        if not changed:
            raise Refused("登记项没有变化，没有更正。")
        if paper.secrecy > before["secrecy"]:
            _refuse_uncleared(paper)
        paper.save()
        _carry_on(actor, paper)
        names = "、".join(str(Paper._meta.get_field(name).verbose_name) for name in changed)  # type: ignore[union-attr]
        this.summary = f"更正{paper.register_text}《{paper.title}》的{names}：{reason}"
        this.data = {
            "reason": reason, "changed": {name: [str(old), str(new)] for name, (old, new) in changed.items()},
        }  # fmt: skip
    return paper


def _refuse_uncorrectable(paper: Paper, reason: str) -> None:
    if paper.state == Paper.State.RECEIVED:
        raise Refused("本件还没有登记，请直接登记。")
    if paper.state in {Paper.State.KEPT, Paper.State.DONE}:
        raise Refused(
            f"本件{paper.get_state_display()}，登记项不能更正。",
            remedy="已归档的，请在档案的备注中说明；仅登记去向的，请另行登记。",
        )
    if not reason:
        raise Refused("请写明更正的理由，没有更正。")


def _refuse_uncleared(paper: Paper) -> None:
    works = Work.objects.filter(flow=paper.flow_id or 0, responsible=True, holder__clearance__lt=paper.secrecy)
    holder = works.select_related("holder").first()
    if holder is not None:
        raise Refused(
            f"{holder.holder}的知悉等级低于{paper.get_secrecy_display()}，本件正在其手中，密级没有更正。",
            remedy="请先把本件转给知悉等级足够的同事。",
        )


def _carry_on(actor: Person, paper: Paper) -> None:
    """Lists, search and the handler's deadline say the same."""
    index_paper(paper=paper)
    flow = flow_of(paper)
    if flow is None:
        return
    if flow.title != paper.title or flow.urgency != (paper.urgency or "normal"):
        flow_actions.retitle(actor=actor, flow=flow, title=paper.title, urgency=paper.urgency or "normal")
    keep_deadline(actor, paper)
