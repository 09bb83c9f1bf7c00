"""反馈, 核实, 现场督查."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.apps.supervision import actions, guards
from zhongshu.apps.supervision.forms.steps import FieldCheckForm, ReportForm, VerifyForm
from zhongshu.apps.supervision.models import ProgressReport
from zhongshu.apps.supervision.views.door import matter_of, part_of, step_page


@staff
@require_http_methods(["GET", "POST"])
def report(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form, with the last report beside it; POST: report."""
    matter = matter_of(request, pk)
    guards.may_report(request.person, matter)
    form = ReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        filed = actions.file_report(actor=request.person, matter=matter, **form.cleaned_data)
        messages.success(request, f"{matter.number}{filed}已提交。")
        for flag in filed.flags:
            messages.warning(request, f"核实时会提示：{flag['why']}。")
        return redirect(matter)
    last = matter.reports.select_related("verification").first()
    return step_page(request, matter, form, title="反馈进展", act="提交反馈", last=last)


@staff
@require_http_methods(["GET", "POST"])
def verify(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the report and what looks wrong with it; POST: the verdict."""
    found = part_of(request, ProgressReport, pk)
    guards.may_verify(request.person, found)
    form = VerifyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.verify_report(actor=request.person, report=found, **form.cleaned_data)
        messages.success(request, f"已核实：{row}。")
        return redirect(found.matter)
    before = found.matter.reports.filter(no=found.no - 1).first()
    return step_page(request, found.matter, form, title=f"核实{found}", act="确认结论", report=found, last=before)


@staff
@require_http_methods(["GET", "POST"])
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: put a field check on record."""
    matter = matter_of(request, pk)
    guards.supervising_side(request.person, matter)
    form = FieldCheckForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        actions.record_field_check(actor=request.person, matter=matter, **form.cleaned_data)
        messages.success(request, "现场督查已记录。")
        return redirect(matter)
    return step_page(request, matter, form, title="记现场督查", act="保存记录")
