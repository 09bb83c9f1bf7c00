"""The list of papers one may know of."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhongshu.apps.access.queries import listed
from zhongshu.apps.outgoing.forms import FilterForm
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.outgoing.queries import visible_to
from zhongshu.apps.outgoing.queries.papers import filtered
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff

SORTS = {"title": "title", "number": "number_text", "state": "state", "changed": "changed_at", "created": "created_at"}
EXPORT_LIMIT = 20_000


def _papers(request: StaffRequest) -> tuple[FilterForm, QuerySet[Paper]]:
    form = FilterForm(request.GET, organ=request.person.organ)
    return form, filtered(listed(visible_to(request.person), request.person), **form.conditions())


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET: papers, filtered and sorted by the address."""
    form, papers = _papers(request)
    context = {
        "filters": form,
        "listing": listing(request, papers, sorts=SORTS, default="-changed"),
        "export": reverse("outgoing:export"),
    }
    return render(request, "outgoing/list.html", context)


@staff
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """GET: the same list as a workbook."""
    _, papers = _papers(request)
    rows = (
        (
            paper.number_text, paper.title, paper.kind_name, paper.get_state_display(), str(paper.unit or ""),
            paper.drafter.name, paper.created_at, paper.signed_on,
        )
        for paper in papers.order_by("-changed_at", "-pk")[:EXPORT_LIMIT].iterator(chunk_size=500)
    )  # fmt: skip
    headings = ("发文字号", "标题", "文种", "状态", "拟稿科室", "拟稿人", "拟稿时间", "签发日期")
    return workbook("发文列表", headings, rows)
