"""Pages of the archive: the list, an item, and filing a paper."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.access.queries import listed
from zhongshu.apps.archive import actions, policy, queries
from zhongshu.apps.archive.forms import FilingForm, Filters
from zhongshu.apps.archive.models import Item
from zhongshu.apps.archive.sources import Paper, source_of
from zhongshu.apps.files.responses import serve
from zhongshu.apps.incoming.queries import visible_to as incoming_visible_to
from zhongshu.apps.outgoing.queries import visible_to as papers_visible_to
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff

SORTS = {"reference": "reference", "title": "title", "date": "document_date", "filed": "filed_at"}


@staff
@require_GET
def item_list(request: StaffRequest) -> HttpResponse:
    """The items one may know of; ``?q= year= retention= sort= page=``."""
    filters = Filters(request.GET)
    rows = listing(
        request,
        _filtered(listed(queries.visible_to(request.person), request.person), filters),
        sorts=SORTS,
        default="-filed",
    )
    return render(request, "archive/list.html", {"rows": rows, "filters": filters})


@staff
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """归档文件目录 as XLSX, with the same filters as the list."""
    items = _filtered(listed(queries.visible_to(request.person), request.person), Filters(request.GET)).order_by(
        "reference"
    )
    headings = ["档号", "文件编号", "责任者", "题名", "日期", "页数", "保管期限", "备注"]
    rows = (
        [
            i.reference,
            i.document_number,
            i.responsible,
            i.title,
            i.document_date,
            i.pages,
            i.shelf.get_retention_display(),
            i.note,
        ]
        for i in items[:10_000]
    )
    return workbook("归档文件目录", headings, rows)


def _filtered(items: QuerySet[Item], filters: Filters) -> QuerySet[Item]:
    if not filters.is_valid():
        return items
    wanted = filters.cleaned_data
    if wanted["q"]:
        text = wanted["q"].strip()
        items = items.filter(
            Q(title__icontains=text) | Q(document_number__icontains=text) | Q(reference__icontains=text)
        )
    if wanted["year"]:
        items = items.filter(shelf__year=wanted["year"])
    if wanted["retention"]:
        items = items.filter(shelf__retention=wanted["retention"])
    return items


@staff
@require_GET
def item(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.visible_to(request.person), pk=pk)
    known = {"incoming.paper": incoming_visible_to, "outgoing.paper": papers_visible_to}.get(found.object_type)
    paper = known(request.person).filter(pk=found.object_id).first() if known else None
    return render(request, "archive/item.html", {"item": found, "paper": paper})


@staff
@require_POST
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """Check the package against its own checksums and say what was found."""
    found = get_object_or_404(queries.visible_to(request.person), pk=pk)
    faults = queries.faults_of(found)
    if faults:
        messages.error(request, f"归档包有问题：{'；'.join(faults)}。请从备份恢复。")
    else:
        messages.success(request, "归档包完整，每个文件都与校验值相符。")
    return redirect(found)


@staff
@require_GET
def download(request: StaffRequest, pk: int) -> HttpResponseBase:
    found = get_object_or_404(queries.visible_to(request.person), pk=pk)
    return serve(found.package)


@staff
@require_http_methods(["GET", "POST"])
def file_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The archivist's form for one paper. ``pk`` is the paper's."""
    return _filing(request, get_object_or_404(papers_visible_to(request.person), pk=pk))


@staff
@require_http_methods(["GET", "POST"])
def file_incoming(request: StaffRequest, pk: int) -> HttpResponse:
    """The archivist's form for one incoming paper. ``pk`` is the paper's."""
    return _filing(request, get_object_or_404(incoming_visible_to(request.person), pk=pk))


def _filing(request: StaffRequest, paper: Paper) -> HttpResponse:
    source = source_of(paper)
    initial = {
        "retention": policy.usual_retention(paper.kind),
        "category": policy.category_code(source.unit),
        "year": source.day.year,
    }
    form = FilingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        filed = actions.file_paper(actor=request.person, paper=paper, **form.cleaned_data)
        messages.success(request, f"已归档，档号 {filed.reference}。")
        return redirect(filed)
    return render(request, "archive/file.html", {"paper": paper, "form": form, "fonds": queries.fonds_of(paper.organ)})
