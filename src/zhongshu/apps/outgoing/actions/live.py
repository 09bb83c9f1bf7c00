"""What a drafter does about a finding while writing, before it is in a version."""

from zhongshu.apps.audit.actions import act
from zhongshu.apps.lexicon import actions as lexicon
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.actions.drafting import refuse_not_editor
from zhongshu.apps.outgoing.actions.versions import locked
from zhongshu.apps.outgoing.models import FindingDecision, Paper
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.lib.proofread import Finding, Level
from zhongshu.lib.refusal import Refused

ALWAYS = "always"
CHOICES = {*FindingDecision.Choice.values, ALWAYS}


def decide_live(*, actor: Person, paper: Paper, finding: Finding, choice: str, reason: str = "") -> FindingDecision:
    """Put on record that a finding in the words being typed was accepted, put right otherwise, or set aside.

    The words themselves change in the editor. ``always`` sets it aside here and tells the organ's 校对库 to be silent
    of it from now on, which only those may do who keep the 校对库.
    """
    reason = reason.strip()
    with act(actor=actor, verb="outgoing.decide_finding", about=paper) as this:
        paper = locked(paper)
        refuse_not_editor(paper, actor)
        if choice not in CHOICES:
            raise Refused("没有选择怎样处理这条意见。", remedy="请选采纳、不采纳或者本机关不再提示。")
        aside = choice in {FindingDecision.Choice.OVERRIDDEN, ALWAYS}
        if aside and not reason and (finding.level is Level.MUST or choice == ALWAYS):
            raise Refused(
                "不采纳“必须改”的意见、在本机关不再提示，都要写明理由。",
                remedy="请写明为什么不改。",
                basis="五关把关制度",
            )
        if choice == ALWAYS:
            lexicon.ignore_always(actor=actor, rule=finding.rule, text=finding.text, reason=reason)
        decision = FindingDecision.objects.create(
            paper=paper, version=current_version(paper), fingerprint=finding.fingerprint, gate=finding.gate.value,
            level=finding.level.value, rule=finding.rule, finding=finding.to_json(),
            choice=FindingDecision.Choice.OVERRIDDEN if aside else choice, reason=reason[:300], by=actor,
        )  # fmt: skip
        this.summary = f"《{paper.title}》{finding.gate.label}“{finding.text}”{decision.get_choice_display()}"
        this.data = {"rule": finding.rule, "level": finding.level.value, "choice": choice, "reason": reason}
    return decision
