"""财务结算: lines planned and spent, the account closed with its sums."""

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards_after
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.actions.evidence import show_done
from zhongshu.apps.meetings.models import AccountLine, Meeting, Settlement
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.money import Line, Sums, sums, yuan
from zhongshu.lib.refusal import Refused

TASK = "settlement"


def put_line(*, actor: Person, meeting: Meeting, kind: str, what: str = "", budget: int) -> AccountLine:
    """预算: one more line, in fen."""
    with act(actor=actor, verb="meetings.put_account_line", about=meeting) as this:
        meeting = _begin(actor, meeting)
        if kind not in AccountLine.Kind.values or budget < 0:
            raise Refused("请选择费用类别并填写预算，没有保存。")
        if meeting.account_lines.filter(kind=kind, what=what.strip()).exists():
            raise Refused("这项费用已经列过，没有重复登记。", remedy="同类费用分开列的，请写明内容。")
        row = AccountLine.objects.create(
            meeting=meeting, kind=kind, what=what.strip()[:120], budget=budget, by=actor, at=timezone.now()
        )
        this.summary, this.data = f"《{meeting}》：预算：{row} {yuan(budget)} 元", {"line": row.pk, "budget": budget}
    return row


def spend(*, actor: Person, line: AccountLine, spent: int, bills: int = 0, reason: str = "") -> AccountLine:
    """支出 of a line, in fen. Refused over budget without the reason."""
    with act(actor=actor, verb="meetings.spend", about=line.meeting) as this:
        meeting = _begin(actor, line.meeting)
        line = AccountLine.objects.select_for_update().get(pk=line.pk)
        if spent < 0:
            raise Refused("支出不能是负数，没有保存。")
        if spent > line.budget and not reason.strip():
            raise Refused(
                f"{line}预算 {yuan(line.budget)} 元，支出 {yuan(spent)} 元，超支 {yuan(spent - line.budget)} 元，"
                "没有写明原因，没有保存。",
                remedy="请写明超支原因。",
            )  # fmt: skip
        line.spent, line.bills, line.reason = spent, bills, reason.strip()[:300] if spent > line.budget else ""
        line.by, line.at = actor, timezone.now()
        line.save()
        this.summary, this.data = f"《{meeting}》：支出：{line} {yuan(spent)} 元", {"line": line.pk, "spent": spent}
    return line


def change_budget(*, actor: Person, line: AccountLine, budget: int, reason: str = "") -> AccountLine:
    """The planned sum, corrected; a line that is over by it needs the reason as well."""
    with act(actor=actor, verb="meetings.change_budget", about=line.meeting) as this:
        meeting = _begin(actor, line.meeting)
        line = AccountLine.objects.select_for_update().get(pk=line.pk)
        why = reason.strip() or line.reason
        if budget < 0 or ((line.spent or 0) > budget and not why):
            raise Refused("改后这项超支，要写明超支原因，没有保存。")
        before, line.budget = line.budget, budget
        line.reason = why[:300] if line.over else ""
        line.save(update_fields=["budget", "reason"])
        this.summary = f"《{meeting}》：{line}预算由 {yuan(before)} 元改为 {yuan(budget)} 元"
        this.data = {"line": line.pk, "before": before, "budget": budget}
    return line


def drop_line(*, actor: Person, line: AccountLine) -> None:
    """Take a line out that nothing was spent on."""
    with act(actor=actor, verb="meetings.drop_account_line", about=line.meeting) as this:
        meeting = _begin(actor, line.meeting)
        if line.spent:
            raise Refused(f"{line}已有支出，不能去掉。", remedy="登记错的，请把支出改正。")
        this.summary, this.data = f"《{meeting}》：去掉费用{line}", {"budget": line.budget}
        line.delete()


def settle(*, actor: Person, meeting: Meeting, note: str = "") -> Settlement:
    """结算: every line has its bill or says nothing was spent; the sums are kept."""
    with act(actor=actor, verb="meetings.settle", about=meeting) as this:
        meeting = _begin(actor, meeting)
        guards_after.has_begun(meeting)
        rows = list(meeting.account_lines.all())
        if not rows:
            raise Refused("还没有登记费用，不能结算。", remedy="没有发生费用的，请在任务中写明理由不办财务结算。")
        left = [str(row) for row in rows if row.spent is None]
        if left:
            raise Refused(f"还有 {len(left)} 项没有登记支出：{'、'.join(left[:5])}。", remedy="没有发生的填 0。")
        found = sums_of(rows)
        row = Settlement.objects.create(
            meeting=meeting, budget=found.budget, spent=found.spent, bills=found.bills, note=note.strip()[:300], by=actor,
            at=timezone.now(),
        )  # fmt: skip
        this.summary = f"《{meeting}》：结算：预算 {yuan(row.budget)} 元，支出 {yuan(row.spent)} 元"
        this.data = {"budget": row.budget, "spent": row.spent}
        show_done(actor, meeting, TASK, this.summary.partition("结算：")[2], row)
    return row


def unsettle(*, actor: Person, meeting: Meeting, reason: str) -> None:
    """重新结算: something was wrong; with the reason."""
    with act(actor=actor, verb="meetings.unsettle", about=meeting) as this:
        meeting = locked(meeting)
        guards_after.may_see_to(actor, meeting, TASK)
        row = Settlement.objects.filter(meeting=meeting).first()
        if row is None:
            raise Refused("会议还没有结算。")
        if not reason.strip():
            raise Refused("请写明为什么重新结算。")
        this.summary = f"《{meeting}》：重新结算：{reason.strip()}"
        this.data = {"budget": row.budget, "spent": row.spent, "reason": reason}
        row.delete()


def sums_of(rows: list[AccountLine]) -> Sums:
    return sums(Line(row.budget, row.spent, row.bills) for row in rows)


def _begin(actor: Person, meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    guards_after.may_see_to(actor, meeting, TASK)
    if Settlement.objects.filter(meeting=meeting).exists():
        raise Refused("会议已经结算，费用不再改动。", remedy="需要更正的，请先重新结算并写明原因。")
    return meeting
