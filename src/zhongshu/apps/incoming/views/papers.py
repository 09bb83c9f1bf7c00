"""A paper's own page, its file and its handling slip."""

from typing import Any, cast
from urllib.parse import quote

from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhongshu.apps.files.responses import SHOWN_IN_PAGE, serve
from zhongshu.apps.flow.models import Work
from zhongshu.apps.incoming.events import tasks_asked
from zhongshu.apps.incoming.forms import AssignForm, CheckForm, InstructForm, ProposeForm, ResultForm, SendBackForm
from zhongshu.apps.incoming.lights import lights_of
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.offers import offers_for
from zhongshu.apps.incoming.queries.circulation import circulations_of, sending_work
from zhongshu.apps.incoming.queries.instructions import TRANSCRIBERS, instructions_on
from zhongshu.apps.incoming.queries.papers import flow_of, registers, work_of
from zhongshu.apps.incoming.queries.proposals import hits_for, requests_of, similar_to, suggestion_for
from zhongshu.apps.incoming.slip import slip_pdf
from zhongshu.apps.incoming.views.door import paper_of
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.queries import visible_to as outgoing_visible_to
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.flow.vocabulary import WorkKind

BY_ACT = ("check", "propose", "instruct", "assign", "complete")


@staff
@require_GET
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what it is, where it stands, what I can do now, the content, opinions and records."""
    found = paper_of(request, pk, looking="办理页")
    return redirect("incoming:register", pk) if _to_register(found, request.person) else page_of(request, found)


def _to_register(found: Paper, person: Person) -> bool:
    return found.state == Paper.State.RECEIVED and registers(person, found.organ)


def page_of(
    request: StaffRequest, found: Paper, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """The page, with the forms that were sent and not accepted in the place of fresh ones."""
    person, flow = request.person, flow_of(found)
    work = work_of(found, person, *BY_ACT)
    own = work is not None and work.kind == WorkKind.HANDLE
    context: dict[str, Any] = {
        "paper": found, "flow": flow, "step": work.step.element if work and own else "", "work": work,
        "own_moves": "submit circulate" if own else "circulate", "light": lights_of([found])[found.pk],
        "instructions": _instructions(found, person), "proposals": found.proposals.select_related("by", "lead_unit"),
        "circulations": circulations_of(found), "chases": found.chases.order_by("-pk"), "checks": found.checks.select_related("by"),
        "copies": found.copy_rows.all(), "supporting": found.supporting_units.all(), "requests": requests_of(found),
        "tasks": _tasks(found, person), "send_back": getattr(found, "send_back", None),
        "reply_known": found.reply_id and outgoing_visible_to(person).filter(pk=found.reply_id).exists(),
        "inline": found.file is not None and found.file.media_type in SHOWN_IN_PAGE,
    }  # fmt: skip
    context |= _forms(found, person, work if own else None) | (bound or {})
    return render(request, "incoming/paper.html", context, status=status)


def _instructions(found: Paper, person: Person) -> list[tuple[Any, list[tuple[Any, list[Any]]]]]:
    """Each instruction with its sentences, each sentence with what is offered on it."""
    rows = []
    for row in instructions_on(found):
        sentences = list(row.sentences.all())
        for sentence in sentences:
            row.paper = found
            sentence.instruction = row
        rows.append((row, [(sentence, offers_for(person, sentence)) for sentence in sentences]))
    return rows


def _forms(found: Paper, person: Person, work: Work | None) -> dict[str, Any]:
    """The form of the step the person holds."""
    step = work.step.element if work is not None else ""
    if step == "check":
        return {"check_form": CheckForm(), "back_form": SendBackForm()}
    if step == "propose":
        suggestion = suggestion_for(found, person)
        initial = {
            "due_on": found.due_on or suggestion.due_on,
            "lead_unit": suggestion.lead,
            "supporting": suggestion.supporting,
            "text": suggestion.text,
        }
        return {
            "suggestion": suggestion, "hits": hits_for(found)[:3], "similar": similar_to(found, person),
            "propose_form": ProposeForm(organ=found.organ, initial=initial),
        }  # fmt: skip
    if step == "instruct":
        return {"instruct_form": InstructForm()}
    if step == "assign":
        return {"assign_form": assign_form(found, None)}
    return {"result_form": ResultForm(initial={"result": found.result})} if step == "complete" else {}


def assign_form(found: Paper, data: Any) -> AssignForm:
    """The form of 分办: what proposal and instruction say is filled in."""
    head = org.head_of(found.lead_unit) if found.lead_unit else None
    initial = {
        "lead_unit": found.lead_unit, "due_on": found.due_on, "needs_answer": found.needs_answer, "handler": head,
        "supporters": [person.pk for unit in found.supporting_units.all() if (person := org.head_of(unit))],
    }  # fmt: skip
    flow = flow_of(found)
    return AssignForm(
        data, organ=found.organ, simple=flow is not None and flow.procedure.key == "incoming_simple", initial=initial
    )


def _tasks(found: Paper, person: Person) -> list[tuple[str, str]]:
    """Acts with a page of their own: (word, address)."""
    tasks = []
    if found.flow_id and not found.over and sending_work(found, person, only=True) is not None:
        tasks.append(("传阅", reverse("incoming:circulation", args=[found.pk])))
    held = org.duties_by_organ(person)
    if not found.over and found.flow_id and any((found.organ_id, duty.value) in held for duty in TRANSCRIBERS):
        tasks.append(("代录领导批示", reverse("incoming:transcribe", args=[found.pk])))
    if not found.over and (registers(person, found.organ) or work_of(found, person, "handle", "complete")):
        if found.reply_id is None and found.flow_id:
            tasks.append(("拟复文", reverse("incoming:reply", args=[found.pk])))
            tasks.append(("关联已有的复文", reverse("incoming:link_reply", args=[found.pk])))
        if found.needs_answer and found.reply_id is None:
            tasks.append(("不复文，写明理由", reverse("incoming:excuse", args=[found.pk])))
    if (
        found.register_serial
        and found.state not in {Paper.State.KEPT, Paper.State.DONE}
        and registers(person, found.organ)
    ):
        tasks.append(("更正登记项", reverse("incoming:correct", args=[found.pk])))
    answers = tasks_asked.send(sender=Paper, paper=found, person=person)
    return [cast(tuple[str, str], answer) for _, answer in answers if answer] + tasks


@staff
@require_GET
def file(request: StaffRequest, pk: int) -> FileResponse:
    """GET ?inline: the file as it came in."""
    found = paper_of(request, pk, looking="来文文件")
    if found.file is None:
        raise Http404
    response = serve(found.file, inline="inline" in request.GET)
    if "inline" in request.GET:
        response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@staff
@require_GET
def slip(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: 办理单, typeset with every opinion."""
    found = paper_of(request, pk, looking="办理单")
    response = HttpResponse(slip_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote('收文办理单 ' + found.register_text)}.pdf"
    response["Cache-Control"] = "private, no-store"
    return response
