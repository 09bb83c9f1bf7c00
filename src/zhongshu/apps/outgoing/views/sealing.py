"""用印: affixing a seal with the page in view."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing import actions, guards, queries
from zhongshu.apps.outgoing.actions.sealing import refuse_partial
from zhongshu.apps.outgoing.models import Paper, Printing, Seal
from zhongshu.apps.outgoing.queries.issue import printing_of, seal_use_of
from zhongshu.apps.outgoing.queries.papers import sign_off_of, work_of
from zhongshu.apps.outgoing.register_forms.seals import AffixForm
from zhongshu.apps.outgoing.rendering import page_image, page_images
from zhongshu.apps.outgoing.views.answers import png
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.document import Document
from zhongshu.lib.refusal import Refused

PREVIEW_MARK = "用印预览"


@staff
@require_http_methods(["GET", "POST"])
def affix(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the page as it will be with its seal, or why it cannot be; POST: affix it and go on."""
    paper = paper_of(request, pk, looking="用印")
    guards.work_at(work_of(paper, request.person, "seal"), paper, "seal")
    form = AffixForm(request.POST or None)
    form.is_bound = request.method == "POST"
    if request.method == "POST" and form.is_valid():
        use = actions.affix_seal(actor=request.person, paper=paper, note=form.cleaned_data["note"])
        messages.success(request, f"已用印：{use.seal}。已记入用印登记。")
        return redirect(paper)
    context = {"paper": paper, "form": form, **_in_view(request.person, paper)}
    return render(request, "outgoing/seals/affix.html", context)


def _in_view(person: Person, paper: Paper) -> dict[str, Any]:
    """What the keeper sees before affixing: the seal, the print, who approved it, the pages; what stands against it."""
    printing, seal = printing_of(paper), _seal_for(paper)
    hindrance = _hindrance(person, paper, printing, seal)
    shown = _preview_seal(hindrance, seal)
    pages = page_images(Document.from_json(printing.content), watermark=PREVIEW_MARK, seal=shown) if printing else []
    return {
        "printing": printing,
        "seal": seal,
        "sign_off": sign_off_of(paper),
        "hindrance": hindrance,
        "pages": range(1, len(pages) + 1),
    }


def _hindrance(person: Person, paper: Paper, printing: Printing | None, seal: Seal | None) -> Refused | None:
    try:
        work = work_of(paper, person, "seal")
        refuse_partial(person, paper, on_behalf_of=work.on_behalf_of if work else None)
        guards.printed(paper)
    except Refused as no:
        return no
    if seal_use_of(printing) is not None:
        return Refused("这一次印制已经用印。", remedy="请直接提交下一环节。")
    if seal is None:
        return Refused("还没有启用发文机关的印章。", remedy="请先在“印章”页上传印模图片；系统不绘制印章。")
    return None


def _preview_seal(hindrance: Refused | None, seal: Seal | None) -> Seal | None:
    """The seal is shown on the page only to whoever may affix it now."""
    return seal if hindrance is None else None


def _seal_for(paper: Paper) -> Seal | None:
    return queries.seal_in_use(paper.issuer_code.issuer if paper.issuer_code else paper.organ)


@staff
@require_GET
def page(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """GET: one page with a watermark over it, for who holds the paper at this step and nobody else."""
    paper = paper_of(request, pk)
    printing, seal = printing_of(paper), _seal_for(paper)
    if printing is None or work_of(paper, request.person, "seal") is None:
        raise Http404
    shown = _preview_seal(_hindrance(request.person, paper, printing, seal), seal)
    return png(page_image(Document.from_json(printing.content), number, watermark=PREVIEW_MARK, seal=shown))
