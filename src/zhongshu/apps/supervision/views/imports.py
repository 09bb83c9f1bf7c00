"""导入原有台账."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.forms.imports import MappingForm, UploadForm
from zhongshu.apps.supervision.models import LedgerImport
from zhongshu.apps.supervision.policy.ledger_sheet import shown
from zhongshu.apps.supervision.queries.matters import may_open

PREVIEW = 5


def _imports(request: StaffRequest) -> QuerySet[LedgerImport]:
    """Imports of the own organ, for those who may open matters there."""
    if not may_open(request.person):
        raise PermissionDenied
    return LedgerImport.objects.filter(organ=request.person.organ_id).select_related("file", "rows", "by", "organ")


@staff
@require_http_methods(["GET", "POST"])
def index(request: StaffRequest) -> HttpResponse:
    """GET: former imports and the form; POST file=: upload one."""
    found = _imports(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        ledger = actions.upload_ledger(actor=request.person, name=upload.name, content=upload.read())
        return redirect("supervision:import", ledger.pk)
    context = {"form": form, "rows": listing(request, found)}
    return render(request, "supervision/imports.html", context, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "POST"])
def ledger(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: map the columns, or how the import goes, or what was rejected; POST: the mapping."""
    found = get_object_or_404(_imports(request), pk=pk)
    if found.state == LedgerImport.State.UPLOADED:
        if request.headers.get("HX-Request"):
            # It has just been read: the whole page is another one now.
            return HttpResponse(headers={"HX-Refresh": "true"})
        return _map(request, found)
    context = {"ledger": found, "rows": listing(request, found.rejections.all())}
    if request.headers.get("HX-Request"):
        return render(request, "supervision/import_progress.html", context)
    return render(request, "supervision/import.html", context)


def _map(request: StaffRequest, found: LedgerImport) -> HttpResponse:
    form = MappingForm(request.POST or None, ledger=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.map_ledger(
            actor=request.person, ledger=found, mapping=form.mapping(), year=given["year"], kind=given["kind"]
        )
        messages.success(request, "已开始导入，可以离开本页。")
        return redirect("supervision:import", found.pk)
    context = {"ledger": found, "form": form, "preview": preview(found)}
    return render(request, "supervision/map.html", context, status=422 if form.errors else 200)


def preview(found: LedgerImport) -> list[tuple[int, list[str]]]:
    """The first rows as they were read."""

    lines = found.rows.read().decode().split("\n")[:PREVIEW] if found.rows and found.total else []
    return [(number, [shown(cell) for cell in cells]) for number, cells in map(json.loads, lines)]


@staff
@require_GET
def rejected(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the rejected rows as a workbook with the reason of each, to be corrected and imported again."""
    found = get_object_or_404(_imports(request), pk=pk)
    headings = ["原行号", "退回原因", *(heading or f"第 {n} 列" for n, heading in enumerate(found.headings, 1))]
    rows = ([row.row, row.reason, *(shown(cell) for cell in row.cells)] for row in found.rejections.iterator())
    return workbook("退回的行", headings, rows)
