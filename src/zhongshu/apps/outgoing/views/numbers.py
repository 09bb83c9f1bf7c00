"""发文字号台账: the ledger and its proof, reserving, voiding, and giving a paper its number."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing import actions, guards, queries
from zhongshu.apps.outgoing.models import Number, Paper
from zhongshu.apps.outgoing.queries import numbers as number_queries
from zhongshu.apps.outgoing.queries import registers
from zhongshu.apps.outgoing.queries.numbers import Proof
from zhongshu.apps.outgoing.queries.papers import managed_organs, sign_off_of
from zhongshu.apps.outgoing.register_forms.numbers import AssignForm, LedgerFilter, ReserveForm, VoidForm
from zhongshu.apps.outgoing.views.answers import EXPORT_LIMIT, UNKNOWN
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.outgoing.views.typeset_ledger import MOST_ROWS, ledger_pdf
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff

SORTS = {"serial": "serial", "drawn": "drawn_at", "assigned": "assigned_at", "state": "state"}
HEADINGS = ["发文字号", "状态", "公文标题", "用途或作废理由", "取号人", "取号时间", "编号时间"]


def _filter(request: StaffRequest) -> LedgerFilter:
    if not managed_organs(request.person):
        raise PermissionDenied
    return LedgerFilter(request.GET, person=request.person)


def _proofs(filters: LedgerFilter) -> list[Proof]:
    """The proof of every series the filter leaves in view: whole series, whatever rows are shown."""
    series = queries.series_of(filters.person)
    if code := filters.chosen.get("code"):
        series = series.filter(code=code)
    if year := filters.chosen.get("year"):
        series = series.filter(year=year)
    return number_queries.proofs(series)


@staff
@require_GET
def ledger(request: StaffRequest) -> HttpResponse:
    """GET ?q= &code= &year= &state= &sort= &page=: the ledger, 50 a page, with the proof that no number is missing."""
    filters = _filter(request)
    rows = listing(request, filters.apply(), sorts=SORTS)
    context = {
        "rows": rows,
        "filters": filters,
        "proofs": _proofs(filters),
        "known": number_queries.known_papers(request.person, rows.rows),
        "keeps": registers.number_keepers_organs(request.person),
    }
    return render(request, "outgoing/numbers/ledger.html", context)


@staff
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """GET: the same list as a workbook."""
    return workbook("发文字号台账", HEADINGS, _lines(request.person, _filter(request).apply()[:EXPORT_LIMIT]))


@staff
@require_GET
def typeset(request: StaffRequest) -> HttpResponse:
    """GET: the same list on paper, in the order of the numbers, closed by the proof."""
    filters = _filter(request)
    numbers = filters.apply().order_by("series__year", "series__code", "serial")[: MOST_ROWS + 1]
    return ledger_pdf(
        "发文字号台账",
        HEADINGS,
        _lines(request.person, numbers),
        subtitle=request.person.organ.name,
        closing="；".join(_in_words(proof) for proof in _proofs(filters)),
    )


def _lines(person: Person, numbers: QuerySet[Number]) -> Iterator[list[Any]]:
    rows = list(numbers)
    known = number_queries.known_papers(person, rows)
    for row in rows:
        title = "" if row.paper is None else row.paper.title if row.paper_id in known else UNKNOWN
        yield [
            str(row),
            row.get_state_display(),
            title,
            row.void_reason or row.purpose,
            row.drawn_by.name,
            row.drawn_at,
            row.assigned_at,
        ]


def _in_words(proof: Proof) -> str:
    counts = f"共 {proof.count} 个号，已用 {proof.assigned}、预留 {proof.reserved}、作废 {proof.void}"
    return (
        f"{proof.series}：1 至 {proof.last} 号，{counts}，{'连续无缺号、无重号' if proof.whole else '不连续，请核查'}"
    )


@staff
@require_http_methods(["GET", "POST"])
def reserve(request: StaffRequest) -> HttpResponse:
    """GET: for what; POST: reserve the next number of a code."""
    if not registers.number_keepers_organs(request.person):
        raise PermissionDenied
    form = ReserveForm(request.POST or None, person=request.person)
    if request.method == "POST" and form.is_valid():
        number = actions.reserve_number(actor=request.person, **form.cleaned_data)
        messages.success(request, f"已预留 {number}。")
        return redirect("outgoing:numbers")
    return render(request, "outgoing/numbers/reserve.html", {"form": form}, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "POST"])
def void(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: ask; POST: declare a number void, with the reason."""
    number = get_object_or_404(queries.ledger(request.person), pk=pk)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.void_number(actor=request.person, number=number, reason=form.cleaned_data["reason"])
        messages.success(request, f"{number} 已作废，理由记在台账上。")
        return redirect("outgoing:numbers")
    context = _void_context(request.person, number, form)
    return render(request, "shell/confirm.html", context, status=422 if form.errors else 200)


def _void_context(person: Person, number: Number, form: VoidForm) -> dict[str, Any]:
    warning = "作废后不能恢复，这个号不再使用，台账上保留作废记录和理由。"
    drawn = f"{number.drawn_by}，{timezone.localtime(number.drawn_at):%Y-%m-%d}"
    facts = [("状态", number.get_state_display()), ("取号", drawn)]
    if number.paper is not None:
        known = number_queries.known_papers(person, [number])
        facts.append(("公文", number.paper.title if known else UNKNOWN))
        warning += "本件须重新编号，已有的印制件同时失效。"
    elif number.purpose:
        facts.append(("预留用途", number.purpose))
    return {
        "title": "作废发文字号",
        "question": f"作废 {number}？",
        "facts": facts,
        "warning": warning,
        "form": form,
        "act": "作废",
        "danger": True,
        "back": reverse("outgoing:numbers"),
    }


@staff
@require_http_methods(["GET", "POST"])
def assign(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: which number; POST: give the paper the next one, or one reserved before."""
    paper = paper_of(request, pk, looking="编号")
    guards.work_at(queries.work_of(paper, request.person, "number"), paper, "number")
    form = _assign_form(request, paper)
    if request.method == "POST" and form.is_valid():
        number = actions.assign_number(actor=request.person, paper=paper, reserved=form.cleaned_data["reserved"])
        messages.success(request, f"《{paper.title}》已编为 {number}。")
        return redirect(paper)
    context = {"paper": paper, "form": form, "sign_off": sign_off_of(paper), "numbered": guards.needs_number(paper)}
    return render(request, "outgoing/numbers/assign.html", context, status=422 if form.errors else 200)


def _assign_form(request: StaffRequest, paper: Paper) -> AssignForm:
    year, code = timezone.localdate().year, paper.issuer_code
    if code is None:
        next_number, reserved = "无代字", Number.objects.none()
    else:
        next_number = f"{code}〔{year}〕{registers.next_serial(code, year)}号"
        reserved = number_queries.reserved_for(code, year)
    form = AssignForm(request.POST or None, next_number=next_number, reserved=reserved)
    # The first choice is no value at all, so an empty POST is an answer.
    form.is_bound = request.method == "POST"
    return form
