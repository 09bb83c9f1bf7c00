"""收到的文件: what was sent to the person, the person's unit, or the organ whose post the person opens."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.files.responses import serve
from zhongshu.apps.org.models import Organ
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.events import copy_tasks_asked
from zhongshu.apps.outgoing.models import Delivery
from zhongshu.apps.outgoing.queries import registers
from zhongshu.apps.outgoing.queries.issue import seal_use_of
from zhongshu.apps.outgoing.register_forms.deliveries import ReceivedFilter, ReturnForm
from zhongshu.apps.outgoing.rendering import page_image, page_images
from zhongshu.apps.outgoing.views.answers import EXPORT_LIMIT, png
from zhongshu.apps.outgoing.views.door import delivery_of
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.document import Document

SORTS = {"delivered": "delivered_at", "due": "due_at", "title": "paper__title", "state": "state"}
HEADINGS = [
    "发文字号",
    "标题",
    "来文单位",
    "接收单位",
    "送达时间",
    "签收时限",
    "状态",
    "签收人",
    "办理时间",
    "退回理由",
]


def _found(request: StaffRequest, filters: ReceivedFilter) -> QuerySet[Delivery]:
    wanted = filters.chosen
    return registers.received_matching(request.person, state=wanted.get("state", ""), text=wanted.get("q", ""))


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET ?q= &state= &sort= &page=: copies delivered, newest first."""
    filters = ReceivedFilter(request.GET)
    rows = listing(request, _found(request, filters), sorts=SORTS, default="-delivered")
    return render(request, "outgoing/deliveries/received.html", {"rows": rows, "filters": filters})


@staff
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """GET: the same list as a workbook."""
    rows = _found(request, ReceivedFilter(request.GET)).order_by("-delivered_at", "-pk")[:EXPORT_LIMIT]
    return workbook("收到的文件", HEADINGS, (_line(row) for row in rows))


def _line(row: Delivery) -> list[Any]:
    return [
        row.paper.number_text,
        row.paper.title,
        _issuer_of(row).name,
        row.name,
        row.delivered_at,
        row.due_at,
        row.get_state_display(),
        row.settled_name,
        row.settled_at,
        row.reason,
    ]


def _issuer_of(delivery: Delivery) -> Organ:
    """The body that issued the paper; the code may be managed by its office."""
    paper = delivery.paper
    return paper.issuer_code.issuer if paper.issuer_code else paper.organ


@staff
@require_GET
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the paper as it was issued. The first look is noted and the sender sees it."""
    actions.open_delivery(actor=request.person, delivery=delivery_of(request, pk))
    return _page_of(request, pk, ReturnForm())


def _page_of(request: StaffRequest, pk: int, form: ReturnForm, *, status: int = 200) -> HttpResponse:
    delivery = delivery_of(request, pk)
    document, look = _shown(delivery)
    context = {
        "delivery": delivery,
        "paper": delivery.paper,
        "issuer": _issuer_of(delivery),
        "form": form,
        "events": delivery.events.all(),
        "tasks": [
            answer
            for _, answer in copy_tasks_asked.send(sender=Delivery, delivery=delivery, person=request.person)
            if answer
        ],
        "pages": range(1, len(page_images(document, **look)) + 1),
    }
    return render(request, "outgoing/deliveries/received_paper.html", context, status=status)


def _shown(delivery: Delivery) -> tuple[Document, dict[str, Any]]:
    """The pages as issued, seal and all, marked with the recipient: a picture that gets about names who had it."""
    use = seal_use_of(delivery.printing)
    look = {"watermark": delivery.name[:20], "seal": use.seal if use else None}
    return Document.from_json(delivery.printing.content), look


@staff
@require_GET
def page(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """GET: one page of it."""
    document, look = _shown(delivery_of(request, pk))
    return png(page_image(document, number, **look))


@staff
@require_GET
def file(request: StaffRequest, pk: int) -> FileResponse:
    """GET: the PDF/A as issued."""
    delivery = delivery_of(request, pk)
    actions.open_delivery(actor=request.person, delivery=delivery)
    use = seal_use_of(delivery.printing)
    return serve(use.file if use else delivery.printing.file, inline="inline" in request.GET)


@staff
@require_POST
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: 签收."""
    delivery = delivery_of(request, pk)
    actions.acknowledge_receipt(actor=request.person, delivery=delivery)
    messages.success(request, f"已签收《{delivery.paper.title}》。")
    return redirect("outgoing:received_paper", pk)


@staff
@require_http_methods(["GET", "POST"])
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: back to the paper; POST: 退回, with the reason."""
    delivery = delivery_of(request, pk)
    if request.method == "GET":
        return redirect("outgoing:received_paper", pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page_of(request, pk, form, status=422)
    actions.return_receipt(actor=request.person, delivery=delivery, reason=form.cleaned_data["reason"])
    messages.success(request, f"已退回《{delivery.paper.title}》，理由已告知发文单位。")
    return redirect("outgoing:received_paper", pk)
