"""财务结算: budget and spending line by line, the account closed, printed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings.actions import account as actions
from zhongshu.apps.meetings.forms.after import LineForm, SettleForm, SpendForm, in_yuan
from zhongshu.apps.meetings.forms.items import ReasonForm
from zhongshu.apps.meetings.models import AccountLine, Settlement
from zhongshu.apps.meetings.views.after.door import for_task, part_for_task, shown
from zhongshu.apps.meetings.views.door import step_page
from zhongshu.apps.outgoing.views.typeset_ledger import ledger_pdf
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.meeting.money import capital, yuan
from zhongshu.lib.refusal import Refused

TASK = actions.TASK
COLUMNS = ("序号", "费用", "内容", "预算（元）", "支出（元）", "超支（元）", "单据", "超支原因")


@staff
@require_http_methods(["GET", "POST"])
def account(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: every line and the sums; POST: one more line."""
    meeting = for_task(request, pk, TASK)
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.put_line(actor=request.person, meeting=meeting, **form.cleaned_data)
        return redirect("meetings:account", pk)
    rows = list(meeting.account_lines.select_related("by"))
    return shown(
        request, "account", meeting, form, rows=rows, form=form, sums=actions.sums_of(rows),
        settled=Settlement.objects.filter(meeting=meeting).select_related("by").first(), settle=SettleForm(),
        waiting=sum(row.spent is None for row in rows),
    )  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def line(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: what was spent on a line, and its budget corrected."""
    row = part_for_task(request, AccountLine, pk, TASK)
    back = reverse("meetings:account", args=[row.meeting_id])
    initial = {"budget": in_yuan(row.budget), "spent": in_yuan(row.spent), "bills": row.bills, "reason": row.reason}
    form = SpendForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["budget"] != row.budget:
            row = actions.change_budget(actor=request.person, line=row, budget=given["budget"], reason=given["reason"])
        if given["spent"] is not None:
            actions.spend(
                actor=request.person, line=row, spent=given["spent"], bills=given["bills"], reason=given["reason"]
            )
        messages.success(request, "已登记。")
        return redirect(back)
    return step_page(request, form, title=f"登记支出：{row}", act="保存", back=back, meeting=row.meeting)


@staff
@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: take out a line nothing was spent on."""
    row = part_for_task(request, AccountLine, pk, TASK)
    actions.drop_line(actor=request.person, line=row)
    return redirect("meetings:account", row.meeting_id)


@staff
@require_POST
def settle(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: close the account."""
    form = SettleForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    row = actions.settle(actor=request.person, meeting=for_task(request, pk, TASK), note=note)
    messages.success(request, f"已结算：支出 {yuan(row.spent)} 元。")
    return redirect("meetings:account", pk)


@staff
@require_http_methods(["GET", "POST"])
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: settle again, with the reason."""
    meeting, back = for_task(request, pk, TASK), reverse("meetings:account", args=[pk])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.unsettle(actor=request.person, meeting=meeting, reason=form.cleaned_data["reason"])
        return redirect(back)
    return step_page(request, form, title="重新结算", act="重新结算", back=back, meeting=meeting)


@staff
@require_GET
def printed(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the settlement on paper, with the sum in capitals."""
    meeting = for_task(request, pk, TASK)
    rows = list(meeting.account_lines.all())
    if not rows:
        raise Refused("还没有登记费用，没有可以打印的。")
    sums = actions.sums_of(rows)
    lines = [
        [
            n, row.get_kind_display(), row.what, yuan(row.budget), "" if row.spent is None else yuan(row.spent),
            yuan(row.over) if row.over else "", row.bills or "", row.reason,
        ]
        for n, row in enumerate(rows, 1)
    ]  # fmt: skip
    lines.append(["", "合计", "", yuan(sums.budget), yuan(sums.spent), yuan(max(0, -sums.left)), sums.bills, ""])
    settled = Settlement.objects.filter(meeting=meeting).first()
    state = f"结算人：{settled.by}" if settled else "（尚未结算）"
    closing = f"支出合计（大写）：{capital(sums.spent)}　　{state}　　审核：　　　　　　负责人："
    return ledger_pdf("会议费用结算表", COLUMNS, lines, subtitle=meeting.name, closing=closing)
