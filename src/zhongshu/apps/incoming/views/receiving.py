"""签收 and 登记."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhongshu.apps.incoming import actions
from zhongshu.apps.incoming.forms import CorrectForm, KeepForm, ReceiveForm, RegisterForm
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.queries.duplicates import duplicates_of
from zhongshu.apps.incoming.queries.papers import registers
from zhongshu.apps.incoming.queries.proposals import deadline_of, requests_of
from zhongshu.apps.incoming.views.door import done, paper_of, status_of
from zhongshu.apps.outgoing.queries.issue import received_by
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.document.requests import wants_answer
from zhongshu.lib.refusal import Refused

#: A word and a light for how sure the reader was.
SURE = {"可靠": "green", "请核对": "yellow", "未识别": "red"}


def _refuse_others(request: StaffRequest) -> None:
    if not registers(request.person, request.person.organ):
        raise Refused("来文由文书或机要员签收登记。", remedy="请交本单位文书办理。")


@staff
@require_http_methods(["GET", "POST"])
def receive(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: 签收, then on to the registration."""
    _refuse_others(request)
    form = ReceiveForm(request.POST, request.FILES) if request.method == "POST" else ReceiveForm()
    made: list[Paper] = []
    if form.is_bound and done(form, lambda: made.append(actions.receive(actor=request.person, **form.arguments()))):
        messages.success(request, f"已签收《{made[0].title}》{made[0].copies} 份，请核对后登记。")
        return redirect("incoming:register", made[0].pk)
    return render(request, "incoming/receive.html", {"form": form}, status=status_of(form))


@staff
@require_http_methods(["GET", "POST"])
def keep(request: StaffRequest) -> HttpResponse:
    """GET: the form; POST: only the register entry of a paper above the ceiling."""
    _refuse_others(request)
    form = KeepForm(request.POST or None)
    made: list[Paper] = []
    if form.is_bound and done(form, lambda: made.append(actions.keep_entry(actor=request.person, **form.arguments()))):
        messages.success(request, f"已登记去向，{made[0].register_text}。")
        return redirect(made[0])
    return render(request, "incoming/keep.html", {"form": form}, status=status_of(form))


@staff
@require_POST
def from_delivery(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: a delivered copy becomes an incoming paper, everything filled in; on to the registration."""
    delivery = get_object_or_404(received_by(request.person), pk=pk)
    paper = actions.receive_delivery(actor=request.person, delivery=delivery)
    messages.success(request, f"已签收《{paper.title}》，请核对后登记。")
    return redirect("incoming:register", paper.pk)


@staff
@require_http_methods(["GET", "POST"])
def register(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the file left, what was read right; POST: 登记."""
    paper = paper_of(request, pk, looking="登记页" if request.method == "GET" else "")
    if paper.state != Paper.State.RECEIVED:
        return redirect(paper)
    _refuse_others(request)
    form = RegisterForm(request.POST or None, initial=_initial(paper))
    if form.is_bound and done(form, lambda: _register(request, paper, form)):
        paper.refresh_from_db()
        messages.success(request, f"已登记，收文号 {paper.register_text}。请初审。")
        return redirect(paper)
    how = {name: (SURE[word], word, reason) for name, (word, reason) in paper.read_fields.get("how", {}).items()}
    context = {
        "paper": paper, "form": form, "fields": [(form[name], how.get(name)) for name in form.fields if name != "duplicate_note"],
        "note": paper.read_fields.get("note", ""), "duplicates": duplicates_of(_as_read(paper)),
        "requests": requests_of(paper),
    }  # fmt: skip
    return render(request, "incoming/register.html", context, status=status_of(form))


def _register(request: StaffRequest, paper: Paper, form: RegisterForm) -> None:
    note = form.cleaned_data.pop("duplicate_note")
    actions.register(actor=request.person, paper=paper, fields=form.cleaned_data, duplicate_note=note)


def _initial(paper: Paper) -> dict[str, object]:
    read = paper.read_fields.get("fields", {})
    known = {"title": paper.title, "sender": paper.sender}
    known = {name: value for name, value in known.items() if not value.startswith("（待")}
    return {
        **read, **known, "due_on": deadline_of(paper), "needs_answer": wants_answer(one for one, _ in requests_of(paper)),
    }  # fmt: skip


def _as_read(paper: Paper) -> Paper:
    """The paper with what was read from it, to look for duplicates before anything is confirmed."""
    read = paper.read_fields.get("fields", {})
    paper.document_number = paper.document_number or read.get("document_number", "")
    return paper


@staff
@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the registered fields; POST: 更正, with the reason."""
    paper = paper_of(request, pk, looking="更正登记项" if request.method == "GET" else "")
    _refuse_others(request)
    form = CorrectForm(
        request.POST or None,
        initial={name: getattr(paper, name) for name in CorrectForm.base_fields if hasattr(paper, name)},
    )
    if form.is_bound and done(form, lambda: _correct(request, paper, form)):
        messages.success(request, "登记项已更正，更正前的内容记在审计记录里。")
        return redirect(paper)
    context = {
        "title": "更正登记项", "question": f"{paper.register_text}《{paper.title}》", "form": form, "act": "更正",
        "back": paper.get_absolute_url(), "warning": "收文号不变。更正人、时间、理由和更正前的内容都会留下记录。",
    }  # fmt: skip
    return render(request, "shell/confirm.html", context, status=status_of(form))


def _correct(request: StaffRequest, paper: Paper, form: CorrectForm) -> None:
    reason = form.cleaned_data.pop("reason")
    actions.correct(actor=request.person, paper=paper, fields=form.cleaned_data, reason=reason)


@staff
@require_POST
def attach(request: StaffRequest, pk: int) -> HttpResponse:
    """POST upload: the file of a paper received by hand."""
    paper = paper_of(request, pk)
    upload = request.FILES.get("upload")
    if upload is None:
        raise Refused("没有选择文件。", remedy="请选择文件后再存入。")
    actions.attach_file(actor=request.person, paper=paper, name=upload.name or "来文", content=upload.read())
    messages.success(request, "已存入并识别，请核对。")
    return redirect("incoming:register", paper.pk)
