"""延期, 销号, 重新立项."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.apps.supervision import actions, guards
from zhongshu.apps.supervision.actions.extending import may_decide
from zhongshu.apps.supervision.forms.steps import DecisionForm, ExtensionForm, ReopenForm, ResultForm, WithdrawForm
from zhongshu.apps.supervision.models import Closing, Extension
from zhongshu.apps.supervision.queries.matters import concerned_leader, consenting_leader
from zhongshu.apps.supervision.views.door import matter_of, part_of, step_page


@staff
@require_http_methods(["GET", "POST"])
def ask_extension(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: ask for a later deadline."""
    matter = matter_of(request, pk)
    guards.may_ask_extension(request.person, matter)
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.ask_extension(actor=request.person, matter=matter, **form.cleaned_data)
        messages.success(request, f"延期申请已送{row.leader}审批；批准前仍按原时限。")
        return redirect(matter)
    note = f"由{concerned_leader(matter)}审批。批准前仍按原时限 {matter.deadline:%Y年%-m月%-d日} 计算。"
    return step_page(request, matter, form, title="申请延期", act="提交申请", note=note)


@staff
@require_http_methods(["GET", "POST"])
def decide_extension(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the request; POST: the leader's decision."""
    extension = part_of(request, Extension, pk)
    may_decide(request.person, extension)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.decide_extension(
            actor=request.person, extension=extension, granted=given["agree"], words=given["words"]
        )
        messages.success(request, "已同意延期。" if given["agree"] else "已答复不同意延期。")
        return redirect(extension.matter)
    facts = [
        ("现时限", f"{extension.deadline:%Y年%-m月%-d日}"), ("申请延至", f"{extension.wanted:%Y年%-m月%-d日}"),
        ("理由", extension.reason), ("申请人", extension.asked_by),
    ]  # fmt: skip
    return step_page(request, extension.matter, form, title="审批延期", act="确定", facts=facts)


@staff
@require_http_methods(["GET", "POST"])
def propose_closing(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the result; POST: propose the closing."""
    matter = matter_of(request, pk)
    report = guards.may_propose_closing(request.person, matter)
    form = ResultForm(request.POST or None, initial={"result": report.progress})
    if request.method == "POST" and form.is_valid():
        closing = actions.propose_closing(actor=request.person, matter=matter, **form.cleaned_data)
        asked = f"已送{closing.leader}表态，同意后再销号。" if closing.leader else f"{matter.number}已销号。"
        messages.success(request, asked)
        return redirect(matter)
    leader = consenting_leader(matter)
    note = f"本件由{leader}批示交办，须征得同意后销号。" if leader else "本件没有领导批示，提交后即销号。"
    return step_page(request, matter, form, title="拟销号", act="提交", note=note, report=report)


@staff
@require_http_methods(["GET", "POST"])
def answer_closing(request: StaffRequest, pk: int) -> HttpResponse:
    """GET ?transcribed=1: what was done; POST: the leader's answer, or the answer as written down for the leader."""
    closing = part_of(request, Closing, pk)
    transcribed = request.GET.get("transcribed") == "1"
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.answer_closing(
            actor=request.person, closing=closing, agree=given["agree"], words=given["words"], transcribed=transcribed
        )
        messages.success(request, "已记录领导意见。" if transcribed else "您的意见已送督办方。")
        return redirect(closing.matter)
    title = f"代录{closing.leader}的意见" if transcribed else f"是否同意{closing.word}"
    note = f"将标明由{request.person}代录，请照录原话。" if transcribed else ""
    facts = [(_what(closing), closing.result), (f"拟{closing.word}人", closing.proposed_by)]
    return step_page(
        request, closing.matter, form, title=title, act="确定", facts=facts, note=note, report=closing.report
    )


@staff
@require_http_methods(["GET", "POST"])
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: ask; POST: 销号."""
    matter = matter_of(request, pk)
    closing = guards.may_close(request.person, matter)
    if request.method == "POST":
        actions.close_matter(actor=request.person, matter=matter)
        messages.success(request, f"{matter.number}已{closing.word}。")
        return redirect(matter)
    facts = [(_what(closing), closing.result), ("领导意见", f"{closing.leader}：{closing.words or '同意'}")]
    return step_page(request, matter, None, title=closing.word, act=closing.word, facts=facts)


def _what(closing: Closing) -> str:
    return "撤项理由" if closing.withdrawal else "完成情况"


@staff
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: why; POST: propose that the matter be withdrawn."""
    matter = matter_of(request, pk)
    guards.may_withdraw(request.person, matter)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        closing = actions.propose_withdrawal(actor=request.person, matter=matter, **form.cleaned_data)
        messages.success(request, f"已送{closing.leader}表态，同意后再撤项。")
        return redirect(matter)
    note = f"撤项须经{concerned_leader(matter)}同意；表态以前仍按原时限督办。撤项的事项不计入办结率。"
    return step_page(request, matter, form, title="撤项", act="送领导表态", note=note)


@staff
@require_http_methods(["GET", "POST"])
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: why; POST: open it again."""
    matter = matter_of(request, pk)
    guards.may_reopen(request.person, matter)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reopen_matter(actor=request.person, matter=matter, **form.cleaned_data)
        messages.success(request, f"{matter.number}已重新立项，原销号记录保留。")
        return redirect(matter)
    return step_page(request, matter, form, title="重新立项", act="重新立项")
