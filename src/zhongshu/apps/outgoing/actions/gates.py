"""The five gates: deciding findings, setting a routing rule aside with a reason, signing a gate."""

from collections import Counter
from typing import Any

from zhongshu.apps.audit.actions import act
from zhongshu.apps.lexicon import actions as lexicon
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person
from zhongshu.apps.outgoing import guards
from zhongshu.apps.outgoing.actions.drafting import refuse_not_editor
from zhongshu.apps.outgoing.actions.versions import add_version, locked
from zhongshu.apps.outgoing.models import BreachOverride, FindingDecision, GateSignature, Paper, Version
from zhongshu.apps.outgoing.policy.elements import replaced
from zhongshu.apps.outgoing.queries.gates import Judged, judged
from zhongshu.apps.outgoing.queries.papers import current_version, wrote_in
from zhongshu.apps.outgoing.queries.routes import breaches
from zhongshu.lib.proofread import Finding, Gate, Level
from zhongshu.lib.refusal import Refused

SIGNERS = (Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR, Duty.VETTER)
#: Gates are passed from vetting until the paper is numbered; a change after sign-off may ask for them again.
SIGNABLE = (
    Paper.State.VET, Paper.State.COUNTERSIGN, Paper.State.GATES, Paper.State.SIGN_OFF, Paper.State.RECHECK,
    Paper.State.DRAFT,
)  # fmt: skip


def accept_finding(*, actor: Person, paper: Paper, fingerprint: str, revision: int) -> Version:
    """采纳: put the suggested words in."""
    return _correct(actor, paper, fingerprint, revision, None, "outgoing.accept_finding")


def edit_finding(*, actor: Person, paper: Paper, fingerprint: str, revision: int, text: str) -> Version:
    """另行修改: put one's own words in the place of the finding."""
    return _correct(actor, paper, fingerprint, revision, text, "outgoing.edit_finding")


def _correct(actor: Person, paper: Paper, fingerprint: str, revision: int, text: str | None, verb: str) -> Version:
    with act(actor=actor, verb=verb, about=paper) as this:
        paper = locked(paper)
        refuse_not_editor(paper, actor)
        before, item = _finding(paper, actor, fingerprint, revision)
        finding = item.finding
        words = finding.suggestion if text is None else text
        if words is None:
            raise Refused("这一条没有现成的改法。", remedy="请写上改成什么，或者在拟稿页修改。")
        document = replaced(before.document, finding, words)
        note = f"{finding.gate.label}：“{finding.text}”改为“{words}”"
        version = add_version(actor=actor, paper=paper, document=document, change=Version.Change.CORRECTED, note=note)
        choice = FindingDecision.Choice.ACCEPTED if text is None else FindingDecision.Choice.EDITED
        _decide(actor, paper, before, finding, choice, words)
        this.summary, this.data = f"《{paper.title}》{note}", {"rule": finding.rule, "version": version.no}
    return version


def override_finding(
    *, actor: Person, paper: Paper, fingerprint: str, revision: int, reason: str, always: bool = False
) -> FindingDecision:
    """不采纳: the finding is set aside; for one that must be put right, with a reason.

    ``always``: the organ's 校对库 is told to be silent of it from now on, which only its keepers may do.
    """
    reason = reason.strip()
    with act(actor=actor, verb="outgoing.override_finding", about=paper) as this:
        paper = locked(paper)
        guards.refuse_over(paper)
        refuse_stranger(paper, actor)
        version, item = _finding(paper, actor, fingerprint, revision)
        if not reason and (always or item.finding.level is Level.MUST):
            raise Refused("“必须改”的意见不采纳的，要写明理由。", remedy="请写明为什么不改。", basis="五关把关制度")
        if always:
            lexicon.ignore_always(actor=actor, rule=item.finding.rule, text=item.finding.text, reason=reason)
        decision = _decide(actor, paper, version, item.finding, FindingDecision.Choice.OVERRIDDEN, reason)
        this.summary = f"《{paper.title}》{item.finding.gate.label}“{item.finding.text}”不采纳：{reason or '未说明'}"
        this.data = {"rule": item.finding.rule, "level": item.finding.level.value, "reason": reason}
    return decision


def _finding(paper: Paper, actor: Person, fingerprint: str, revision: int) -> tuple[Version, Judged]:
    version = current_version(paper)
    if version.no != revision:
        raise Refused(f"文稿已改到第 {version.no} 稿，这条意见是对第 {revision} 稿的。", remedy="请刷新页面后再处理。")
    for item in judged(paper, version, actor):
        if item.finding.fingerprint == fingerprint:
            if not item.open:
                raise Refused("这条意见已经处理过。")
            return version, item
    raise Refused("没有找到这条意见，可能已经改好。", remedy="请刷新页面。")


def refuse_stranger(paper: Paper, actor: Person) -> None:
    """Who may set a finding aside: whoever may change the words, or may sign the gates."""
    try:
        refuse_not_editor(paper, actor)
    except Refused:
        _refuse_not_signer(paper, actor)


def _decide(
    actor: Person, paper: Paper, version: Version, finding: Finding, choice: str, reason: str
) -> FindingDecision:
    return FindingDecision.objects.create(
        paper=paper, version=version, fingerprint=finding.fingerprint, gate=finding.gate.value, level=finding.level.value,
        rule=finding.rule, finding=finding.to_json(), choice=choice, reason=reason[:300], by=actor,
    )  # fmt: skip


def sign_gate(*, actor: Person, paper: Paper, gate: str, note: str = "") -> GateSignature:
    """过关签字: one gate, by a named person who did not write the paper, on the words as they stand."""
    with act(actor=actor, verb="outgoing.sign_gate", about=paper) as this:
        paper = locked(paper)
        _refuse_not_signer(paper, actor)
        if gate not in set(Gate):
            raise Refused("没有选择为哪一关签字。")
        name = Gate(gate).label
        version = current_version(paper)
        found = [item for item in judged(paper, version, actor) if item.finding.gate.value == gate]
        blocking = [item for item in found if item.blocks]
        if blocking:
            raise Refused(
                f"{name}还有 {len(blocking)} 条“必须改”的意见没有处理：“{blocking[0].finding.text}”{blocking[0].finding.reason}",
                remedy="请逐条采纳、修改，或写明理由不采纳，再签字。",
            )
        if paper.gate_signatures.filter(gate=gate, invalid_since__isnull=True).exists():
            raise Refused(f"{name}已经签过字，签后文稿没有实质性修改，不必再签。")
        signature = GateSignature.objects.create(
            paper=paper, version=version, gate=gate, digest=version.digest, summary=_summary(found), note=note.strip()[:300],
            by=actor,
        )  # fmt: skip
        this.summary = f"《{paper.title}》{name}签字"
        this.data = {"gate": gate, "version": version.no, "digest": version.digest, **signature.summary}
    return signature


def _summary(found: list[Judged]) -> dict[str, Any]:
    """What the signer saw: findings by level, and how many were set aside."""
    levels = Counter(item.finding.level.value for item in found)
    return {**levels, "overridden": sum(not item.open for item in found)}


def _refuse_not_signer(paper: Paper, actor: Person) -> None:
    guards.refuse_over(paper)
    if paper.state not in SIGNABLE:
        raise Refused(f"本件在“{paper.get_state_display()}”环节，五关不在这时签。")
    duties = {duty for organ, duty in org.duties_by_organ(actor) if organ in {paper.organ_id, paper.organ.office_of_id}}
    if not duties & {duty.value for duty in SIGNERS}:
        raise Refused("五关由办公室负责人或核稿人签字，您的岗位没有这项职责。", remedy="请转给有核稿职责的同事。")
    if wrote_in(paper, actor):
        raise Refused("拟稿人不能为自己起草的文稿把关签字。", remedy="请另一位核稿人签字。", basis="不相容岗位相互分离")


def may_sign(paper: Paper, actor: Person) -> bool:
    """Whether the page offers the gates to this person: the very guard the act runs."""
    try:
        _refuse_not_signer(paper, actor)
    except Refused:
        return False
    return True


def override_breach(*, actor: Person, paper: Paper, rule: str, reason: str) -> list[BreachOverride]:
    """Go on although a routing rule is broken: only where the rule allows it, with a reason, and it leaves a mark."""
    reason = reason.strip()
    with act(actor=actor, verb="outgoing.override_breach", about=paper) as this:
        paper = locked(paper)
        refuse_stranger(paper, actor)
        if not reason:
            raise Refused("请写明理由。")
        broken = [item.breach for item in breaches(paper, current_version(paper).document) if item.breach.rule == rule]
        if not broken:
            raise Refused("这条行文规则现在没有违反，不必说明。")
        if not all(breach.overridable for breach in broken):
            raise Refused(f"这条规则不能例外：{broken[0].message}", remedy=broken[0].remedy, basis=broken[0].article)
        marks = [
            BreachOverride.objects.update_or_create(
                paper=paper, rule=rule, message=breach.message[:400],
                defaults={"article": breach.article, "reason": reason[:300], "by": actor},
            )[0]
            for breach in broken
        ]  # fmt: skip
        this.summary = f"《{paper.title}》行文规则例外：{broken[0].message}；理由：{reason}"
        this.data = {"rule": rule, "article": broken[0].article, "reason": reason}
    return marks
