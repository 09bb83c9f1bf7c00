"""催办函, 督办单, 通报 and 督查专报 as drafts of outgoing papers, made from the matter by outgoing's own action."""

from collections.abc import Sequence

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.org.models import IssuerCode, Organ, Person
from zhongshu.apps.outgoing.actions import create_paper
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.supervision import guards
from zhongshu.apps.supervision.models import SupervisedMatter, Urging
from zhongshu.apps.supervision.policy import wording
from zhongshu.apps.supervision.queries.facts import brief_facts, facts_of
from zhongshu.apps.supervision.queries.matters import may_open, visible_to
from zhongshu.lib.refusal import Refused

MOST_MATTERS = 200
_NEVER_ISSUED = (Paper.State.VOID, Paper.State.TERMINATED)
#: Rung → (kind of paper, layout of the code it is numbered under).
_KINDS = {
    Urging.Rung.LETTER: ("letter", "letter"),
    Urging.Rung.ORDER: ("supervision_order", ""),
    Urging.Rung.CIRCULAR: ("circular", "document"),
}


def draft_for_urging(*, actor: Person, urging: Urging) -> Paper:
    """Draft the paper of a rung: once, from the matter's data; it goes the way of every outgoing paper."""
    matter = urging.matter
    with act(actor=actor, verb="supervision.draft_paper", about=matter) as this:
        guards.supervising_side(actor, matter)
        urging = Urging.objects.select_for_update().get(pk=urging.pk)
        if urging.paper_id is not None:
            raise Refused(f"这次{urging.get_rung_display()}已经拟稿，没有重复拟写。", remedy="请到发文中继续办理。")
        paper = _draft(actor, urging)
        this.summary = f"{matter.number}拟{urging.get_rung_display()}"
        this.data = {"paper": paper.pk, "urging": urging.pk}
    return paper


def draft_by_itself(*, urging: Urging) -> Paper | None:
    """催办函 and 督办单 write themselves on their day; the draft lies on the desk of whoever supervises, to be vetted and issued.

    None where an earlier one for the matter is still under way, or the supervisor's post drafts no papers.
    """
    matter = urging.matter
    if _under_way(matter):
        return None
    try:
        with act(actor=SYSTEM, verb="supervision.draft_paper", about=matter) as this:
            paper = _draft(matter.supervisor, urging)
            this.summary = (
                f"{matter.number}到{urging.get_rung_display()}一级，自动拟稿，交督办人{matter.supervisor}办理"
            )
            this.data = {"paper": paper.pk, "urging": urging.pk}
    except Refused:
        return None
    return paper


def _under_way(matter: SupervisedMatter) -> bool:
    drafted = matter.urgings.filter(paper_id__isnull=False).values("paper_id")
    return Paper.objects.filter(pk__in=drafted, distributed_at__isnull=True).exclude(state__in=_NEVER_ISSUED).exists()


def _draft(drafter: Person, urging: Urging) -> Paper:
    matter, rung = urging.matter, Urging.Rung(urging.rung)
    if rung not in _KINDS:
        raise Refused(f"“{rung.label}”不发公文。")
    kind, layout = _KINDS[rung]
    internal = matter.unit.organ_id == matter.organ_id
    if rung is Urging.Rung.LETTER and internal:
        kind, layout = "supervision_order", ""
    fields = wording.urging(facts_of(matter), rung.name, urging.text, internal=internal)
    paper = create_paper(actor=drafter, kind=kind, issuer_code=_code(drafter.organ, layout), fields=fields)
    urging.paper_id = paper.pk
    urging.save(update_fields=["paper_id"])
    return paper


def draft_brief(*, actor: Person, matters: Sequence[SupervisedMatter], subject: str) -> Paper:
    """督查专报 on some matters, for the leaders; figures and problems from the ledger itself."""
    with act(actor=actor, verb="supervision.draft_brief") as this:
        if not may_open(actor):
            raise Refused("督查专报由督查人员、办公室主任、副主任或科室负责人拟写。")
        if not matters or len(matters) > MOST_MATTERS:
            raise Refused(
                f"专报要有 1 至 {MOST_MATTERS} 个事项，现在是 {len(matters)} 个。", remedy="请用筛选条件选定范围。"
            )
        seen = visible_to(actor).filter(pk__in=[matter.pk for matter in matters])
        if len(seen) != len(matters):
            raise Refused("有的事项不在您的知悉范围内，没有拟写。")
        fields = wording.brief(brief_facts(seen, timezone.localdate()), subject.strip() or "重点督办事项")
        paper = create_paper(actor=actor, kind="supervision_brief", fields=fields)
        this.about, this.summary = paper, f"拟督查专报《{paper.title}》"
        this.data = {"matters": [matter.pk for matter in seen]}
    return paper


def _code(organ: Organ, layout: str) -> IssuerCode | None:
    """The organ's own code of a layout; the drafter may choose another on the draft."""
    if not layout:
        return None
    codes = IssuerCode.objects.filter(organ=organ, layout=layout, retired_on__isnull=True)
    return codes.filter(issuer=organ).first() or codes.first()
