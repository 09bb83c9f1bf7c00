"""A paper's own page, its page images and its file."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.files.responses import serve
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.forms import ReasonForm, ShareForm, SignOffForm
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.outgoing.queries.gates import unsigned_gates
from zhongshu.apps.outgoing.queries.issue import deliveries_of, printing_of, seal_use_of
from zhongshu.apps.outgoing.queries.papers import can_edit, current_version, flow_of, manages_papers, sign_off_of
from zhongshu.apps.outgoing.rendering import issued_document, page_image, page_images
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.outgoing.views.tasks import own_moves, tasks_for
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.document import Document


@staff
@require_GET
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what it is, where it stands, what I can do now, the content, opinions and records."""
    found = paper_of(request, pk, looking="办理页")
    person = request.person
    flow = flow_of(found)
    version = current_version(found)
    printing = printing_of(found)
    document, look = shown(found, request)
    context = {
        "paper": found, "flow": flow, "version": version, "document": version.document,
        "tasks": tasks_for(found, person), "own_moves": own_moves(found),
        "sign_form": SignOffForm(), "may_edit": can_edit(found, person),
        "pages": range(1, len(page_images(document, **look)) + 1),
        "unsigned_gates": unsigned_gates(found), "sign_off": sign_off_of(found),
        "printing": printing, "seal_use": seal_use_of(printing),
        "disagreements": found.disagreements.select_related("person", "unit", "decided_by", "closed_by"),
        "deliveries": list(deliveries_of(found)), "overrides": found.overrides.select_related("by"),
        "co_drafters": [row.person for row in found.co_drafters.select_related("person")],
        "versions": found.versions.select_related("by").order_by("-no")[:5],
        "manages": manages_papers(person, found.organ),
    }  # fmt: skip
    return render(request, "outgoing/paper.html", context)


def shown(found: Paper, request: StaffRequest) -> tuple[Document, dict]:
    """What the page images show: the print with its seal once there is one, before that the draft with a watermark."""
    printing = printing_of(found)
    use = seal_use_of(printing)
    mark = "" if not found.secrecy else f"内部 {request.person.name} {timezone.localdate():%Y-%m-%d}"
    if printing is not None and printing.version.no == found.revision:
        return Document.from_json(printing.content), {"watermark": mark, "seal": use.seal if use else None}
    return issued_document(found), {"watermark": mark or "文稿预览"}


@staff
@require_GET
def page(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """GET: one page as it will print, or as it was printed."""
    found = paper_of(request, pk)
    document, look = shown(found, request)
    content = page_image(document, number, **look)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response


@staff
@require_GET
def file(request: StaffRequest, pk: int) -> FileResponse:
    """GET: the final file: sealed if it has been sealed."""
    found = paper_of(request, pk, looking="版式文件")
    printing = printing_of(found)
    if printing is None:
        raise Http404
    use = seal_use_of(printing)
    return serve(use.file if use else printing.file, inline="inline" in request.GET)


@staff
@require_http_methods(["GET", "POST"])
def void(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: ask; POST: declare the paper void, with the reason."""
    found = paper_of(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.void_paper(actor=request.person, paper=found, reason=form.cleaned_data["reason"])
        messages.success(request, f"《{found.title}》已作废。")
        return redirect(found)
    context = {
        "title": "作废公文", "question": f"作废《{found.title}》？", "form": form, "act": "作废", "danger": True,
        "back": found.get_absolute_url(), "facts": [("发文字号", found.number_text or "未编号"), ("状态", found.get_state_display())],
        "warning": "作废后不能恢复：字号作废不再使用，已分发的撤回并告知接收单位。",
    }  # fmt: skip
    return render(request, "shell/confirm.html", context)


@staff
@require_http_methods(["GET", "POST"])
def share(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: choose; POST: let a colleague write in the draft."""
    found = paper_of(request, pk)
    form = ShareForm(request.POST or None, organ=found.organ, me=request.person)
    if request.method == "POST" and form.is_valid():
        actions.share_draft(actor=request.person, paper=found, person=form.cleaned_data["person"])
        messages.success(request, f"已邀请{form.cleaned_data['person']}共同拟稿。")
        return redirect(found)
    context = {
        "title": "邀请共同拟稿", "question": f"邀请谁一起起草《{found.title}》？", "form": form, "act": "邀请",
        "back": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context)
