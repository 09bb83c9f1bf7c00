"""Outgoing papers of a simulated day, from the draft to the archive."""

from collections.abc import Callable

from zhongshu.apps.archive import actions as archive
from zhongshu.apps.archive.policy import usual_retention
from zhongshu.apps.demo.year import words
from zhongshu.apps.demo.year.office import Office
from zhongshu.apps.flow import actions as flow
from zhongshu.apps.flow.models import Work
from zhongshu.apps.incoming import actions as incoming
from zhongshu.apps.incoming.models import Paper as IncomingPaper
from zhongshu.apps.org.models import Duty, IssuerCode, Organ
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.distribution import Recipient
from zhongshu.apps.outgoing.guards import needs_number
from zhongshu.apps.outgoing.models import Delivery, Paper
from zhongshu.apps.outgoing.queries.gates import judged
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.apps.prepared import PreparedObjects
from zhongshu.lib.document.routing import must_be_signed_by_principal
from zhongshu.lib.flow.vocabulary import Verdict, WorkKind
from zhongshu.lib.proofread import Gate

LIKELY = {"deferred": 0.4, "draft": 0.6, "vet": 0.6, "countersign": 0.5, "gates": 0.6, "sign_off": 0.5}
#: Of a hundred copies delivered to an organ, so many become an incoming paper there; the others are only signed for.
_BECOMES_INCOMING = 0.35

_PAPER = PreparedObjects(
    lambda pk: Paper.objects.select_related("organ", "issuer_code__issuer", "drafter", "unit").filter(pk=pk)
)


def draft_today(office: Office, wanted: int) -> None:
    """New drafts until ``wanted`` papers have been begun since the year began (replies and 督办单 count as well)."""
    missing = wanted - Paper.objects.count()
    drafters = [
        person
        for person in office.people.by_duty.get((office.county.office.pk, Duty.DRAFTER.value), [])
        if person.pk not in office.away
    ]
    if not drafters:
        return
    for _ in range(missing):
        planned = words.draft(office.random, office.day)
        code = IssuerCode.objects.select_related("issuer").get(code=planned.code)
        drafter = office.random.choice(drafters)
        fields = planned.fields | {"issuer_code": planned.code}
        paper = office.do(actions.create_paper, actor=drafter, kind=planned.kind, issuer_code=code, fields=fields)
        if paper is not None and planned.authorised:
            office.do(actions.set_routing, actor=drafter, paper=paper, facts={"authorised": True})


def deal_with(office: Office, work: Work) -> None:
    """One paper on one desk."""
    step = work.step.element
    if work.kind == WorkKind.READ:
        office.do(flow.mark_read, actor=work.holder, work=work, text="已阅。")
        return
    if work.kind == WorkKind.DEFERRED:
        office.do(flow.countersign_later, actor=work.holder, work=work, text="同意，已补签。")
        return
    act = _STEPS.get(step)
    if act is None:
        return
    if step not in {"draft", "sign_off"} and work.signed_at is None:
        office.do(flow.sign_for, actor=work.holder, work=work)
    paper = _PAPER.get(work.subject_id)
    act(office, work, paper)


def _draft(office: Office, work: Work, paper: Paper) -> None:
    important = must_be_signed_by_principal(current_version(paper).document, is_important=False)
    signatory = (
        "principal_leader" if important else office.random.choice(("deputy_leader", "director", "deputy_leader"))
    )
    office.do(flow.submit, actor=work.holder, work=work, text="请核。", variables={"signatory": signatory})


def _vet(office: Office, work: Work, paper: Paper) -> None:
    if office.chance(0.05):
        office.do(flow.return_to, actor=work.holder, work=work, target="draft", text="第二部分的数据请再核对一次。")
        return
    people = [office.answering(unit).pk for unit in office.people.units if unit.organ_id == paper.organ_id]
    people = [pk for pk in people if pk not in {work.holder_id, paper.drafter_id}]
    chosen = office.random.sample(people, min(2, len(people))) if office.chance(0.25) else []
    office.do(
        flow.submit,
        actor=work.holder,
        work=work,
        text="已核，文种、格式、依据无误。",
        variables={"countersigners": chosen},
    )


def _countersign(office: Office, work: Work, paper: Paper) -> None:
    office.do(flow.countersign, actor=work.holder, work=work, verdict=Verdict.AGREE, text="同意。")


def _gates(office: Office, work: Work, paper: Paper) -> None:
    """Every finding that must be put right is dealt with, then the five gates are signed."""
    signer = work.holder
    version = current_version(paper)
    for item in judged(paper, version):
        if item.blocks:
            office.do(
                actions.override_finding, actor=signer, paper=paper, fingerprint=item.finding.fingerprint,
                revision=version.no, reason="经与原始数据核对，原文无误。",
            )  # fmt: skip
    for gate in Gate:
        office.do(actions.sign_gate, actor=signer, paper=paper, gate=gate.value)
    office.do(flow.submit, actor=signer, work=work, text="五关已过，呈请签发。")


def _sign_off(office: Office, work: Work, paper: Paper) -> None:
    if office.chance(0.03):
        director = office.with_duty(paper.organ, Duty.DIRECTOR)
        if director is not None and director.pk != work.holder_id:
            office.do(
                flow.approve_by_phone, actor=director, work=work, called_at=office.clock.now(), witness="值班室",
                question=f"《{paper.title}》是否同意印发？", answer="同意印发，回来补签。",
            )  # fmt: skip
            return
    office.do(actions.sign_off, actor=work.holder, paper=paper, opinion="同意印发。", initialled=office.chance(0.2))


def _recheck(office: Office, work: Work, paper: Paper) -> None:
    office.do(actions.pass_recheck, actor=work.holder, paper=paper, note="与签发稿一致。")


def _number(office: Office, work: Work, paper: Paper) -> None:
    if needs_number(paper):
        office.do(actions.assign_number, actor=work.holder, paper=paper)
    else:
        office.do(flow.submit, actor=work.holder, work=work, text="不编文号。")


def _print(office: Office, work: Work, paper: Paper) -> None:
    office.do(actions.print_paper, actor=work.holder, paper=paper, copies=40)


def _seal(office: Office, work: Work, paper: Paper) -> None:
    if current_version(paper).document.sealed:
        office.do(actions.affix_seal, actor=work.holder, paper=paper)
    else:
        office.do(flow.submit, actor=work.holder, work=work, text="不加盖印章。")


def _distribute(office: Office, work: Work, paper: Paper) -> None:
    addressees = current_version(paper).document.addressees
    addressed = [organ for organ in office.people.receiving if organ.name in addressees]
    organs: list[Organ] = addressed or office.random.sample(
        office.people.receiving, min(3, len(office.people.receiving))
    )
    recipients = [Recipient(organ=organ, copies=1) for organ in organs] or [Recipient(name="安和市水利局")]
    office.do(actions.distribute, actor=work.holder, paper=paper, recipients=recipients)


def _file(office: Office, work: Work, paper: Paper) -> None:
    office.do(archive.file_paper, actor=work.holder, paper=paper, retention=usual_retention(paper.kind))


_STEPS: dict[str, Callable[[Office, Work, Paper], None]] = {
    "draft": _draft, "vet": _vet, "countersign": _countersign, "gates": _gates, "sign_off": _sign_off, "recheck": _recheck,
    "number": _number, "print": _print, "seal": _seal, "distribute": _distribute, "archive": _file,
}  # fmt: skip


def sign_for_copies(office: Office) -> None:
    """The clerks of towns and departments sign for what was delivered to them; some of it becomes an incoming paper."""
    room = office.plan.incoming - IncomingPaper.objects.count()
    waiting = (
        Delivery.objects.filter(organ__isnull=False, state__in=(Delivery.State.DELIVERED, Delivery.State.OPENED))
        .select_related("organ", "paper")
        .order_by("pk")
    )
    for delivery in waiting:
        clerk = office.with_duty(delivery.organ, Duty.CLERK) if delivery.organ else None
        if clerk is None or clerk.pk in office.away or not office.chance(0.6):
            continue
        if office.chance(0.01):
            office.do(actions.return_receipt, actor=clerk, delivery=delivery, reason="份数不符，请重新分发。")
        elif room > 0 and office.chance(_BECOMES_INCOMING):
            room -= office.do(incoming.receive_delivery, actor=clerk, delivery=delivery) is not None
        else:
            office.do(actions.acknowledge_receipt, actor=clerk, delivery=delivery)
