"""Countersigners' disagreements, the sign-off, and the recheck after it."""

from datetime import date

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.flow.models import Work
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person
from zhongshu.apps.outgoing import guards
from zhongshu.apps.outgoing.actions.versions import locked
from zhongshu.apps.outgoing.models import Disagreement, Paper, SignOff
from zhongshu.apps.outgoing.policy.substance import is_substantive
from zhongshu.apps.outgoing.queries.papers import current_version, sign_off_of, work_of, wrote_in
from zhongshu.lib.flow.vocabulary import Verdict
from zhongshu.lib.refusal import Refused

_DUTIES = (Duty.PRINCIPAL_LEADER, Duty.DEPUTY_LEADER, Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR)


def note_countersign(*, paper: Paper, person: Person, disagrees: bool, text: str) -> None:
    """Called when a countersigner has signed: a dissent opens a disagreement, a later consent settles one's own."""
    standing = paper.disagreements.filter(person=person, state=Disagreement.State.OPEN)
    if not disagrees:
        standing.update(
            state=Disagreement.State.SETTLED,
            outcome=f"再次会签时同意：{text}",
            closed_by=person,
            closed_at=timezone.now(),
        )
    elif not standing.exists():
        Disagreement.objects.create(paper=paper, person=person, unit=org.main_unit(person), text=text)


def settle_disagreement(*, actor: Person, paper: Paper, disagreement: Disagreement, outcome: str) -> Disagreement:
    """协商一致: only the person who disagreed can say that it is settled."""
    outcome = outcome.strip()
    with act(actor=actor, verb="outgoing.settle_disagreement", about=paper) as this:
        row = _open(locked(paper), disagreement)
        if actor.pk != row.person_id:
            raise Refused(
                f"是否协商一致，由提出不同意见的{row.person}本人确认。", remedy="协商不成的，请报请领导裁定。"
            )
        if not outcome:
            raise Refused("请写明协商的结果。")
        _close(row, Disagreement.State.SETTLED, outcome, actor)
        this.summary = f"《{paper.title}》{row.person}确认协商一致：{outcome}"
        this.data = {"disagreement": row.pk, "outcome": outcome}
    return row


def escalate_disagreement(
    *, actor: Person, paper: Paper, disagreement: Disagreement, leader: Person, outcome: str
) -> Disagreement:
    """报请裁定: consultation failed; a leader's decision is put on record, in the leader's words."""
    outcome = outcome.strip()
    with act(actor=actor, verb="outgoing.escalate_disagreement", about=paper) as this:
        paper = locked(paper)
        row = _open(paper, disagreement)
        if actor.pk not in {paper.drafter_id, leader.pk} and not org.has_duty(actor, Duty.DIRECTOR, paper.organ):
            raise Refused("由拟稿人、办公室主任或裁定的领导本人记录。")
        if not org.duties_of(leader) & {Duty.PRINCIPAL_LEADER.value, Duty.DEPUTY_LEADER.value}:
            raise Refused(f"{leader}不是分管或主要领导，不能裁定。", remedy="请选择有权裁定的领导。")
        if leader.pk == row.person_id:
            raise Refused("提出不同意见的本人不能作裁定。")
        if not outcome:
            raise Refused("请照录领导裁定的意见。")
        row.decided_by = leader
        _close(row, Disagreement.State.ESCALATED, outcome, actor)
        this.summary = f"《{paper.title}》会签分歧报{leader}裁定：{outcome}"
        this.data = {"disagreement": row.pk, "leader": leader.pk, "outcome": outcome}
    return row


def _open(paper: Paper, disagreement: Disagreement) -> Disagreement:
    row = paper.disagreements.select_related("person").filter(pk=disagreement.pk).first()
    if row is None or row.state != Disagreement.State.OPEN:
        raise Refused("这项分歧已经了结。")
    return row


def _close(row: Disagreement, state: str, outcome: str, actor: Person) -> None:
    row.state, row.outcome, row.closed_by, row.closed_at = state, outcome, actor, timezone.now()
    row.save(update_fields=["state", "outcome", "decided_by", "closed_by", "closed_at"])


def sign_off(*, actor: Person, paper: Paper, opinion: str, on: date | None = None, initialled: bool = False) -> SignOff:
    """签发: opinion, name, full date; the paper goes on. 圈阅 (``initialled``) counts as consent and is kept as such.

    Refused when the paper is not before the actor, gates or agreement are wanting, or the rule gives it to another signatory.
    """
    today = timezone.localdate()
    on = on or today
    opinion = opinion.strip() or ("圈阅" if initialled else "")
    with act(actor=actor, verb="outgoing.sign_off", about=paper) as this:
        paper = locked(paper)
        work = guards.work_at(work_of(paper, actor, "sign_off"), paper, "sign_off")
        signatory = work.on_behalf_of or work.holder
        if not opinion:
            raise Refused(
                "签发要有明确意见。",
                remedy="请写“同意”“同意印发”等，或者圈阅。",
                basis=f"{guards.REGULATION}第二十二条",
            )
        if on > today or on < timezone.localtime(paper.created_at).date():
            raise Refused("签发日期应在拟稿之后、今天或以前。", remedy="请核对完整的年月日。")
        version = current_version(paper)
        if wrote_in(paper, signatory) and Duty.PRINCIPAL_LEADER not in org.duties_of(signatory):
            raise Refused("拟稿人不能签发本人起草的公文。", basis="不相容岗位相互分离")
        guards.refuse_wrong_signatory(paper, version, signatory)
        form = SignOff.Form.INITIALLED if initialled else SignOff.Form.SIGNED
        row = _record(paper, signatory, actor, opinion, on, form)
        this.summary = f"{signatory}签发《{paper.title}》：{opinion}（{on:%Y-%m-%d}）"
        this.on_behalf_of = signatory.name if signatory.pk != actor.pk else ""
        this.data = {"version": version.no, "digest": version.digest, "on": on.isoformat(), "form": form.value}
        flow_actions.submit(
            actor=actor, work=work, text=opinion, verdict=Verdict.INITIALLED if initialled else Verdict.AGREE
        )
    return row


def _record(
    paper: Paper, signatory: Person, actor: Person, opinion: str, on: date, form: str, *, owed: bool = False
) -> SignOff:
    version = current_version(paper)
    paper.sign_offs.filter(superseded_by__isnull=True).update(superseded_by=version)
    duties = org.duties_of(signatory)
    duty = next((item.value for item in _DUTIES if item.value in duties), "")
    row = SignOff.objects.create(
        paper=paper, version=version, form=form, signatory=signatory, acted_by=actor, duty=duty, opinion=opinion,
        signed_on=on, owed=owed,
    )  # fmt: skip
    Paper.objects.filter(pk=paper.pk).update(signed_on=on)
    return row


def record_phone(*, actor: Person, paper: Paper, leader: Person, answer: str, on: date) -> SignOff:
    """A phone approval at sign-off: it stands for the signature, marked 待补签. Called when the flow has gone on."""
    return _record(paper, leader, actor, f"电话同意：{answer}", on, SignOff.Form.PHONE, owed=True)


def settle_phone(*, paper: Paper) -> None:
    """The leader has signed for what was agreed by telephone (perhaps after refusing first)."""
    row = paper.sign_offs.filter(form=SignOff.Form.PHONE, owed=True).select_related("version").order_by("-pk").first()
    if row is None:
        return
    row.owed, row.settled_at = False, timezone.now()
    same = not is_substantive(row.version.document, current_version(paper).document)
    if sign_off_of(paper) is None and same:
        row.superseded_by = None
    row.save(update_fields=["owed", "settled_at", "superseded_by"])


def withdraw_phone(*, paper: Paper) -> None:
    """The leader refuses to sign: there is no sign-off any more, the flow has stopped where it is."""
    rows = paper.sign_offs.filter(form=SignOff.Form.PHONE, owed=True, superseded_by__isnull=True)
    rows.update(superseded_by=current_version(paper))


def pass_recheck(*, actor: Person, paper: Paper, note: str = "") -> None:
    """复核: nothing of substance differs from what was signed; on to the number."""
    with act(actor=actor, verb="outgoing.pass_recheck", about=paper, summary=f"复核《{paper.title}》") as this:
        paper = locked(paper)
        work = guards.work_at(work_of(paper, actor, "recheck"), paper, "recheck")
        guards.refuse_own_paper(paper, actor)
        guards.signed_off(paper)
        this.data = {"version": paper.revision, "note": note}
        flow_actions.submit(actor=actor, work=work, text=note.strip(), verdict=Verdict.AGREE)


def return_to_signatory(*, actor: Person, paper: Paper, text: str) -> Work | None:
    """复审: the recheck found that substance changed (or must change); back to the same signatory."""
    with act(
        actor=actor, verb="outgoing.return_to_signatory", about=paper, summary=f"《{paper.title}》退回原签发人复审"
    ):
        paper = locked(paper)
        work = guards.work_at(work_of(paper, actor, "recheck"), paper, "recheck")
        flow_actions.return_to(actor=actor, work=work, target="sign_off", text=text)
    return work
