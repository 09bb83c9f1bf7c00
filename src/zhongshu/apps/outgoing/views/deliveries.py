"""分发 and 回执: sending a paper out, the distribution sheet, reminding, receipts that come back on paper."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing import actions, guards, queries
from zhongshu.apps.outgoing.actions.distribution import usual_due
from zhongshu.apps.outgoing.models import Delivery, Paper
from zhongshu.apps.outgoing.queries import registers
from zhongshu.apps.outgoing.queries.issue import deliveries_of, printing_of
from zhongshu.apps.outgoing.queries.papers import current_version, manages_papers
from zhongshu.apps.outgoing.register_forms.deliveries import DistributeForm, PaperReceiptForm, StateFilter
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.outgoing.views.typeset_ledger import MOST_ROWS, ledger_pdf
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.refusal import Refused

SORTS = {"name": "name", "state": "state", "settled": "settled_at", "opened": "opened_at"}
HEADINGS = [
    "接收单位",
    "主送或抄送",
    "份数",
    "状态",
    "送达时间",
    "打开时间",
    "签收人",
    "签收或退回时间",
    "催签次数",
    "退回理由",
]


@staff
@require_http_methods(["GET", "POST"])
def distribute(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: everyone who could get the paper, preset from its 主送 and 抄送; POST: send it out and go on."""
    paper = paper_of(request, pk, looking="分发")
    guards.work_at(queries.work_of(paper, request.person, "distribute"), paper, "distribute")
    document = current_version(paper).document
    form = DistributeForm(request.POST or None, paper=paper, document=document, due=usual_due(paper, timezone.now()))
    if request.method == "POST" and form.is_valid():
        sent = actions.distribute(
            actor=request.person, paper=paper, recipients=form.recipients(), due_at=form.cleaned_data["due_at"]
        )
        messages.success(request, f"已分发 {len(sent)} 个接收单位，并通知对方签收。")
        return redirect("outgoing:deliveries", paper.pk)
    context = {
        "paper": paper,
        "document": document,
        "form": form,
        "printing": printing_of(paper),
        "hindrance": _hindrance(paper),
    }
    return render(request, "outgoing/deliveries/distribute.html", context, status=422 if form.errors else 200)


def _hindrance(paper: Paper) -> Refused | None:
    try:
        guards.printed(paper)
        guards.sealed(paper)
    except Refused as no:
        return no
    return None


def may_remind(person: Person, paper: Paper) -> bool:
    """Whether the buttons of the sheet are for this person (the action asks again)."""
    return person.pk == paper.drafter_id or manages_papers(person, paper.organ)


@staff
@require_GET
def sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """GET ?state= &sort= &page=: who got the paper, who has signed for it, whom to remind."""
    paper = paper_of(request, pk, looking="分发单")
    filters = StateFilter(request.GET)
    found = registers.sheet_matching(paper, state=filters.chosen.get("state", ""))
    context = {
        "paper": paper,
        "filters": filters,
        "rows": listing(request, found, sorts=SORTS),
        "may_remind": may_remind(request.person, paper),
        "manages": manages_papers(request.person, paper.organ),
        "now": timezone.now(),
    }
    return render(request, "outgoing/deliveries/sheet.html", context)


@staff
@require_GET
def export(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the same sheet as a workbook."""
    paper = paper_of(request, pk, looking="分发单")
    found = registers.sheet_matching(paper, state=StateFilter(request.GET).chosen.get("state", ""))
    return workbook("分发单", HEADINGS, _lines(found))


@staff
@require_GET
def typeset(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the whole sheet on paper."""
    paper = paper_of(request, pk, looking="分发单")
    subtitle = f"{paper.number_text}　{paper.title}"
    return ledger_pdf("分发单", HEADINGS, _lines(deliveries_of(paper)[: MOST_ROWS + 1]), subtitle=subtitle)


def _lines(found: QuerySet[Delivery]) -> Iterator[list[Any]]:
    for row in found:
        yield [
            row.name,
            "抄送" if row.is_copy else "主送",
            row.copies,
            row.get_state_display(),
            row.delivered_at,
            row.opened_at,
            row.settled_name,
            row.settled_at,
            row.reminders,
            row.reason,
        ]


@staff
@require_POST
def remind(request: StaffRequest, pk: int, row: int) -> HttpResponse:
    """POST: remind one recipient who has not signed."""
    paper = paper_of(request, pk)
    delivery = get_object_or_404(deliveries_of(paper), pk=row)
    told = actions.remind(actor=request.person, delivery=delivery)
    _say(request, 1 if told else 0, [] if told else [delivery.name])
    return redirect("outgoing:deliveries", paper.pk)


@staff
@require_POST
def remind_all(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: remind everybody on this server who has not signed."""
    paper = paper_of(request, pk)
    waiting = [row for row in registers.sheet_matching(paper, state="waiting") if not row.is_external]
    if not waiting:
        raise Refused("没有需要催签收的接收单位。", remedy="系统外的单位请电话催办，收到回执后登记。")
    unreached = [row.name for row in waiting if not actions.remind(actor=request.person, delivery=row)]
    _say(request, len(waiting) - len(unreached), unreached)
    return redirect("outgoing:deliveries", paper.pk)


def _say(request: StaffRequest, reached: int, unreached: list[str]) -> None:
    if reached:
        messages.success(request, f"已提醒 {reached} 个接收单位尽快签收。")
    if unreached:
        messages.warning(request, f"{'、'.join(unreached)}没有可以提醒的人，请电话催办。")


@staff
@require_http_methods(["GET", "POST"])
def register_receipt(request: StaffRequest, pk: int, row: int) -> HttpResponse:
    """GET: ask; POST: enter who outside this server signed for the paper, and when."""
    paper = paper_of(request, pk)
    delivery = get_object_or_404(deliveries_of(paper), pk=row)
    form = PaperReceiptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.register_receipt(actor=request.person, delivery=delivery, **form.cleaned_data)
        messages.success(request, f"已登记{delivery.name}的回执。")
        return redirect("outgoing:deliveries", paper.pk)
    context = {
        "title": "登记回执",
        "question": f"{delivery.name}签收了{paper.number_text}《{paper.title}》。",
        "form": form,
        "act": "登记",
        "back": reverse("outgoing:deliveries", args=[paper.pk]),
    }
    return render(request, "shell/confirm.html", context)
