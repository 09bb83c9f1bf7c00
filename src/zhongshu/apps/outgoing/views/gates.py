"""The five-gate record: findings, decisions, signatures; routing rules and what a person put on record about them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.lexicon.queries import keeps
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.gates import may_sign
from zhongshu.apps.outgoing.forms import RoutingForm, revision_from
from zhongshu.apps.outgoing.queries.gates import gate_records
from zhongshu.apps.outgoing.queries.papers import can_edit, current_version
from zhongshu.apps.outgoing.queries.routes import breaches
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.outgoing.views.opinions import opinion_context
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.document.kinds import KINDS
from zhongshu.lib.refusal import Refused


@staff
@require_GET
def record(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the five gates of the current words, each with findings, decisions and signature."""
    paper = paper_of(request, pk, looking="五关把关")
    version = current_version(paper)
    context = {
        "paper": paper, "version": version, "gates": gate_records(paper, version, request.person),
        "may_sign": may_sign(paper, request.person), "may_edit": can_edit(paper, request.person),
        "keeps": keeps(request.person),
        "decisions": paper.decisions.select_related("by", "version").order_by("-pk")[:100],
        "routing": breaches(paper, version.document), "kind": KINDS.get(paper.kind),
        **opinion_context(paper, version, request.person),
    }  # fmt: skip
    return render(request, "outgoing/gates.html", context)


@staff
@require_POST
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: accept, edit or override one finding."""
    paper = paper_of(request, pk)
    actor, fingerprint, revision = request.person, request.POST.get("fingerprint", ""), revision_from(request.POST)
    match request.POST.get("choice", ""):
        case "accept":
            actions.accept_finding(actor=actor, paper=paper, fingerprint=fingerprint, revision=revision)
            messages.success(request, "已采纳，文稿已改。")
        case "edit":
            text = request.POST.get("text", "")
            actions.edit_finding(actor=actor, paper=paper, fingerprint=fingerprint, revision=revision, text=text)
            messages.success(request, "已按您写的修改。")
        case "override" | "always" as choice:
            reason, always = request.POST.get("reason", ""), choice == "always"
            actions.override_finding(
                actor=actor, paper=paper, fingerprint=fingerprint, revision=revision, reason=reason, always=always
            )
            messages.success(request, "已记为不采纳，本机关以后不再提示。" if always else "已记为不采纳。")
        case _:
            raise Refused("没有选择怎样处理这条意见。", remedy="请选采纳、另行修改或不采纳。")
    return redirect("outgoing:gates", paper.pk)


@staff
@require_POST
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: sign one gate."""
    paper = paper_of(request, pk)
    gate = request.POST.get("gate", "")
    signature = actions.sign_gate(actor=request.person, paper=paper, gate=gate, note=request.POST.get("note", ""))
    messages.success(request, f"{signature.get_gate_display()}已签字。")
    return redirect("outgoing:gates", paper.pk)


@staff
@require_http_methods(["GET", "POST"])
def routing(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the routing rules and the facts they rest on; POST: put those facts on record."""
    paper = paper_of(request, pk)
    form = RoutingForm(request.POST if request.method == "POST" else None, initial=paper.routing)
    if request.method == "POST" and form.is_valid():
        actions.set_routing(actor=request.person, paper=paper, facts=form.cleaned_data)
        messages.success(request, "行文情况已记录。")
        return redirect("outgoing:routing", paper.pk)
    context = {
        "paper": paper, "form": form, "routing": breaches(paper, current_version(paper).document),
        "may_edit": can_edit(paper, request.person), "may_sign": may_sign(paper, request.person),
    }  # fmt: skip
    return render(request, "outgoing/routing.html", context)


@staff
@require_POST
def override(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: go on although a routing rule is broken, with the reason."""
    paper = paper_of(request, pk)
    actions.override_breach(
        actor=request.person, paper=paper, rule=request.POST.get("rule", ""), reason=request.POST.get("reason", "")
    )
    messages.success(request, "例外及理由已记录，随文归档。")
    return redirect("outgoing:routing", paper.pk)
