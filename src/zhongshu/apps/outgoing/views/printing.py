"""印制: the pages as they will be, then the print in force with its checksum."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.files.responses import serve
from zhongshu.apps.outgoing import actions, guards, queries
from zhongshu.apps.outgoing.models import Paper, Printing
from zhongshu.apps.outgoing.queries.issue import printing_of, seal_use_of
from zhongshu.apps.outgoing.queries.papers import sign_off_of
from zhongshu.apps.outgoing.register_forms.deliveries import PrintForm
from zhongshu.apps.outgoing.rendering import fonts_told, issued_document, page_image, page_images
from zhongshu.apps.outgoing.views.answers import png
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.document import Document
from zhongshu.lib.refusal import Refused

DRAFT_MARK, PRINT_MARK = "印制预览", "印制件"


def _shown(paper: Paper, printing: Printing | None) -> tuple[Document, dict[str, Any]]:
    """The document whose pages are shown, and how: the print in force, else what a print of today would be."""
    if printing is None:
        return issued_document(paper, printed_on=timezone.localdate()), {"watermark": DRAFT_MARK}
    use = seal_use_of(printing)
    return Document.from_json(printing.content), {"watermark": PRINT_MARK, "seal": use.seal if use else None}


@staff
@require_http_methods(["GET", "POST"])
def print_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the pages as they will be printed, or were; POST: make and fix the final file and go on."""
    paper = paper_of(request, pk, looking="印制")
    printing = _in_force(paper)
    work = queries.work_of(paper, request.person, "print")
    if work is None and printing is None:
        guards.work_at(None, paper, "print")
    form = PrintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.print_paper(actor=request.person, paper=paper, copies=form.cleaned_data["copies"])
        _tell(request, made)
        return redirect("outgoing:print", paper.pk)
    document, look = _shown(paper, printing)
    context = {
        "paper": paper,
        "printing": printing,
        "seal_use": seal_use_of(printing),
        "sign_off": sign_off_of(paper),
        "form": form if work else None,
        "hindrance": _hindrance(paper) if work else None,
        "fonts": fonts_told(document),
        "pages": range(1, len(page_images(document, **look)) + 1),
    }
    return render(request, "outgoing/deliveries/print.html", context, status=422 if form.errors else 200)


def _in_force(paper: Paper) -> Printing | None:
    """The print in force, as long as it is of the words as they stand."""
    printing = printing_of(paper)
    return printing if printing is not None and printing.version.no == paper.revision else None


def _hindrance(paper: Paper) -> Refused | None:
    try:
        guards.signed_off(paper)
        guards.numbered(paper)
    except Refused as no:
        return no
    return None


def _tell(request: StaffRequest, made: Printing) -> None:
    messages.success(request, f"已印制：每份 {made.pages} 页，共 {made.copies} 份。版式文件已固定。")
    if made.missing:
        messages.warning(
            request, f"字体里没有这些字，印成了“〓”：{'、'.join(made.missing)}。请换字体或改字后重新印制。"
        )


@staff
@require_GET
def page(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """GET: one page of what ``print_paper`` shows."""
    paper = paper_of(request, pk)
    document, look = _shown(paper, _in_force(paper))
    return png(page_image(document, number, **look))


@staff
@require_GET
def file(request: StaffRequest, pk: int) -> FileResponse:
    """GET: the PDF/A of the print in force, sealed when it has been sealed."""
    paper = paper_of(request, pk, looking="版式文件")
    printing = printing_of(paper)
    if printing is None:
        raise Http404
    use = seal_use_of(printing)
    return serve(use.file if use else printing.file, inline="inline" in request.GET)
