"""What a person can do with a matter now, and why the rest is not possible: from the very guards the actions run."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision import guards
from zhongshu.apps.supervision.actions.extending import may_decide
from zhongshu.apps.supervision.models import Closing, Extension, SupervisedMatter, UnitExplanation, Urging
from zhongshu.apps.supervision.queries.matters import acts_for, answers_for, supervises
from zhongshu.lib.refusal import Refused


@dataclass(frozen=True)
class Offer:
    """One line of the panel 办理; without a ``url`` it is not possible, for the ``reason``."""

    label: str
    url: str = ""
    reason: str = ""
    main: bool = False


def offers_for(person: Person, matter: SupervisedMatter) -> list[Offer]:
    """Everything that concerns the person, in the order people do it."""
    found = [*_leader(person, matter)]
    if answers_for(person, matter):
        found += _responsible(person, matter)
    if supervises(person, matter):
        found += _supervising(person, matter)
    return found


def _offer(label: str, name: str, pk: int, guard: Callable[[], object], *, main: bool = False) -> Offer:
    try:
        guard()
    except Refused as no:
        return Offer(label, reason=str(no))
    return Offer(label, reverse(f"supervision:{name}", args=[pk]), main=main)


def _leader(person: Person, matter: SupervisedMatter) -> list[Offer]:
    found = []
    for extension in matter.extensions.filter(state=Extension.State.ASKED).select_related("leader", "matter"):
        if acts_for(person, extension.leader_id):
            guard = partial(may_decide, person, extension)
            found.append(_offer("审批延期", "decide_extension", extension.pk, guard, main=True))
    closing = matter.closings.filter(state=Closing.State.PROPOSED).first()
    if closing is not None and acts_for(person, closing.leader_id):
        found.append(
            Offer(f"对{closing.word}表态", reverse("supervision:answer_closing", args=[closing.pk]), main=True)
        )
    return found


def _responsible(person: Person, matter: SupervisedMatter) -> list[Offer]:
    pk = matter.pk
    found = [
        _offer("反馈进展", "report", pk, lambda: guards.may_report(person, matter), main=True),
        _offer("申请延期", "ask_extension", pk, lambda: guards.may_ask_extension(person, matter)),
    ]
    if not supervises(person, matter):
        found.append(_offer("分解子事项", "split", pk, lambda: _may_split(matter)))
    for owed in matter.explanations.filter(state__in=guards.OWED):
        found.append(
            Offer(f"提交{owed.get_kind_display()}", reverse("supervision:give_explanation", args=[owed.pk]), main=True)
        )
    return found


def _may_split(matter: SupervisedMatter) -> None:
    guards.is_open(matter)
    if matter.parent_id is not None:
        raise Refused("子事项不再往下分解。")
    if guards.current_closing(matter) is not None:
        raise Refused("本件已拟销号，不能再分解。")


def _supervising(person: Person, matter: SupervisedMatter) -> list[Offer]:
    pk = matter.pk
    if matter.over:
        return [_offer("重新立项", "reopen", pk, lambda: guards.may_reopen(person, matter))]
    found = []
    report = matter.reports.filter(verification__isnull=True).order_by("-no").first()
    if report is not None:
        found.append(_offer(f"核实{report}", "verify", report.pk, lambda: guards.may_verify(person, report), main=True))
    for given in matter.explanations.filter(state=UnitExplanation.State.GIVEN):
        found.append(
            Offer(f"审阅{given.get_kind_display()}", reverse("supervision:review_explanation", args=[given.pk]))
        )
    found += _closing(person, matter)
    found += [
        Offer("记现场督查", reverse("supervision:check", args=[pk])),
        _offer("分解子事项", "split", pk, lambda: _may_split(matter)),
        Offer("改派", reverse("supervision:reassign", args=[pk])),
        _offer("撤项", "withdraw", pk, lambda: guards.may_withdraw(person, matter)),
        Offer("要求检查说明", reverse("supervision:demand_explanation", args=[pk])),
    ]
    try:
        rung, _ = guards.decidable_rung(person, matter)
        found.append(Offer(f"决定{Urging.Rung(rung).label}", reverse("supervision:decide_rung", args=[pk])))
    except Refused as no:
        found.append(Offer("通报、约谈", reason=str(no)))
    return found


def _closing(person: Person, matter: SupervisedMatter) -> list[Offer]:
    closing = guards.current_closing(matter)
    if closing is None:
        return [
            _offer(
                "拟销号", "propose_closing", matter.pk, lambda: guards.may_propose_closing(person, matter), main=True
            )
        ]
    found = [_offer(closing.word, "close", matter.pk, lambda: guards.may_close(person, matter), main=True)]
    if closing.state == Closing.State.PROPOSED:
        found.append(Offer("代录领导意见", f"{reverse('supervision:answer_closing', args=[closing.pk])}?transcribed=1"))
    return found
