"""反馈 and 核实."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.files.actions import store
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.actions import forget_notices_about
from zhongshu.apps.supervision import guards
from zhongshu.apps.supervision.actions.opening import locked, recompute
from zhongshu.apps.supervision.actions.telling import make_findable, tell
from zhongshu.apps.supervision.models import Evidence, FieldCheck, ProgressReport, SupervisedMatter, Verification
from zhongshu.apps.supervision.policy.honesty import flags
from zhongshu.lib.refusal import Refused

#: Reports of other matters of the same unit that a new one is compared with.
COMPARED = 30
MOST_FILES = 20
File = tuple[str, bytes]


def file_report(
    *,
    actor: Person,
    matter: SupervisedMatter,
    progress: str,
    next_step: str,
    difficulty: str = "",
    done: bool = False,
    files: Iterable[File] = (),
) -> ProgressReport:
    """反馈: what has been done, with evidence; the next one is due by the rhythm from today. Doubtful ones are flagged, not refused."""
    with act(actor=actor, verb="supervision.file_report", about=matter) as this:
        matter = locked(matter)
        guards.may_report(actor, matter)
        _refuse_empty(matter, progress, next_step, done)
        now = timezone.now()
        report = ProgressReport(
            matter=matter, no=matter.reports.count() + 1, round=matter.report_round, due_on=matter.next_report_on or timezone.localdate(now),
            in_time=_in_time(matter, timezone.localdate(now)), progress=progress.strip(), difficulty=difficulty.strip(),
            next_step=next_step.strip(), done=done, by=actor, at=now,
            on_behalf_of=matter.person if actor.pk != matter.person_id else None,
        )  # fmt: skip
        kept = list(files)
        report.flags = [flag.as_json() for flag in _flags(matter, progress, len(kept))]
        report.save()
        keep_evidence(actor, matter, kept, report=report)
        _count_on(matter, report)
        this.summary = f"{matter.number}{report}" + ("：已完成，申请销号" if done else "")
        this.data = {"report": report.pk, "flags": [flag["code"] for flag in report.flags], "files": len(kept)}
        forget_notices_about(about=matter, to=matter.person)
        asked = "已完成，请核实销号" if done else "有新的反馈，请核实"
        tell(
            actor,
            matter,
            [matter.supervisor],
            f"{matter.number}“{matter.task}”{asked}",
            f"supervision:report:{report.pk}",
        )
    return report


def verify_report(
    *, actor: Person, report: ProgressReport, verdict: str, reason: str = "", again_by: date | None = None
) -> Verification:
    """核实: 属实, or 退回补报 / 与事实不符 with the reason and the day by which to report again."""
    with act(actor=actor, verb="supervision.verify_report", about=report.matter) as this:
        matter = locked(report.matter)
        guards.may_verify(actor, report)
        newest = matter.reports.order_by("-no").first()
        verdict = Verification.Verdict(verdict)
        if verdict != Verification.Verdict.TRUE:
            if not reason.strip():
                raise Refused(f"结论为“{verdict.label}”时要写明依据和要求，没有保存。")
            if newest is not None and newest.pk == report.pk:
                _demand_again(matter, again_by)
        row = Verification.objects.create(
            report=report, verdict=verdict, reason=reason.strip(), by=actor, at=timezone.now()
        )
        if report.in_time and verdict != Verification.Verdict.TRUE:
            matter.reports_held -= 1
            matter.save(update_fields=["reports_held"])
        this.summary, this.data = f"{matter.number}{report}核实：{row}", {"report": report.pk, "verdict": verdict}
        said = f"{matter.number}的{report}经核实：{row}" + (f"。{reason.strip()}" if reason.strip() else "")
        tell(actor, matter, [matter.person, report.by], said, f"supervision:verify:{report.pk}")
    return row


def keep_evidence(
    actor: Person,
    matter: SupervisedMatter,
    files: Iterable[File],
    *,
    report: ProgressReport | None = None,
    field_check: FieldCheck | None = None,
) -> None:
    """Store the files as evidence of a report or a field check."""
    kept = list(files)
    if len(kept) > MOST_FILES:
        raise Refused(f"一次最多附 {MOST_FILES} 个文件，没有保存。", remedy="请合并成一个 PDF。")
    for name, content in kept:
        stored = store(actor=actor, name=name, content=content)
        Evidence.objects.create(matter=matter, report=report, field_check=field_check, file=stored)


def _refuse_empty(matter: SupervisedMatter, progress: str, next_step: str, done: bool) -> None:
    if not progress.strip():
        raise Refused("没有写进展，反馈没有提交。", remedy="请写清做了什么、做到什么程度。")
    if not done and not next_step.strip():
        raise Refused("没有写下一步打算，反馈没有提交。", remedy="没有办完的事项要写明下一步怎么办、何时办。")
    left = matter.parts.filter(state=SupervisedMatter.State.OPEN).count()
    if done and left:
        raise Refused(f"还有 {left} 个子事项没有销号，不能反馈已完成。", remedy="请先办结子事项。")


def _in_time(matter: SupervisedMatter, today: date) -> bool:
    return matter.unreported_on is not None and today < matter.unreported_on


def _flags(matter: SupervisedMatter, progress: str, evidence: int) -> list:
    own = [(f"第 {row.no} 次反馈", row.progress) for row in matter.reports.order_by("-no")[:COMPARED]]
    rows = ProgressReport.objects.filter(matter__unit=matter.unit_id).exclude(matter=matter).select_related("matter")
    others = [(f"{row.matter.number}的反馈", row.progress) for row in rows.order_by("-pk")[:COMPARED]]
    return flags(progress, evidence=evidence, earlier=own, others=others)


def _count_on(matter: SupervisedMatter, report: ProgressReport) -> None:
    """The clock of reports begins anew."""
    today = timezone.localdate(report.at)
    matter.report_round += 1
    matter.reports_made, matter.reports_held = matter.reports_made + 1, matter.reports_held + report.in_time
    matter.rhythm_from = matter.reported_on = today
    matter.again_by, matter.handed_in = None, report.done
    matter.progress = report.progress.replace("\n", " ")[:200]
    recompute(matter)
    make_findable(matter)


def _demand_again(matter: SupervisedMatter, again_by: date | None) -> None:
    if again_by is None or again_by < timezone.localdate():
        raise Refused("请写明补报时限，今天或以后的日期。")
    matter.again_by, matter.handed_in = again_by, False
    recompute(matter)
