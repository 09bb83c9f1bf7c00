"""The list of incoming papers one may know of."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhongshu.apps.incoming.forms import FilterForm
from zhongshu.apps.incoming.lights import Shown, lights_of
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.queries import visible_to
from zhongshu.apps.incoming.queries.papers import filtered, holders_of, list_visible_to, registers
from zhongshu.apps.outgoing.views.typeset_ledger import MOST_ROWS, ledger_pdf
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff

SORTS = {
    "received": "received_at", "number": "register_serial", "title": "title", "sender": "sender", "due": "due_at",
    "state": "state",
}  # fmt: skip
EXPORT_LIMIT = 20_000
HEADINGS = (
    "收文号",
    "来文机关",
    "来文字号",
    "标题",
    "密级",
    "紧急程度",
    "份数",
    "签收时间",
    "状态",
    "主办科室",
    "办理时限",
    "现在谁手上",
    "办理结果",
)


def _papers(request: StaffRequest) -> tuple[FilterForm, QuerySet[Paper]]:
    form = FilterForm(request.GET, organ=request.person.organ)
    return form, filtered(_shown(list_visible_to(request.person)), **form.conditions())


def _shown(papers: QuerySet[Paper]) -> QuerySet[Paper]:
    """The words of every paper weigh more than all the rest of its row, and no list shows them."""
    return papers.defer("text", "read_fields")


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET ?text= &state= &urgency= &light= &unit= &year= &sort= &page=: 50 a page, newest first."""
    form, papers = _papers(request)
    found = listing(request, papers, sorts=SORTS, default="-received", rows=_shown(visible_to(request.person)))
    context = {
        "filters": form, "listing": found, "rows": rows_of(found.rows), "export": reverse("incoming:export"),
        "may_receive": registers(request.person, request.person.organ),
    }  # fmt: skip
    return render(request, "incoming/list.html", context)


def rows_of(papers: Iterable[Paper]) -> list[tuple[Paper, Shown, str]]:
    """Each paper with its light and who holds it now; two queries for the whole page."""
    papers = list(papers)
    holders, lights = holders_of(papers), lights_of(papers)
    return [(paper, lights[paper.pk], holders.get(paper.pk, "")) for paper in papers]


def _lines(papers: list[Paper]) -> Iterable[tuple[object, ...]]:
    for paper, _, holder in rows_of(papers):
        yield (
            paper.register_text, paper.sender, paper.document_number, paper.title, paper.get_secrecy_display(),
            paper.get_urgency_display(), paper.copies, paper.received_at, paper.get_state_display(),
            str(paper.lead_unit or ""), paper.due_on, holder, paper.result,
        )  # fmt: skip


@staff
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """GET: the same list as a workbook."""
    _, papers = _papers(request)
    return workbook("收文列表", HEADINGS, _lines(list(papers.order_by("-received_at", "-pk")[:EXPORT_LIMIT])))


@staff
@require_GET
def typeset(request: StaffRequest) -> HttpResponse:
    """GET: the same list as a typeset sheet."""
    _, papers = _papers(request)
    rows = (
        (line[0], line[1], line[2], line[3], line[8], line[9], line[10], line[11])
        for line in _lines(list(papers[: MOST_ROWS + 1]))
    )
    headings = ("收文号", "来文机关", "来文字号", "标题", "状态", "主办科室", "办理时限", "现在谁手上")
    return ledger_pdf(
        "收文一览", headings, rows, subtitle=f"{request.person.organ}　{timezone.localdate():%Y年%-m月%-d日}"
    )
