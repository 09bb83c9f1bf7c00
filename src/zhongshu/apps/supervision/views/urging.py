"""通报、约谈, the papers of the ladder, 督查专报, and 检查/说明."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.apps.supervision import actions, guards
from zhongshu.apps.supervision.actions.papers import MOST_MATTERS
from zhongshu.apps.supervision.forms.matters import LedgerFilter
from zhongshu.apps.supervision.forms.steps import BriefForm, DemandForm, ExplanationForm, ReasonForm, ReviewForm
from zhongshu.apps.supervision.models import UnitExplanation, Urging
from zhongshu.apps.supervision.queries import visible_to
from zhongshu.apps.supervision.queries.matters import may_open
from zhongshu.apps.supervision.views.door import matter_of, part_of, step_page


@staff
@require_http_methods(["GET", "POST"])
def decide_rung(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: why; POST: 通报, or 约谈 after it."""
    matter = matter_of(request, pk)
    rung, last = guards.decidable_rung(request.person, matter)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.decide_rung(actor=request.person, matter=matter, **form.cleaned_data)
        messages.success(request, f"已决定{row.get_rung_display()}并告知责任单位。")
        return redirect(matter)
    label = Urging.Rung(rung).label
    return step_page(request, matter, form, title=f"决定{label}", act=label, facts=[("上一级", str(last))])


@staff
@require_http_methods(["GET", "POST"])
def draft(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: ask; POST: draft the paper of a rung and go on with it among the outgoing papers."""
    urging = part_of(request, Urging, pk)
    guards.supervising_side(request.person, urging.matter)
    if request.method == "POST":
        paper = actions.draft_for_urging(actor=request.person, urging=urging)
        messages.success(request, f"已拟《{paper.title}》，请按发文流程办理。")
        return redirect(paper)
    label = urging.get_rung_display()
    note = "内容由本件的任务、时限和催办情况生成，在发文中可以修改，经核稿、签发后发出。"
    return step_page(request, urging.matter, None, title=f"拟{label}", act=f"拟{label}", note=note)


@staff
@require_http_methods(["GET", "POST"])
def brief(request: StaffRequest) -> HttpResponse:
    """GET/POST with the ledger's filters: a 督查专报 on the matters that match."""
    if not may_open(request.person):
        raise PermissionDenied
    every = visible_to(request.person)
    matters = LedgerFilter(request.GET, matters=every).apply(every, timezone.localdate())
    form = BriefForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = list(matters.order_by("serial")[: MOST_MATTERS + 1])
        paper = actions.draft_brief(actor=request.person, matters=chosen, **form.cleaned_data)
        messages.success(request, f"已拟《{paper.title}》，请按发文流程办理。")
        return redirect(paper)
    context = {"form": form, "count": matters.count(), "most": MOST_MATTERS}
    return render(request, "supervision/brief.html", context, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "POST"])
def demand_explanation(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: ask the unit for a written explanation."""
    matter = matter_of(request, pk)
    guards.supervising_side(request.person, matter)
    form = DemandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.demand_explanation(actor=request.person, matter=matter, **form.cleaned_data)
        messages.success(request, f"已要求{row.unit}提交{row.get_kind_display()}。")
        return redirect(matter)
    return step_page(request, matter, form, title="要求检查说明", act="提出要求")


@staff
@require_http_methods(["GET", "POST"])
def give_explanation(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what is asked; POST: the unit's explanation."""
    row = part_of(request, UnitExplanation, pk)
    guards.responsible_side(request.person, row.matter)
    form = ExplanationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        file = (upload.name, upload.read()) if upload else None
        actions.give_explanation(actor=request.person, explanation=row, text=form.cleaned_data["text"], file=file)
        messages.success(request, f"{row.get_kind_display()}已提交。")
        return redirect(row.matter)
    facts = [
        ("事由", row.reason),
        ("提交时限", f"{row.due_on:%Y年%-m月%-d日}"),
        *([("退回意见", row.words)] if row.words else []),
    ]
    return step_page(request, row.matter, form, title=f"提交{row.get_kind_display()}", act="提交", facts=facts)


@staff
@require_http_methods(["GET", "POST"])
def review_explanation(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the explanation; POST: accept it or send it back."""
    row = part_of(request, UnitExplanation, pk)
    guards.supervising_side(request.person, row.matter)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.review_explanation(actor=request.person, explanation=row, accepted=given["agree"], words=given["words"])
        messages.success(request, "审阅意见已告知责任单位。")
        return redirect(row.matter)
    facts = [("事由", row.reason), ("内容", row.text)]
    return step_page(request, row.matter, form, title=f"审阅{row.get_kind_display()}", act="确定", facts=facts)
