"""Who may do what with a matter, and when not. Pages ask the same guards as the actions."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from zhongshu.apps.org.models import Person, Post, Unit
from zhongshu.apps.supervision.models import (
    Closing,
    Extension,
    ProgressReport,
    SupervisedMatter,
    UnitExplanation,
    Urging,
    Verification,
)
from zhongshu.apps.supervision.policy.standard import judge
from zhongshu.apps.supervision.queries import matters as doors
from zhongshu.lib.refusal import Refused

CURRENT = (Closing.State.PROPOSED, Closing.State.CONSENTED)
OWED = (UnitExplanation.State.DEMANDED, UnitExplanation.State.SENT_BACK)


def is_open(matter: SupervisedMatter) -> None:
    if matter.over:
        raise Refused(
            f"{matter.number}已经{matter.get_state_display().removeprefix('已')}，没有改动。",
            remedy="情况反复的，请督查科室重新立项。",
        )


def supervising_side(person: Person, matter: SupervisedMatter) -> None:
    if not doors.supervises(person, matter):
        raise Refused(
            f"这一步由督办方（{matter.supervising_unit}）办理，没有改动。", remedy=f"请联系督办人{matter.supervisor}。"
        )


def responsible_side(person: Person, matter: SupervisedMatter) -> None:
    if not doors.answers_for(person, matter):
        raise Refused(
            f"这一步由责任人{matter.person}、其代办人或{matter.unit}负责人办理，没有改动。",
            remedy="需要换人的，请督办方改派。",
        )


def may_open(person: Person) -> None:
    if not doors.may_open(person):
        raise Refused(
            "立项由督查人员、办公室主任、副主任或对口科室负责人办理，没有立项。", remedy="请把事项告诉督查室。"
        )


# -- the four that a matter cannot do without ------------------------------------------------------------------------


def four(*, task: str, standard: str, deadline: date | None, unit: Unit | None, person: Person | None) -> None:
    """Refused unless task, measurable standard, deadline, responsible unit and person are all there and fit."""
    missing = [
        name
        for name, value in (
            ("任务", task.strip()), ("标准", standard.strip()), ("时限", deadline), ("责任单位", unit), ("责任人", person)
        )
        if not value
    ]  # fmt: skip
    if missing:
        raise Refused(f"没有立项：缺{'、'.join(missing)}。", remedy="任务、标准、时限、责任四样齐全才能立项，请补齐。")
    judgement = judge(standard)
    if not judgement.measurable:
        raise Refused(
            f"没有立项：标准“{standard}”不可衡量，{judgement.why}。",
            remedy="请写明办到什么程度算完成：数量、成果或者可以核对的状态。",
        )
    if deadline is not None and unit is not None and person is not None:
        in_time(deadline)
        fit(unit, person)


def in_time(deadline: date) -> None:
    if deadline < timezone.localdate():
        raise Refused(f"时限 {deadline:%Y年%m月%d日} 已经过去，没有改动。", remedy="请定一个今天或以后的日期。")


def fit(unit: Unit, person: Person) -> None:
    """The unit exists and the person serves in it."""
    if unit.dissolved_on is not None or unit.organ.dissolved_on is not None:
        raise Refused(f"{unit.organ.short_name}{unit}已撤销，不能作责任单位。", remedy="请选择承接其职能的单位。")
    if person.left_on is not None:
        raise Refused(f"{person}已离岗，不能作责任人。", remedy="请另选一位在岗人员。")
    if not Post.objects.filter(person=person, unit=unit, ended_on__isnull=True).exists():
        raise Refused(
            f"{person}不在{unit.organ.short_name}{unit}任职，不能作该单位的责任人。",
            remedy="请从责任单位的人员中选择。",
        )


# -- steps -----------------------------------------------------------------------------------------------------------


def may_report(person: Person, matter: SupervisedMatter) -> None:
    is_open(matter)
    responsible_side(person, matter)
    if matter.closings.filter(state__in=CURRENT).exists():
        raise Refused("本件已拟销号，不必再反馈。", remedy="等待领导表态或督办方销号；情况有变请联系督办人。")


def may_ask_extension(person: Person, matter: SupervisedMatter) -> None:
    is_open(matter)
    responsible_side(person, matter)
    if timezone.localdate() > matter.deadline:
        raise Refused(
            f"时限 {matter.deadline:%Y年%m月%d日} 已过，不能再申请延期。",
            remedy="请抓紧办理并在反馈中说明逾期原因。",
            basis="延期须在时限届满前提出",
        )
    if matter.extensions.filter(state=Extension.State.ASKED).exists():
        raise Refused("已有一份延期申请在等领导审批，没有重复提出。")


def may_verify(person: Person, report: ProgressReport) -> None:
    supervising_side(person, report.matter)
    is_open(report.matter)
    if Verification.objects.filter(report=report).exists():
        raise Refused(f"{report}已经核实过，结论不变。")


def closable_report(matter: SupervisedMatter) -> ProgressReport:
    """The report a closing rests on; Refused with what is missing."""
    is_open(matter)
    parts = matter.parts.filter(state=SupervisedMatter.State.OPEN).count()
    if parts:
        raise Refused(f"还有 {parts} 个子事项没有销号，本件不能销号。", remedy="请先逐个办结子事项。")
    report = matter.reports.order_by("-no").first()
    if report is None or not report.done:
        raise Refused("责任单位还没有反馈已完成，不能销号。", remedy="请责任单位反馈完成情况并勾选“已完成”。")
    verdict = Verification.objects.filter(report=report).first()
    if verdict is None or verdict.verdict != Verification.Verdict.TRUE:
        said = f"核实结论是“{verdict}”" if verdict else "还没有核实"
        raise Refused(f"最近一次反馈{said}，不能销号。", remedy="请先核实，属实后再销号。")
    if not (report.evidence.exists() or matter.field_checks.filter(confirmed=True).exists()):
        raise Refused(
            "没有任何佐证：反馈没有附材料，也没有现场督查记录，不能销号。",
            remedy="请责任单位补交佐证材料，或到现场核对。",
        )
    return report


def may_propose_closing(person: Person, matter: SupervisedMatter) -> ProgressReport:
    supervising_side(person, matter)
    report = closable_report(matter)
    if matter.closings.filter(state__in=CURRENT).exists():
        raise Refused("本件已经拟销号，没有重复提出。")
    return report


def may_withdraw(person: Person, matter: SupervisedMatter) -> None:
    """撤项: by the supervising side, with nothing left open below and no closing under way."""
    supervising_side(person, matter)
    is_open(matter)
    parts = matter.parts.filter(state=SupervisedMatter.State.OPEN).count()
    if parts:
        raise Refused(f"还有 {parts} 个子事项没有销号，本件不能撤项。", remedy="请先逐个销号或者撤项。")
    if matter.closings.filter(state__in=CURRENT).exists():
        raise Refused("本件已经拟销号或者拟撤项，没有重复提出。")


def current_closing(matter: SupervisedMatter) -> Closing | None:
    return matter.closings.filter(state__in=CURRENT).select_related("leader").first()


def may_close(person: Person, matter: SupervisedMatter) -> Closing:
    supervising_side(person, matter)
    closing = current_closing(matter)
    if closing is None or not closing.withdrawal:
        closable_report(matter)
    if closing is None:
        raise Refused("还没有拟销号。", remedy="请先填写完成情况，提出销号。")
    if closing.state == Closing.State.PROPOSED:
        raise Refused(f"{closing.leader}还没有表态，不能{closing.word}。", remedy="请领导在页面上表态。")
    return closing


def may_reopen(person: Person, matter: SupervisedMatter) -> Closing:
    supervising_side(person, matter)
    closing = matter.closings.filter(state=Closing.State.CLOSED).first()
    if closing is None:
        raise Refused("本件没有销号或者撤项，不必重新立项。")
    if matter.parent is not None and matter.parent.over:
        raise Refused("上级事项已经销号，请先重新立项上级事项。")
    return closing


def decidable_rung(person: Person, matter: SupervisedMatter) -> tuple[int, Urging]:
    """The rung above 督办单 that may be decided now, and the urging it follows; Refused with the reason."""
    supervising_side(person, matter)
    is_open(matter)
    last = standing_urgings(matter).filter(rung__gte=Urging.Rung.ORDER).order_by("-rung", "-pk").first()
    if last is None:
        raise Refused("通报、约谈只能在督办单之后决定；本轮还没有发到督办单。")
    if last.rung == Urging.Rung.TALK:
        raise Refused("已经约谈，催办阶梯到此为止。", remedy="仍不落实的，请报告领导研究。")
    return last.rung + 1, last


def standing_urgings(matter: SupervisedMatter) -> QuerySet[Urging]:
    """The urgings of the rounds that are still running."""
    return matter.urgings.filter(clock=Urging.Clock.DEADLINE, round=matter.deadline_round) | matter.urgings.filter(
        clock=Urging.Clock.REPORT, round=matter.report_round
    )
