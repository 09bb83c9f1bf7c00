"""初审 退文 拟办 分办 办结 答复: each a form on the paper's page, or a page of its own."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhongshu.apps.incoming import actions
from zhongshu.apps.incoming.forms import (
    CheckForm,
    LinkReplyForm,
    ProposeForm,
    ReasonForm,
    ReplyForm,
    ResultForm,
    SendBackForm,
)
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.queries.papers import replies_for
from zhongshu.apps.incoming.views.door import done, paper_of, status_of
from zhongshu.apps.incoming.views.papers import assign_form, page_of
from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
from zhongshu.apps.shell.views import StaffRequest, staff


def step_view(
    request: StaffRequest,
    pk: int,
    name: str,
    make: Callable[[Paper], Form],
    act: Callable[[Paper, Form], object],
    word: str,
) -> HttpResponse:
    """A form that stands on the paper's page: GET leads there; POST acts, or shows the page with the form as sent."""
    found = paper_of(request, pk)
    if request.method == "GET":
        return redirect(found)
    form = make(found)
    if done(form, lambda: act(found, form)):
        messages.success(request, word)
        return redirect(found)
    return page_of(request, found, {name: form}, status=status_of(form))


@staff
@require_http_methods(["GET", "POST"])
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: 初审通过."""
    return step_view(
        request, pk, "check_form", lambda paper: CheckForm(request.POST),
        lambda paper, form: actions.pass_check(
            actor=request.person, paper=paper, passed=form.cleaned_data["passed"], note=form.cleaned_data["note"]
        ), "初审通过，已转拟办。",
    )  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: 退文."""
    return step_view(
        request, pk, "back_form", lambda paper: SendBackForm(request.POST),
        lambda paper, form: actions.send_back(actor=request.person, paper=paper, **form.cleaned_data), "已退文，理由已记录。",
    )  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def propose(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: 拟办."""
    return step_view(
        request, pk, "propose_form", lambda paper: ProposeForm(request.POST, organ=paper.organ),
        lambda paper, form: actions.propose(actor=request.person, paper=paper, **form.arguments()),  # type: ignore[attr-defined]
        "拟办意见已提交。",
    )  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def assign(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: 分办."""
    return step_view(
        request, pk, "assign_form", lambda paper: assign_form(paper, request.POST),
        lambda paper, form: actions.assign(actor=request.person, paper=paper, **form.arguments()),  # type: ignore[attr-defined]
        "已分办。",
    )  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def complete(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: 办结."""
    return step_view(
        request, pk, "result_form", lambda paper: ResultForm(request.POST),
        lambda paper, form: actions.complete(actor=request.person, paper=paper, result=form.cleaned_data["result"]), "已办结。",
    )  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def reply(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: which kind and code; POST: the answer's draft is begun."""
    found = paper_of(request, pk)
    form = ReplyForm(request.POST or None, organ=found.organ)
    made: list[OutgoingPaper] = []
    if form.is_bound and done(
        form, lambda: made.append(actions.start_reply(actor=request.person, paper=found, **form.cleaned_data))
    ):
        return redirect("outgoing:edit", made[0].pk)
    context = {
        "title": "拟复文", "question": f"答复{found.sender}《{found.title}》", "form": form, "act": "开始拟写",
        "back": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context, status=status_of(form))


@staff
@require_http_methods(["GET", "POST"])
def link_reply(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: which of the office's papers; POST: it is the answer."""
    found = paper_of(request, pk)
    form = LinkReplyForm(request.POST or None, choices=replies_for(request.person, found))
    if form.is_bound and done(
        form, lambda: actions.link_reply(actor=request.person, paper=found, reply=form.cleaned_data["reply"])
    ):
        messages.success(request, "已关联复文。")
        return redirect(found)
    context = {
        "title": "关联已有的复文", "question": f"哪一份发文答复{found.sender}《{found.title}》？", "form": form, "act": "关联",
        "back": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context, status=status_of(form))


@staff
@require_http_methods(["GET", "POST"])
def excuse(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: why; POST: no written answer, with the reason."""
    found = paper_of(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_bound and done(
        form, lambda: actions.excuse_reply(actor=request.person, paper=found, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, "已记录不复文的理由。")
        return redirect(found)
    context = {
        "title": "不复文", "question": f"《{found.title}》不再书面答复来文机关。", "form": form, "act": "记录理由",
        "back": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context, status=status_of(form))
