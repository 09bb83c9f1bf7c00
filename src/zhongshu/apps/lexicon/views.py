"""The pages of an organ's 校对库."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.lexicon import actions, queries, sheets
from zhongshu.apps.lexicon.forms import EntryForm, Filters, ImportForm, RetireForm
from zhongshu.apps.lexicon.models import Entry
from zhongshu.apps.org import queries as org
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.proofread import EntryKind, RuleError
from zhongshu.lib.proofread.base import SPECIFICATIONS
from zhongshu.lib.proofread.pack import read_entries, written
from zhongshu.lib.refusal import Refused

SORTS = {"kind": "kind", "name": "name", "changed": "changed_at"}
EXPORT_LIMIT = 20_000


def _entries(request: StaffRequest) -> tuple[Filters, QuerySet[Entry]]:
    if org.administrator_role(request.person):
        raise PermissionDenied
    form = Filters(request.GET)
    return form, queries.filtered(queries.visible_to(request.person), **form.conditions())


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET ?kind= &q= &retired= &sort= &page=: the entries of one's own organ."""
    form, entries = _entries(request)
    context = {
        "filters": form, "listing": listing(request, entries, sorts=SORTS), "export": reverse("lexicon:export"),
        "keeps": queries.keeps(request.person), "kinds": [(kind.value, SPECIFICATIONS[kind]) for kind in EntryKind],
    }  # fmt: skip
    return render(request, "lexicon/list.html", context)


@staff
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """GET: the same list as a workbook, which may be imported again."""
    _, entries = _entries(request)
    return workbook("校对库", list(sheets.HEADINGS), sheets.rows_of(row.plain for row in entries[:EXPORT_LIMIT]))


@staff
@require_GET
def files(request: StaffRequest) -> HttpResponse:
    """GET: the entries as a pack of TOML files, for ``zhongshu check --pack``."""
    _, entries = _entries(request)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, text in written(row.plain for row in entries).items():
            package.writestr(name, text)
    response = HttpResponse(out.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="pack.zip"'
    return response


@staff
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, kind: str) -> HttpResponse:
    """GET: the form of this kind; POST: add the entry."""
    _let_in(request)
    if kind not in set(EntryKind):
        raise Http404
    form = EntryForm(request.POST or None, kind=EntryKind(kind))
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.add_entry(actor=request.person, kind=kind, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, f"{no.message}{no.remedy}")
        else:
            messages.success(request, f"已加入{entry}，下一次校对起生效。")
            return redirect(f"{reverse('lexicon:list')}?kind={kind}")
    context = {"form": form, "specification": SPECIFICATIONS[EntryKind(kind)], "entry": None}
    return render(request, "lexicon/entry.html", context, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the entry; POST: put it right."""
    entry = get_object_or_404(queries.visible_to(request.person).filter(retired_at__isnull=True), pk=pk)
    _let_in(request)
    kind = EntryKind(entry.kind)
    initial = {column.field: getattr(entry, column.field) for column in SPECIFICATIONS[kind].columns}
    form = EntryForm(request.POST or None, kind=kind, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_entry(actor=request.person, entry=entry, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, f"{no.message}{no.remedy}")
        else:
            messages.success(request, f"已修改{entry}。")
            return redirect(f"{reverse('lexicon:list')}?kind={kind.value}")
    context = {"form": form, "specification": SPECIFICATIONS[kind], "entry": entry}
    return render(request, "lexicon/entry.html", context, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "POST"])
def retire(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: ask; POST: take the entry out of use, with the reason."""
    entry = get_object_or_404(queries.visible_to(request.person).filter(retired_at__isnull=True), pk=pk)
    _let_in(request)
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.retire_entry(actor=request.person, entry=entry, reason=form.cleaned_data["reason"])
        messages.success(request, f"已停用{entry}。")
        return redirect("lexicon:list")
    context = {
        "title": "停用条目", "question": f"停用{entry}？", "warning": "停用后校对不再用它；以前的校对记录不受影响。",
        "facts": [("内容", entry.value or "—"), ("说明", entry.reason or "—")],
        "form": form, "act": "停用", "danger": True, "back": reverse("lexicon:list"),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "POST"])
def upload(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: add the entries of a workbook or a TOML file, all or none."""
    _let_in(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["upload"]
        try:
            added, passed = actions.import_entries(actor=request.person, entries=_read(file.name, file.read()))
        except Refused as no:
            form.add_error("upload", f"{no.message}{no.remedy}")
        else:
            there = f"，{passed}条已经有了，没有重复加入" if passed else ""
            messages.success(request, f"已导入{added}条{there}。")
            return redirect("lexicon:list")
    return render(request, "lexicon/import.html", {"form": form}, status=422 if form.errors else 200)


def _read(name: str, content: bytes) -> list:
    """The entries of an uploaded file. Refused with what is wrong in it."""
    if not name.lower().endswith(".toml"):
        return sheets.entries_of(content)
    stem = name.rsplit("/", 1)[-1].removesuffix(".toml")
    if stem not in set(EntryKind):
        known = "、".join(f"{kind.value}.toml（{kind.label}）" for kind in EntryKind)
        raise Refused("看不出这个TOML文件是哪一类。", remedy=f"文件名应为：{known}。")
    try:
        return list(read_entries(EntryKind(stem), content.decode("utf-8-sig"), name))
    except (RuleError, UnicodeDecodeError) as error:
        raise Refused(f"这个文件不能用：{error}。", remedy="请改正后重新导入，没有导入任何内容。") from error


def _let_in(request: StaffRequest) -> None:
    if not queries.keeps(request.person):
        raise PermissionDenied
