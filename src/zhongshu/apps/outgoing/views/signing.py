"""Sign-off, recheck, and countersigners' disagreements."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.forms import EscalateForm, OutcomeForm, RecheckForm, SignOffForm
from zhongshu.apps.outgoing.queries.papers import current_version, sign_off_of
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.document.comparison import compare


@staff
@require_http_methods(["GET", "POST"])
def sign_off(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: opinion, name (the signed-in person's) and full date. GET: the same form on a page of its own."""
    paper = paper_of(request, pk)
    form = SignOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.sign_off(actor=request.person, paper=paper, **form.cleaned_data)
        messages.success(request, f"已签发：{row.opinion}（{row.signatory}，{row.signed_on:%Y年%-m月%-d日}）。")
        return redirect(paper)
    return render(request, "outgoing/sign_off.html", {"paper": paper, "form": form})


@staff
@require_http_methods(["GET", "POST"])
def recheck(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what changed since the sign-off; POST: passed, or back to the signatory."""
    paper = paper_of(request, pk)
    form = RecheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if form.cleaned_data["result"] == "pass":
            actions.pass_recheck(actor=request.person, paper=paper, note=note)
            messages.success(request, "复核无误，已送编号。")
        else:
            actions.return_to_signatory(actor=request.person, paper=paper, text=note)
            messages.success(request, "已退原签发人复审。")
        return redirect(paper)
    signed = sign_off_of(paper) or paper.sign_offs.select_related("version", "signatory").order_by("-pk").first()
    version = current_version(paper)
    diffs = compare(signed.version.document, version.document) if signed else []
    context = {
        "paper": paper,
        "form": form,
        "signed": signed,
        "version": version,
        "diffs": diffs,
        "stands": sign_off_of(paper),
    }
    return render(request, "outgoing/recheck.html", context)


@staff
@require_http_methods(["GET", "POST"])
def settle(request: StaffRequest, pk: int, row: int) -> HttpResponse:
    """GET: ask how; POST: the person who disagreed says that it is settled."""
    paper = paper_of(request, pk)
    disagreement = get_object_or_404(paper.disagreements.select_related("person"), pk=row)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.settle_disagreement(
            actor=request.person, paper=paper, disagreement=disagreement, outcome=form.cleaned_data["outcome"]
        )
        messages.success(request, "已确认协商一致。")
        return redirect(paper)
    context = {
        "title": "确认协商一致", "question": f"您的意见“{disagreement.text}”已经协商一致？", "form": form, "act": "确认",
        "back": paper.get_absolute_url(),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context)


@staff
@require_http_methods(["GET", "POST"])
def escalate(request: StaffRequest, pk: int, row: int) -> HttpResponse:
    """GET: ask who decided; POST: put the leader's decision on record."""
    paper = paper_of(request, pk)
    disagreement = get_object_or_404(paper.disagreements.select_related("person"), pk=row)
    form = EscalateForm(request.POST or None, organ=paper.organ)
    if request.method == "POST" and form.is_valid():
        actions.escalate_disagreement(actor=request.person, paper=paper, disagreement=disagreement, **form.cleaned_data)
        messages.success(request, "裁定已记录。")
        return redirect(paper)
    context = {
        "title": "记录领导裁定", "question": f"{disagreement.person}不同意：“{disagreement.text}”。协商不成，由哪位领导裁定？",
        "form": form, "act": "记录裁定", "back": paper.get_absolute_url(),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context)
