"""Beginning a paper and writing it: the form, what saves itself, live proofreading."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.lexicon.queries import keeps
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.drafting import Saved, document_of, fields_of
from zhongshu.apps.outgoing.forms import DraftForm, StartForm, fields_from, revision_from
from zhongshu.apps.outgoing.models import Autosave, Paper
from zhongshu.apps.outgoing.policy.fields import Fields, cleaned
from zhongshu.apps.outgoing.policy.merging import Merge
from zhongshu.apps.outgoing.policy.places import field_findings
from zhongshu.apps.outgoing.queries.gates import decisions_of
from zhongshu.apps.outgoing.queries.numbers import codes_of
from zhongshu.apps.outgoing.queries.papers import can_edit, current_version
from zhongshu.apps.outgoing.queries.proofreading import check_live
from zhongshu.apps.outgoing.queries.routes import breaches
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.document import validation
from zhongshu.lib.document.kinds import KINDS, Family, of_family
from zhongshu.lib.refusal import Refused

#: Longer texts are proofread when they are saved, not at every key.
LIVE_LIMIT = 60_000


@staff
@require_GET
def choose_kind(request: StaffRequest) -> HttpResponse:
    """GET: every kind with its use, directions and checklist."""
    families = [(family.label, of_family(family)) for family in Family]
    return render(request, "outgoing/kinds.html", {"families": families})


@staff
@require_http_methods(["GET", "POST"])
def create(request: StaffRequest, kind: str) -> HttpResponse:
    """GET: subject and code; POST: begin the paper and go on to write it."""
    chosen = KINDS.get(kind)
    if chosen is None:
        raise Http404
    form = StartForm(request.POST or None, organ=request.person.organ, kind=kind)
    if request.method == "POST" and form.is_valid():
        code = codes_of(request.person.organ).filter(code=form.cleaned_data["issuer_code"]).first()
        paper = actions.create_paper(
            actor=request.person, kind=kind, issuer_code=code, subject=form.cleaned_data["subject"]
        )
        return redirect("outgoing:edit", paper.pk)
    return render(request, "outgoing/start.html", {"kind": chosen, "form": form})


@staff
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the drafting page with what one typed last; POST: save a version."""
    paper = paper_of(request, pk, looking="拟稿页" if request.method == "GET" else "")
    if request.method == "POST":
        return _save(request, paper)
    if not can_edit(paper, request.person):
        raise Refused(f"本件在“{paper.get_state_display()}”环节，不在您手中，不能修改文稿。", remedy="请在办理页查看。")
    version = current_version(paper)
    kept = Autosave.objects.filter(paper=paper, person=request.person).first()
    fields = kept.fields if kept else fields_of(version, paper)
    base = kept.base if kept else version.no
    return render(request, "outgoing/edit.html", _edit_context(request, paper, fields, base, kept))


def _edit_context(
    request: StaffRequest, paper: Paper, fields: Fields, base: int, kept: Autosave | None
) -> dict[str, Any]:
    version = current_version(paper)
    document = version.document
    return {
        "paper": paper, "version": version, "revision": base, "autosave": kept,
        "form": DraftForm(initial=fields, organ=paper.organ), "body": fields["body"],
        "annexes": [*fields["annexes"], ["", ""]], "kind": KINDS.get(paper.kind),
        "formal": validation.check(document, draft=True), "routing": breaches(paper, document), "keeps": keeps(request.person),
    }  # fmt: skip


def _save(request: StaffRequest, paper: Paper) -> HttpResponse:
    typed: dict[str, Any] = {
        "actor": request.person, "paper": paper, "base": revision_from(request.POST), "fields": fields_from(request.POST),
    }  # fmt: skip
    try:
        saved = actions.save_draft(**typed, note=request.POST.get("note", ""))
    except Refused:
        # What cannot become a version is kept as typed, as the refusal says; what may not be kept at all is refused here, too.
        with suppress(Refused):
            actions.autosave(**typed)
        raise
    if saved.clashes:
        return conflict(request, paper, saved)
    _say(request, saved)
    return redirect("outgoing:edit" if "stay" in request.POST else "outgoing:paper", paper.pk)


def _say(request: StaffRequest, saved: Saved) -> None:
    messages.success(request, f"已保存为第 {saved.version.no} 稿。")
    if saved.merged:
        messages.info(request, "您写的时候有同事也保存过：两人改的是不同地方，已合并在一起，请核对。")
    if saved.removed:
        messages.info(request, f"文中 {saved.removed} 个看不见的控制字符已经去掉，其他内容不变。")


def conflict(request: StaffRequest, paper: Paper, saved: Saved) -> HttpResponse:
    """Both sides of every element that two people changed; nothing is overwritten, nothing is lost."""
    assert saved.merge is not None
    context = {
        "paper": paper, "by": saved.version.by, "at": saved.version.at, "revision": saved.version.no,
        "clashes": saved.clashes, "settled": _settled(saved.merge), "annexes": _annexes_of(saved),
    }  # fmt: skip
    return render(request, "outgoing/conflict.html", context, status=409)


def _settled(merge: Merge) -> list[tuple[str, str]]:
    clashing = {clash.name for clash in merge.clashes}
    pairs = [(name, text) for name, text in merge.fields.items() if name not in clashing and name != "annexes"]
    return pairs


def _annexes_of(saved: Saved) -> list[list[str]]:
    """Mine stand in the form; where they clash, theirs are shown beside and can be copied over."""
    return saved.merge.fields["annexes"] if saved.merge else []


@staff
@require_POST
def autosave(request: StaffRequest, pk: int) -> JsonResponse:
    """POST, by script: keep what is being typed. 409 with the other's texts when both changed the same element."""
    paper = paper_of(request, pk)
    base = revision_from(request.POST)
    kept, merging = actions.autosave(actor=request.person, paper=paper, base=base, fields=fields_from(request.POST))
    if merging is None:
        at = timezone.localtime(kept.saved_at).strftime("%H:%M")
        return JsonResponse({"revision": base, "saved_at": at})
    version = current_version(paper)
    theirs = cleaned(fields_of(version, paper)).fields
    theirs.pop("annexes")
    names = "、".join(clash.label for clash in merging.clashes)
    return JsonResponse(
        {
            "message": f"{version.by}刚才改了同一处（{names}）。", "revision": version.no, "by": version.by.name,
            "at": timezone.localtime(version.at).strftime("%H:%M"), "fields": theirs,
        },
        status=409,
    )  # fmt: skip


@staff
@require_POST
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: throw away what one typed since the last version."""
    paper = paper_of(request, pk)
    actions.discard_autosave(actor=request.person, paper=paper)
    messages.info(request, "已放弃未保存的修改，现在是最近一稿的内容。")
    return redirect("outgoing:edit", paper.pk)


@staff
@require_POST
def proofread(request: StaffRequest, pk: int) -> JsonResponse:
    """POST, by script: findings in the form as it stands, each with its place in a field, without what was set aside."""
    paper = paper_of(request, pk)
    fields = cleaned(fields_from(request.POST)).fields
    if len(fields["body"]) > LIVE_LIMIT:
        return JsonResponse({"findings": [], "note": f"正文超过{LIVE_LIMIT // 10_000}万字，保存后再统一校对。"})
    aside = decisions_of(paper)
    found = [
        item for item in check_live(paper, document_of(paper, fields), request.person) if item.fingerprint not in aside
    ]
    return JsonResponse({"findings": field_findings(fields, found)})


@staff
@require_POST
def decide(request: StaffRequest, pk: int) -> JsonResponse:
    """POST, by script: what the drafter does about one finding of the form as it stands."""
    paper = paper_of(request, pk)
    document = document_of(paper, cleaned(fields_from(request.POST)).fields)
    fingerprint = request.POST.get("fingerprint", "")
    for finding in check_live(paper, document, request.person):
        if finding.fingerprint == fingerprint:
            choice, reason = request.POST.get("choice", ""), request.POST.get("reason", "")
            actions.decide_live(actor=request.person, paper=paper, finding=finding, choice=choice, reason=reason)
            return JsonResponse({"choice": choice})
    raise Refused("没有找到这条意见，可能已经改好。", remedy="稍等片刻，校对意见会自动更新。")
