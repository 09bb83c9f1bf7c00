"""零差错: the quality board, its workbook and bulletin, and the register of lapses."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.org import queries as org
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.lapses import may_register
from zhongshu.apps.outgoing.queries import quality
from zhongshu.apps.outgoing.register_forms.quality import LapseForm, QualityFilter, VoidForm
from zhongshu.apps.outgoing.views.answers import EXPORT_LIMIT
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.refusal import Refused

LAPSE_HEADINGS = [
    "发现日期",
    "发文字号",
    "标题",
    "拟稿科室",
    "关口",
    "规则",
    "原文",
    "应为",
    "发现单位",
    "处理",
    "原因和改进",
    "登记人",
]


def _asked(request: StaffRequest) -> tuple[QualityFilter, dict[str, Any]]:
    if org.administrator_role(request.person):
        raise PermissionDenied
    form = QualityFilter(request.GET)
    return form, form.conditions()


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET ?by= &month= or &since= &until=: the board, the bulletin's words and the lapses of the period."""
    form, asked = _asked(request)
    lapses = quality.lapses_of(request.person).filter(found_on__gte=asked["since"], found_on__lte=asked["until"])
    context = {
        "filters": form, "board": quality.board(request.person, **asked), "rows": listing(request, lapses),
        "heading": quality.DIMENSIONS[asked["by"]], "since": asked["since"], "until": asked["until"],
        "export": reverse("outgoing:quality_export"),
    }  # fmt: skip
    return render(request, "outgoing/quality/board.html", context)


@staff
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """GET: the board as a workbook."""
    _, asked = _asked(request)
    found = quality.board(request.person, **asked)
    headings = [quality.DIMENSIONS[asked["by"]], "签发前改正", "不采纳", "发出后发现"]
    rows = [[line.name, line.corrected, line.overridden, line.later] for line in found.lines]
    rows.append(["合计", found.corrected, found.overridden, found.later])
    return workbook("零差错统计", headings, rows)


@staff
@require_GET
def lapses_export(request: StaffRequest) -> HttpResponse:
    """GET: the lapses of the period as a workbook."""
    _, asked = _asked(request)
    found = quality.lapses_of(request.person).filter(
        found_on__gte=asked["since"], found_on__lte=asked["until"], voided_at__isnull=True
    )
    rows = (
        [
            row.found_on, row.paper.number_text, row.paper.title, str(row.paper.unit or ""), row.get_gate_display(),
            quality.rule_name(row.rule), row.wrong, row.right, row.found_by, row.get_remedy_display(), row.note, row.by.name,
        ]
        for row in found[:EXPORT_LIMIT]
    )  # fmt: skip
    return workbook("差错登记", LAPSE_HEADINGS, rows)


@staff
@require_http_methods(["GET", "POST"])
def register(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form and what is on record of this paper; POST: put a mistake on record."""
    paper = paper_of(request, pk, looking="差错登记" if request.method == "GET" else "")
    form = LapseForm(request.POST or None, initial={"found_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.register_lapse(actor=request.person, paper=paper, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, f"{no.message}{no.remedy}")
        else:
            messages.success(request, "差错已登记，计入零差错统计。")
            return redirect("outgoing:lapses", paper.pk)
    context = {
        "paper": paper, "form": form, "may_register": may_register(paper, request.person),
        "lapses": paper.lapses.select_related("by"),
    }  # fmt: skip
    return render(request, "outgoing/quality/lapses.html", context, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "POST"])
def void(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: ask; POST: take a lapse off the count, with the reason."""
    lapse = get_object_or_404(quality.lapses_of(request.person).filter(voided_at__isnull=True), pk=pk)
    if not may_register(lapse.paper, request.person):
        raise PermissionDenied
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.void_lapse(actor=request.person, lapse=lapse, reason=form.cleaned_data["reason"])
        messages.success(request, "这条登记已作废，不再计数。")
        return redirect("outgoing:lapses", lapse.paper_id)
    context = {
        "title": "作废差错登记", "question": f"作废这条登记：{lapse}？", "warning": "作废后不再计数，记录和理由保留。",
        "facts": [("公文", lapse.paper.title), ("发现单位", lapse.found_by)], "form": form, "act": "作废", "danger": True,
        "back": reverse("outgoing:lapses", args=[lapse.paper_id]),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context, status=422 if form.errors else 200)
