"""印章 and 用印登记: the seals in one's charge, and the register of their use."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import SealUse
from zhongshu.apps.outgoing.queries import registers
from zhongshu.apps.outgoing.queries.issue import seals_of
from zhongshu.apps.outgoing.queries.papers import managed_organs
from zhongshu.apps.outgoing.register_forms.seals import DepositForm, RetireForm, SealRegisterFilter
from zhongshu.apps.outgoing.seal_pictures import thumbnail
from zhongshu.apps.outgoing.views.answers import EXPORT_LIMIT, UNKNOWN, png
from zhongshu.apps.outgoing.views.typeset_ledger import MOST_ROWS, ledger_pdf
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.refusal import Refused

SORTS = {"at": "at", "seal": "seal__name", "by": "by__name", "copies": "copies"}
HEADINGS = ["用印时间", "印章", "发文字号", "公文标题", "份数", "批准人", "用印人", "备注"]


def _let_in(person: Person) -> None:
    if not registers.keeps_seals(person) and not managed_organs(person):
        raise PermissionDenied


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET: the seals, those in use first, and how often each has been affixed."""
    _let_in(request.person)
    seals = list(registers.with_uses(seals_of(request.person)))
    return render(
        request, "outgoing/seals/index.html", {"seals": seals, "keeps": registers.keeps_seals(request.person)}
    )


@staff
@require_http_methods(["GET", "POST"])
def deposit(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: put the image of a seal in, in one's own charge."""
    if not registers.keeps_seals(request.person):
        raise PermissionDenied
    form = DepositForm(request.POST or None, request.FILES or None, person=request.person)
    if request.method == "POST" and form.is_valid():
        try:
            seal = actions.deposit_seal(actor=request.person, **form.cleaned_data)
        except Refused as no:
            form.add_error("image" if "图片" in no.message else None, f"{no.message}{no.remedy}")
        else:
            messages.success(request, f"已启用印章“{seal}”，由您保管。")
            return redirect("outgoing:seals")
    return render(request, "outgoing/seals/deposit.html", {"form": form}, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "POST"])
def retire(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: ask; POST: take a seal out of use, with the reason."""
    seal = get_object_or_404(seals_of(request.person).filter(retired_at__isnull=True), pk=pk)
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.retire_seal(actor=request.person, seal=seal, reason=form.cleaned_data["reason"])
        messages.success(request, f"印章“{seal}”已停用。")
        return redirect("outgoing:seals")
    context = {
        "title": "停用印章",
        "question": f"停用“{seal}”？",
        "facts": [("所属机关", seal.owner), ("保管人", seal.keeper)],
        "warning": "停用后不能再用它用印；已用过的印和登记不受影响。",
        "form": form,
        "act": "停用",
        "danger": True,
        "back": reverse("outgoing:seals"),
    }
    return render(request, "shell/confirm.html", context, status=422 if form.errors else 200)


@staff
@require_GET
def image(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: a small marked picture of a seal, for its keeper to tell it by; the image itself is never handed out."""
    seal = get_object_or_404(seals_of(request.person).filter(keeper=request.person), pk=pk)
    return png(thumbnail(seal.image.read()))


@staff
@require_GET
def register(request: StaffRequest) -> HttpResponse:
    """GET ?q= &seal= &since= &until= &sort= &page=: every use of the seals, newest first."""
    _let_in(request.person)
    filters = SealRegisterFilter(request.GET, person=request.person)
    rows = listing(request, filters.apply(), sorts=SORTS)
    known = registers.known_of(request.person, (use.paper_id for use in rows.rows))
    return render(request, "outgoing/seals/register.html", {"rows": rows, "filters": filters, "known": known})


@staff
@require_GET
def register_export(request: StaffRequest) -> HttpResponse:
    """GET: the same list as a workbook."""
    return workbook("用印登记", HEADINGS, _lines(request.person, _uses(request)[:EXPORT_LIMIT]))


@staff
@require_GET
def register_typeset(request: StaffRequest) -> HttpResponse:
    """GET: the same list on paper, oldest first, with room to sign."""
    uses = _uses(request).order_by("at", "pk")[: MOST_ROWS + 1]
    lines = _lines(request.person, uses)
    return ledger_pdf("用印登记簿", HEADINGS, lines, subtitle=request.person.organ.name, closing="印章管理员：")


def _uses(request: StaffRequest) -> QuerySet[SealUse]:
    _let_in(request.person)
    return SealRegisterFilter(request.GET, person=request.person).apply()


def _lines(person: Person, uses: QuerySet[SealUse]) -> Iterator[list[Any]]:
    rows = list(uses)
    known = registers.known_of(person, (use.paper_id for use in rows))
    for use in rows:
        title = use.paper.title if use.paper_id in known else UNKNOWN
        yield [
            use.at,
            use.seal.name,
            use.paper.number_text,
            title,
            use.copies,
            use.approved_by.name,
            use.by.name,
            use.note,
        ]
