"""收文登记簿, the figures of proposals, and the duty map."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.incoming import actions
from zhongshu.apps.incoming.forms import FieldForm, FilterForm
from zhongshu.apps.incoming.models import Paper, UnitField
from zhongshu.apps.incoming.policy.proposals import figures as shares
from zhongshu.apps.incoming.queries import visible_to
from zhongshu.apps.incoming.queries.papers import filtered, managed_organs
from zhongshu.apps.incoming.queries.proposals import fates, flagged, units_of_work
from zhongshu.apps.incoming.views.door import done
from zhongshu.apps.outgoing.views.answers import EXPORT_LIMIT, UNKNOWN
from zhongshu.apps.outgoing.views.typeset_ledger import MOST_ROWS, ledger_pdf
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff

SORTS = {"number": "register_serial", "received": "received_at"}
HEADINGS = ("收文号", "签收时间", "来文机关", "来文字号", "标题", "密级", "份数", "承办", "办理结果")


def _book(request: StaffRequest) -> tuple[FilterForm, QuerySet[Paper]]:
    """Every registered paper of the organs whose register the person may see."""
    organs = managed_organs(request.person)
    if not organs:
        raise PermissionDenied
    form = FilterForm(request.GET, organ=request.person.organ)
    rows = Paper.objects.filter(organ__in=organs, register_serial__isnull=False).select_related("lead_unit", "organ")
    wanted = form.conditions()
    if wanted["text"]:
        # Looking for words must not tell what one may not know.
        rows = rows.filter(pk__in=filtered(visible_to(request.person), text=wanted.pop("text")).values("pk"))
    return form, filtered(rows, **{name: value for name, value in wanted.items() if name != "text"})


def _known(request: StaffRequest, rows: Iterable[Paper]) -> set[int]:
    return set(visible_to(request.person).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))


@staff
@require_GET
def book(request: StaffRequest) -> HttpResponse:
    """GET: the register, newest number first; a line one may not know shows without its title."""
    form, rows = _book(request)
    found = listing(request, rows.order_by("-register_year", "-register_serial"), sorts=SORTS)
    context = {
        "filters": form, "listing": found, "known": _known(request, found.rows), "unknown": UNKNOWN,
        "export": reverse("incoming:book_export"),
    }  # fmt: skip
    return render(request, "incoming/book.html", context)


def _lines(request: StaffRequest, rows: list[Paper]) -> Iterable[tuple[Any, ...]]:
    known = _known(request, rows)
    for row in rows:
        open_ = row.pk in known
        yield (
            row.register_text, row.received_at, row.sender if open_ else "", row.document_number if open_ else "",
            row.title if open_ else UNKNOWN, row.get_secrecy_display(), row.copies, str(row.lead_unit or ""),
            row.result if open_ else row.get_state_display(),
        )  # fmt: skip


@staff
@require_GET
def book_export(request: StaffRequest) -> HttpResponse:
    """GET: the register as a workbook."""
    _, rows = _book(request)
    return workbook(
        "收文登记簿", HEADINGS, _lines(request, list(rows.order_by("register_year", "register_serial")[:EXPORT_LIMIT]))
    )


@staff
@require_GET
def book_print(request: StaffRequest) -> HttpResponse:
    """GET: the register, typeset for binding."""
    _, rows = _book(request)
    lines = _lines(request, list(rows.order_by("register_year", "register_serial")[: MOST_ROWS + 1]))
    return ledger_pdf(
        "收文登记簿",
        HEADINGS,
        lines,
        subtitle=request.person.organ.name,
        closing=f"截至 {timezone.localdate():%Y年%-m月%-d日}",
    )


@staff
@require_GET
def figures(request: StaffRequest) -> HttpResponse:
    """GET: how often the system's suggestions were taken, edited, refused."""
    organs = managed_organs(request.person)
    if not organs:
        raise PermissionDenied
    counts = fates(organs)
    context = {"shares": shares(counts), "without": counts.get("none", 0), "flagged": flagged(organs)}
    return render(request, "incoming/figures.html", context)


@staff
@require_GET
def duties(request: StaffRequest) -> HttpResponse:
    """GET: 职责分工 of every unit that may lead."""
    fields = {row.unit_id: row for row in UnitField.objects.select_related("changed_by")}
    rows = [(unit, fields.get(unit.pk)) for unit in units_of_work(request.person.organ)]
    return render(request, "incoming/duties.html", {"rows": rows, "may": bool(managed_organs(request.person))})


@staff
@require_http_methods(["GET", "POST"])
def duty(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the words of one unit; POST: change them."""
    found = next((row for row in units_of_work(request.person.organ) if row.pk == pk), None)
    if found is None:
        raise Http404
    row = UnitField.objects.filter(unit=found).first()
    form = FieldForm(request.POST or None, initial={"words": row.words if row else ""})
    if request.method == "POST" and done(
        form, lambda: actions.set_unit_field(actor=request.person, unit=found, words=form.cleaned_data["words"])
    ):
        messages.success(request, f"{found}的职责关键词已更新。")
        return redirect("incoming:duties")
    context = {
        "title": "职责分工",
        "question": f"{found}负责什么？",
        "form": form,
        "act": "保存",
        "back": reverse("incoming:duties"),
    }
    return render(request, "shell/confirm.html", context, status=200 if not form.errors else 409)
