"""Every version of a paper, any two compared, an earlier one restored."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from zhongshu.apps.files.policy import DOCX
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import Version
from zhongshu.apps.outgoing.queries.papers import can_edit
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.document import to_text
from zhongshu.lib.document.comparison import compare as compare_documents
from zhongshu.lib.document.comparison import is_substantive


@staff
@require_GET
def index(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: all versions, the newest first, and a form to compare two of them."""
    paper = paper_of(request, pk)
    rows = paper.versions.select_related("by").defer("content").order_by("-no")
    context = {"paper": paper, "listing": listing(request, rows), "may_edit": can_edit(paper, request.person)}
    return render(request, "outgoing/versions.html", context)


@staff
@require_GET
def version(request: StaffRequest, pk: int, no: int) -> HttpResponse:
    """GET: one version as it was."""
    paper = paper_of(request, pk, looking=f"第 {no} 稿")
    row = get_object_or_404(paper.versions.select_related("by"), no=no)
    context = {
        "paper": paper, "version": row, "document": row.document, "text": to_text(row.document),
        "may_edit": can_edit(paper, request.person) and row.no != paper.revision,
    }  # fmt: skip
    return render(request, "outgoing/version.html", context)


@staff
@require_GET
def compare(request: StaffRequest, pk: int) -> HttpResponse:
    """GET ``?old=&new=``: two versions, element by element and word by word; and the two bodies side by side."""
    paper = paper_of(request, pk, looking="版本比较")
    old, new = _chosen(request, "old", paper.revision - 1), _chosen(request, "new", paper.revision)
    rows = {row.no: row for row in paper.versions.filter(no__in={old, new}).select_related("by")}
    one: Version | None = rows.get(old)
    other: Version | None = rows.get(new)
    context: dict[str, Any] = {"paper": paper, "old": one, "new": other, "numbers": range(1, paper.revision + 1)}
    if one is not None and other is not None:
        diffs = compare_documents(one.document, other.document)
        context |= {
            "diffs": diffs, "substantive": is_substantive(diffs),
            "old_text": to_text(one.document), "new_text": to_text(other.document),
        }  # fmt: skip
    return render(request, "outgoing/compare.html", context)


@staff
@require_GET
def revisions(request: StaffRequest, pk: int) -> HttpResponse:
    """GET ``?old=&new=``: the newer version as a DOCX with the changes as Word revisions."""
    paper = paper_of(request, pk)
    old, new = _chosen(request, "old", paper.revision - 1), _chosen(request, "new", paper.revision)
    rows = [get_object_or_404(paper.versions.select_related("by"), no=no) for no in (old, new)]
    return _download(*actions.take_revisions(actor=request.person, paper=paper, old=rows[0], new=rows[1]))


@staff
@require_GET
def clean_file(request: StaffRequest, pk: int, no: int) -> HttpResponse:
    """GET: the clean copy of a version as a DOCX."""
    paper = paper_of(request, pk)
    version = get_object_or_404(paper.versions, no=no)
    return _download(*actions.take_clean_copy(actor=request.person, paper=paper, version=version))


def _download(name: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _chosen(request: StaffRequest, name: str, default: int) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else max(default, 1)


@staff
@require_POST
def restore(request: StaffRequest, pk: int, no: int) -> HttpResponse:
    """POST: the words of an earlier version become the newest one."""
    paper = paper_of(request, pk)
    row = actions.restore_version(actor=request.person, paper=paper, no=no)
    messages.success(request, f"已恢复第 {no} 稿的内容，存为第 {row.no} 稿。")
    return redirect("outgoing:versions", paper.pk)


@staff
@require_POST
def clean(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: a clean copy."""
    paper = paper_of(request, pk)
    row = actions.clean_copy(actor=request.person, paper=paper)
    messages.success(request, f"已清稿，存为第 {row.no} 稿。")
    return redirect("outgoing:versions", paper.pk)
