"""Importing a file or pasted text, and confirming what was read, side by side with the original."""

import re
from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.files.responses import serve
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.importing import CHOSEN
from zhongshu.apps.outgoing.forms import ImportForm, ReadForm, revision_from
from zhongshu.apps.outgoing.models import ImportedText, Paper
from zhongshu.apps.outgoing.originals.pages import can_show, page_images
from zhongshu.apps.outgoing.policy import pieces as policy
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.outgoing.views.drafting import conflict
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.document.reading import Piece, Role
from zhongshu.lib.refusal import Refused

PLACES = {"box": "文本框", "frame": "版面表格", "header": "页眉", "footer": "页脚", "footnote": "脚注", "comment": "批注",
          "hidden": "隐藏文字"}  # fmt: skip
SURE, FAIR = 0.85, 0.6
_ROLE_GROUPS = (
    ("版头", (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY, Role.ISSUER_MARK, Role.MARK_SUFFIX, Role.NUMBER, Role.SIGNATORY)),
    ("标题和主送", (Role.TITLE, Role.SUBTITLE, Role.TITLE_NOTE, Role.BYLINE, Role.ADDRESSEES)),
    ("正文", (Role.PARAGRAPH, Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4, Role.TABLE, Role.KEPT,
            Role.PAGE_BREAK, Role.EXTRA)),
    ("落款", (Role.ANNEX_NOTE, Role.SIGNATURE, Role.DATE, Role.REMARK)),
    ("附件", (Role.ANNEX_LABEL, Role.ANNEX_TITLE, Role.ANNEX_SUBTITLE)),
    ("版记", (Role.COPY_TO, Role.PRINTED)),
    ("其他", (Role.ASIDE,)),
)  # fmt: skip
ROLES = [
    (group, [(role.value, role.label.removeprefix(f"{group}：")) for role in roles]) for group, roles in _ROLE_GROUPS
]


@staff
@require_http_methods(["GET", "POST"])
def upload(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: a file or pasted text; POST: read it and show both sides."""
    paper = paper_of(request, pk)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["upload"]
        if given is not None:
            row = actions.import_file(actor=request.person, paper=paper, name=given.name, content=given)
        else:
            row = actions.import_text(actor=request.person, paper=paper, text=form.cleaned_data["text"])
        return redirect("outgoing:confirm_import", paper.pk, row.pk)
    return render(request, "outgoing/import.html", {"paper": paper, "form": form})


def _row_of(request: StaffRequest, pk: int, imported: int) -> tuple[Paper, ImportedText]:
    """The paper and an import of one's own, or 404."""
    paper = paper_of(request, pk)
    return paper, get_object_or_404(paper.imports.select_related("source"), pk=imported, by=request.person)


@staff
@require_http_methods(["GET", "POST"])
def confirm(request: StaffRequest, pk: int, imported: int) -> HttpResponse:
    """GET: the original beside what was read, with remarks; POST: split or merge a piece, or keep all as a version."""
    paper, row = _row_of(request, pk, imported)
    if request.method == "POST":
        return _done(request, paper, row)
    if row.version_id is not None:
        messages.info(request, "这次导入已经存为版本。")
        return redirect("outgoing:edit", paper.pk)
    pieces = [_shown(number, piece) for number, piece in enumerate(actions.pieces_of(row))]
    context = {
        "paper": paper, "row": row, "revision": paper.revision, "pieces": pieces, "roles": ROLES,
        "form": ReadForm(initial=row.fields, organ=paper.organ), "doubtful": [piece for piece in pieces if piece["doubtful"]],
        "left_out": [piece for piece in pieces if piece["role"] == Role.ASIDE], "notes": _worded(row),
        "lines": _lines(row, pieces), "can_show": can_show(row.source),
    }  # fmt: skip
    return render(request, "outgoing/confirm_import.html", context)


def _done(request: StaffRequest, paper: Paper, row: ImportedText) -> HttpResponse:
    pieces, chosen = _sent(request.POST, row)
    what = re.fullmatch(r"(split|merge)-(\d{1,5})", request.POST.get("act", ""))
    if what:
        number = int(what[2])
        changed = policy.split(pieces, number) if what[1] == "split" else policy.merged(pieces, number)
        actions.keep_pieces(actor=request.person, paper=paper, imported=row, pieces=changed, chosen=chosen)
        at = number if what[1] == "split" else max(number - 1, 0)
        return redirect(reverse("outgoing:confirm_import", args=[paper.pk, row.pk]) + f"#piece-{at}")
    base = revision_from(request.POST)
    saved = actions.confirm_import(
        actor=request.person, paper=paper, imported=row, base=base, pieces=pieces, chosen=chosen
    )
    if saved.clashes:
        return conflict(request, paper, saved)
    messages.success(request, f"导入的文稿已存为第 {saved.version.no} 稿。")
    return redirect("outgoing:edit", paper.pk)


def _sent(data: QueryDict, row: ImportedText) -> tuple[list[Piece], dict[str, str]]:
    texts = [text.replace("\r\n", "\n") for text in data.getlist("text")]
    pieces = policy.changed(actions.pieces_of(row), data.getlist("role"), texts)
    return pieces, {name: data.get(name, "") for name in CHOSEN if name in data}


@staff
@require_POST
def keep(request: StaffRequest, pk: int, imported: int) -> JsonResponse:
    """POST, by script: keep what has been re-assigned and typed so far."""
    paper, row = _row_of(request, pk, imported)
    pieces, chosen = _sent(request.POST, row)
    actions.keep_pieces(actor=request.person, paper=paper, imported=row, pieces=pieces, chosen=chosen)
    saved_at = timezone.localtime().strftime("%H:%M")
    return JsonResponse({"revision": revision_from(request.POST), "saved_at": saved_at})


@staff
@require_GET
def original(request: StaffRequest, pk: int, imported: int) -> FileResponse:
    """GET: the file as it was uploaded."""
    _, row = _row_of(request, pk, imported)
    if row.source is None:
        raise Http404
    return serve(row.source)


@staff
@require_GET
def pages(request: StaffRequest, pk: int, imported: int) -> HttpResponse:
    """GET, by script: the original's pages as pictures, or why there are none."""
    paper, row = _row_of(request, pk, imported)
    context: dict[str, Any] = {"paper": paper, "row": row, "numbers": [], "reason": "本机不能生成原文的版面图。"}
    if row.source is not None and can_show(row.source):
        try:
            context["numbers"] = range(1, len(page_images(row.source)) + 1)
        except Refused as refused:
            context["reason"] = str(refused)
    return render(request, "outgoing/parts/original_pages.html", context)


@staff
@require_GET
def page(request: StaffRequest, pk: int, imported: int, number: int) -> HttpResponse:
    """GET: one page of the original as a picture."""
    _, row = _row_of(request, pk, imported)
    names = page_images(row.source) if row.source is not None and can_show(row.source) else []
    if not 1 <= number <= len(names):
        raise Http404
    with default_storage.open(names[number - 1]) as stream:
        response = HttpResponse(stream.read(), content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _shown(number: int, piece: Piece) -> dict[str, Any]:
    """A piece as the page shows it: how sure the reader is, in words, and what of it goes into the draft."""
    sure = piece.confidence
    return {
        "number": number, "role": piece.role.value, "name": piece.role.label, "text": piece.text, "reason": piece.reason,
        "lines": piece.lines, "line_list": " ".join(map(str, piece.lines)), "doubtful": sure < SURE,
        "light": "green" if sure >= SURE else "yellow" if sure >= FAIR else "red",
        "word": "把握大" if sure >= SURE else "请核对" if sure >= FAIR else "没有把握",
        "supplied": policy.SUPPLIED.get(piece.role, ""), "rows": min(12, max(1, len(piece.text) // 34 + piece.text.count("\n") + 1)),
    }  # fmt: skip


def _lines(row: ImportedText, pieces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The original's paragraphs, each with the piece it went into."""
    into = {line: piece for piece in reversed(pieces) for line in piece["lines"]}
    lines = row.lines or [{"text": text, "place": "body"} for text in row.text.split("\n")]
    return [
        {"number": number, "text": line["text"], "place": PLACES.get(line["place"], ""), "piece": into.get(number)}
        for number, line in enumerate(lines)
    ]


def _worded(row: ImportedText) -> list[dict[str, Any]]:
    """Remarks on the whole: what was left out, converted or decided on the way."""
    shown = [
        note for note in row.notes if not note["element"] or note["element"] == "kind" or note["confidence"] < FAIR
    ]
    return [
        {"reason": note["reason"], "light": "green" if note["confidence"] >= SURE else "yellow" if note["confidence"] >= FAIR else "red",
         "word": "说明" if note["confidence"] >= SURE else "请核对"}
        for note in shown
    ]  # fmt: skip
