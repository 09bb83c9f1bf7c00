"""编号: drawing the next number, reserving, voiding. The series' row is held from the draw to the end of the act."""

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, IssuerCode, Person
from zhongshu.apps.outgoing import events, guards
from zhongshu.apps.outgoing.actions.indexing import index_paper
from zhongshu.apps.outgoing.actions.versions import locked
from zhongshu.apps.outgoing.models import Number, NumberSeries, Paper
from zhongshu.apps.outgoing.queries.papers import work_of
from zhongshu.lib.document import DocumentNumber
from zhongshu.lib.refusal import Refused

BASIS = "《党政机关公文处理工作条例》第九条第五项"


def _draw(*, actor: Person, code: IssuerCode, year: int, state: str, paper: Paper | None, purpose: str = "") -> Number:
    """The next number of a series. Concurrent draws wait for one another on the series' row."""
    NumberSeries.objects.get_or_create(code=code, year=year)
    series = NumberSeries.objects.select_for_update().get(code=code, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    now = timezone.now() if state == Number.State.ASSIGNED else None
    return Number.objects.create(
        series=series,
        serial=series.last,
        state=state,
        paper=paper,
        purpose=purpose[:200],
        drawn_by=actor,
        assigned_at=now,
    )


def assign_number(*, actor: Person, paper: Paper, reserved: Number | None = None, go_on: bool = True) -> Number:
    """Give the paper the next number of its code and this year, or one that was ``reserved``; then on to the print."""
    with act(actor=actor, verb="outgoing.assign_number", about=paper) as this:
        paper = locked(paper)
        work = guards.work_at(work_of(paper, actor, "number"), paper, "number")
        guards.signed_off(paper)
        if paper.number_text:
            raise Refused(f"本件已编为{paper.number_text}。", remedy="确需更换的，先作废原字号并写明理由。")
        if guards.needs_number(paper):
            number = _take(actor, paper, reserved)
            document_number = DocumentNumber(number.series.code.code, number.series.year, number.serial)
            paper.number_text, paper.number_year = str(document_number), number.series.year
            paper.save(update_fields=["number_text", "number_year", "changed_at"])
            index_paper(paper=paper)
            this.summary, this.data = f"《{paper.title}》编号{paper.number_text}", {"number": paper.number_text}
            events.number_assigned.send(sender=Paper, paper=paper, number=number, actor=actor)
        else:
            raise Refused("本件没有发文机关代字，不编文号。", remedy="请直接提交下一环节。")
        if go_on:
            flow_actions.submit(actor=actor, work=work, text=f"编号：{paper.number_text}")
    return number


def _take(actor: Person, paper: Paper, reserved: Number | None) -> Number:
    code = paper.issuer_code
    if code is None:
        raise Refused("还没有选择发文机关代字。")
    if code.retired_on is not None:
        raise Refused(f"代字“{code}”已经停用。", remedy="请退回更换代字。")
    year = timezone.localdate().year
    if reserved is None:
        return _draw(actor=actor, code=code, year=year, state=Number.State.ASSIGNED, paper=paper)
    row = Number.objects.select_for_update(of=("self",)).select_related("series__code").get(pk=reserved.pk)
    if row.state != Number.State.RESERVED or row.series.code_id != code.pk:
        raise Refused(f"{row}不是为代字“{code}”预留的可用字号。", remedy="请另选一个预留字号，或取下一个号。")
    row.state, row.paper, row.assigned_at = Number.State.ASSIGNED, paper, timezone.now()
    row.save(update_fields=["state", "paper", "assigned_at"])
    return row


def reserve_number(*, actor: Person, code: IssuerCode, purpose: str) -> Number:
    """预留: draw the next number for a paper still to come, with what it is for."""
    purpose = purpose.strip()
    with act(actor=actor, verb="outgoing.reserve_number") as this:
        _refuse_not_clerk(actor, code)
        if not purpose:
            raise Refused("请写明预留字号的用途。")
        number = _draw(
            actor=actor,
            code=code,
            year=timezone.localdate().year,
            state=Number.State.RESERVED,
            paper=None,
            purpose=purpose,
        )
        this.about, this.summary, this.data = number, f"预留{number}：{purpose}", {"purpose": purpose}
    return number


def void_number(*, actor: Person, number: Number, reason: str) -> Number:
    """作废: the number stays in the ledger with the reason and is never given out again.

    A paper that had it gets a new one, as long as it has not been sent out.
    """
    reason = reason.strip()
    with act(actor=actor, verb="outgoing.void_number", about=number) as this:
        row = Number.objects.select_for_update(of=("self",)).select_related("series__code", "paper").get(pk=number.pk)
        _refuse_not_clerk(actor, row.series.code)
        if not reason:
            raise Refused("请写明字号作废的理由。", basis=BASIS)
        if row.state == Number.State.VOID:
            raise Refused(f"{row}已经作废。")
        if row.paper is not None and row.state == Number.State.ASSIGNED:
            _free(row.paper)
        _void(row, actor, reason)
        this.summary, this.data = f"{row}作废：{reason}", {"reason": reason, "paper": row.paper_id}
    return row


def _free(paper: Paper) -> None:
    """The paper has no number any more; a print with the old number on it is void with it."""
    if paper.distributed_at is not None:
        raise Refused(f"{paper.number_text}已经分发，不能只作废字号。", remedy="确需收回的，请作废整件公文。")
    now = timezone.now()
    paper.printings.filter(superseded_at__isnull=True).update(superseded_at=now)
    Paper.objects.filter(pk=paper.pk).update(number_text="", number_year=None, changed_at=now)


def _void(row: Number, actor: Actor, reason: str) -> None:
    row.state, row.void_reason, row.voided_at = Number.State.VOID, reason[:300], timezone.now()
    row.voided_by_id = actor.pk
    row.save(update_fields=["state", "void_reason", "voided_at", "voided_by"])


def void_with_paper(*, actor: Actor, paper: Paper, reason: str) -> None:
    """The paper is void or goes no further: so is its number. Part of that act."""
    row = Number.objects.filter(paper=paper, state=Number.State.ASSIGNED).select_related("series__code").first()
    if row is not None:
        with act(
            actor=actor, verb="outgoing.void_number", about=row, summary=f"{row}作废：{reason}", data={"reason": reason}
        ):
            _void(row, actor, reason)


def _refuse_not_clerk(actor: Person, code: IssuerCode) -> None:
    duties = {duty for organ, duty in org.duties_by_organ(actor) if organ == code.organ_id}
    if not duties & {Duty.CLERK.value, Duty.DIRECTOR.value}:
        raise Refused(f"“{code}”的字号由{code.organ.short_name}的文书管理。", remedy="请与文书联系。")
