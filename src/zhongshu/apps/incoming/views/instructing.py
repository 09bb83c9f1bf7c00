"""批示: the leader's form, the secretary's transcript, and what became of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.incoming import actions
from zhongshu.apps.incoming.forms import InstructForm, TranscribeForm
from zhongshu.apps.incoming.offers import offers_for
from zhongshu.apps.incoming.queries.instructions import given_by, leaders_of
from zhongshu.apps.incoming.views.door import done, paper_of, status_of
from zhongshu.apps.incoming.views.handling import step_view
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff


@staff
@require_http_methods(["GET", "POST"])
def instruct(request: StaffRequest, pk: int) -> HttpResponse:
    """POST phrase, text, initialled: 批示 or 圈阅."""
    return step_view(
        request, pk, "instruct_form", lambda paper: InstructForm(request.POST),
        lambda paper, form: actions.instruct(
            actor=request.person, paper=paper, text=form.words(), initialled="initialled" in request.POST  # type: ignore[attr-defined]
        ), "批示已签署。",
    )  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def transcribe(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: 代录, marked so."""
    found = paper_of(request, pk)
    form = TranscribeForm(request.POST or None, leaders=leaders_of(found).exclude(pk=request.person.pk))
    if form.is_bound and done(form, lambda: actions.transcribe(actor=request.person, paper=found, **form.cleaned_data)):
        messages.success(request, f"已代录，并标明由{request.person}代录。")
        return redirect(found)
    context = {
        "title": "代录领导批示", "question": f"《{found.title}》", "form": form, "act": "存为代录批示",
        "back": found.get_absolute_url(), "warning": "请照录原话。代录的批示会标明代录人、时间和依据；件在该领导手中的，除已在纸质原件上亲笔签批外，领导须补签确认。",
    }  # fmt: skip
    return render(request, "shell/confirm.html", context, status=status_of(form))


@staff
@require_GET
def mine(request: StaffRequest) -> HttpResponse:
    """GET ?page=: 我的批示, each sentence with what became of it."""
    rows = listing(request, given_by(request.person), per_page=20)
    shown = []
    for row in rows.rows:
        sentences = list(row.sentences.all())
        for sentence in sentences:
            sentence.instruction = row
        shown.append((row, [(one, offers_for(request.person, one)) for one in sentences]))
    return render(request, "incoming/my_instructions.html", {"listing": rows, "rows": shown})
