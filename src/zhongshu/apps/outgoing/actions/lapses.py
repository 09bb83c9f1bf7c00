"""差错登记 after a paper was sent: put on record, and taken off it with a reason."""

from datetime import date

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person
from zhongshu.apps.outgoing.actions.versions import locked
from zhongshu.apps.outgoing.models import Lapse, Paper
from zhongshu.apps.outgoing.queries.papers import visible_to
from zhongshu.lib.proofread import Gate
from zhongshu.lib.refusal import Refused

REGISTRARS = (Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR, Duty.VETTER, Duty.CLERK)


def register_lapse(
    *,
    actor: Person,
    paper: Paper,
    gate: str,
    wrong: str,
    right: str,
    found_by: str,
    found_on: date,
    remedy: str,
    rule: str = "",
    note: str = "",
) -> Lapse:
    """One mistake found after the paper was numbered."""
    with act(actor=actor, verb="outgoing.register_lapse", about=paper) as this:
        paper = locked(paper)
        _refuse_not_registrar(actor, paper)
        if not paper.number_text:
            raise Refused("本件还没有编号发出，不登记差错。", remedy="发出以前发现的，请在文稿上改正。")
        if gate not in set(Gate) or not wrong.strip() or not right.strip() or not found_by.strip():
            raise Refused("请写明原文、应为、发现单位和应由哪一关把住。")
        if found_on > timezone.localdate():
            raise Refused("发现日期还没有到。", remedy="请核对日期。")
        lapse = Lapse.objects.create(
            paper=paper, gate=gate, rule=rule, wrong=wrong.strip()[:300], right=right.strip()[:300],
            found_by=found_by.strip()[:80], found_on=found_on, remedy=remedy, note=note.strip()[:300], by=actor,
        )  # fmt: skip
        this.summary = f"《{paper.title}》登记差错：{lapse}"
        this.data = {"lapse": lapse.pk, "gate": gate, "rule": rule, "found_by": lapse.found_by}
    return lapse


def void_lapse(*, actor: Person, lapse: Lapse, reason: str) -> Lapse:
    """Take a lapse off the count: it was no mistake, or it was put down twice. It stays on record."""
    with act(actor=actor, verb="outgoing.void_lapse", about=lapse.paper) as this:
        _refuse_not_registrar(actor, lapse.paper)
        if not reason.strip():
            raise Refused("请写明作废的理由。")
        if lapse.voided_at:
            raise Refused("这条登记已经作废。")
        lapse.voided_at, lapse.void_reason = timezone.now(), reason.strip()[:200]
        lapse.save(update_fields=["voided_at", "void_reason"])
        this.summary, this.data = f"《{lapse.paper.title}》差错登记作废：{reason.strip()}", {"lapse": lapse.pk}
    return lapse


def may_register(paper: Paper, actor: Person) -> bool:
    """Whether the page offers it to this person: the guard the act runs."""
    try:
        _refuse_not_registrar(actor, paper)
    except Refused:
        return False
    return True


def _refuse_not_registrar(actor: Person, paper: Paper) -> None:
    held = org.duties_by_organ(actor)
    bodies = {paper.organ_id, paper.organ.office_of_id}
    if not any((body, duty.value) in held for body in bodies for duty in REGISTRARS):
        raise Refused("差错由本机关办公室负责人、核稿人和文书登记。", remedy="请告诉发文机关的文书。")
    if not visible_to(actor).filter(pk=paper.pk).exists():
        raise Refused("没有找到这件公文，或者您无权知悉。")
