"""The pages of flows: making a move, the procedures of the organ, what is running, the holidays."""

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.flow import actions, queries
from zhongshu.apps.flow.forms import FORMS, CalendarDayForm, Desk, MoveForm, ProcedureForm
from zhongshu.apps.flow.models import CalendarDay, Work
from zhongshu.apps.flow.scenes import definition_of
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Administrator, Person
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.flow import printed, read_tables, sentences
from zhongshu.lib.flow.vocabulary import Move
from zhongshu.lib.refusal import Refused

ADMINISTRATORS_MOVES = (Move.JUMP, Move.TERMINATE)


@staff
@require_GET
def work(request: StaffRequest, pk: int) -> HttpResponse:
    """From a line of a desk's list to the paper itself."""
    found = get_object_or_404(queries.works_open_to(request.person), pk=pk)
    return redirect(_address(found, request.person))


def _address(found: Work, person: Person) -> str:
    """The paper's own page; for the administrator, who does not see papers, the list of what is running."""
    if org.is_administrator(person, Administrator.Role.SYSTEM):
        return "flow:running"
    paper = apps.get_model(found.subject_type)._default_manager.filter(pk=found.subject_id).first()
    if paper is None or not hasattr(paper, "get_absolute_url"):
        raise Http404
    return paper.get_absolute_url()


@staff
@require_http_methods(["GET", "POST"])
def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """The form of one move on one work, and making it. A refused move keeps what was typed."""
    found = get_object_or_404(queries.works_open_to(request.person), pk=pk)
    if move not in {known.value for known in FORMS}:
        raise Http404
    wanted = Move(move)
    _administrators_keep_out(request.person, wanted)
    form = FORMS[wanted](Desk(found, request.person), request.POST or None)
    # A move without fields is not "bound" by an empty POST.
    form.is_bound = request.method == "POST"
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            getattr(actions, wanted.value)(actor=request.person, work=found, **form.arguments())
        except Refused as no:
            form.add_error(None, str(no))
            status = 409
        else:
            messages.success(request, f"已{wanted.label}。")
            return _go(request, _where_to(request, found))
    return _form_page(request, found, wanted, form, status)


def _administrators_keep_out(person: Person, wanted: Move) -> None:
    if wanted not in ADMINISTRATORS_MOVES and org.administrator_role(person):
        raise Refused("管理员不办理公文。", basis="三员分立")


def _where_to(request: StaffRequest, found: Work) -> str:
    back = request.POST.get("next", "")
    if back and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return back
    return _address(found, request.person)


def _go(request: StaffRequest, where: str) -> HttpResponse:
    response: HttpResponse = redirect(where)
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
    return response


def _form_page(request: StaffRequest, found: Work, wanted: Move, form: MoveForm, status: int) -> HttpResponse:
    hidden = bool(org.administrator_role(request.person))
    context = {
        "work": found, "move": wanted, "form": form, "next": request.POST.get("next") or request.GET.get("next", ""),
        "title": found.flow.procedure.name if hidden else found.title,
    }  # fmt: skip
    template = "flow/move_form.html" if getattr(request, "htmx", False) else "flow/move.html"
    return render(request, template, context, status=status)


@staff
@require_GET
def procedures(request: StaffRequest) -> HttpResponse:
    """The procedures in use in one's own organ."""
    found = queries.procedures_of(request.person.organ)
    context = {"listing": listing(request, found), "keeper": _keeps(request.person), "table": _table_of_moves()}
    return render(request, "flow/procedures.html", context)


def _keeps(person: Person) -> bool:
    return org.administrator_role(person) in {Administrator.Role.SYSTEM, Administrator.Role.SECURITY}


def _table_of_moves() -> tuple[list[str], list[list[str]]]:
    """What may be done in which state, from the very table the engine asks."""
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in printed().strip().splitlines()]
    return head, rows


@staff
@require_GET
def procedure(request: StaffRequest, pk: int) -> HttpResponse:
    """One procedure: its sentences and its diagram; what is printed is what runs."""
    found = get_object_or_404(queries.all_procedures_of(request.person.organ), pk=pk)
    context = {
        "procedure": found, "sentences": sentences(definition_of(found)), "keeper": _keeps(request.person),
        "versions": queries.all_procedures_of(request.person.organ).filter(key=found.key),
    }  # fmt: skip
    return render(request, "flow/procedure.html", context)


@staff
@require_GET
def bpmn(request: StaffRequest, pk: int) -> HttpResponse:
    """The BPMN file of a procedure, for the diagram and for editing elsewhere."""
    found = get_object_or_404(queries.all_procedures_of(request.person.organ), pk=pk)
    response = HttpResponse(found.bpmn, content_type="application/xml; charset=utf-8")
    if "download" in request.GET:
        response["Content-Disposition"] = f'attachment; filename="{found.key}-{found.version}.bpmn"'
    return response


@staff
@require_http_methods(["GET", "POST"])
def upload(request: StaffRequest) -> HttpResponse:
    """A new version of a procedure; refused with the element and the reason when the engine cannot carry it out."""
    if not _keeps(request.person):
        raise Refused("流程由本机关的系统管理员或安全保密管理员维护。", basis="三员分立")
    form = ProcedureForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            given, tables = form.cleaned_data, form.cleaned_data["tables"]
            found = actions.put_in_use(
                actor=request.person, organ=request.person.organ, bpmn=given["bpmn"].read(), key=given["key"],
                tables=read_tables(tables.read()) if tables else None,
            )  # fmt: skip
        except Refused as no:
            form.add_error("bpmn", str(no))
            status = 409
        else:
            messages.success(request, f"《{found.name}》第 {found.version} 版已启用；正在流转的公文仍按原版本办完。")
            return redirect("flow:procedure", found.pk)
    return render(request, "flow/upload.html", {"form": form}, status=status)


@staff
@require_GET
def running(request: StaffRequest) -> HttpResponse:
    """Where things stand in the organ, for the system administrator: steps and holders, no titles."""
    if not org.is_administrator(request.person, Administrator.Role.SYSTEM):
        raise Refused("流程监管由系统管理员负责。", basis="三员分立")
    found = listing(request, queries.standing(request.person.organ).select_related("flow__procedure"))
    return render(request, "flow/running.html", {"listing": found})


@staff
@require_http_methods(["GET", "POST"])
def calendar(request: StaffRequest) -> HttpResponse:
    """The office's own workdays and holidays."""
    form = CalendarDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.set_calendar_day(actor=request.person, **form.cleaned_data)
        messages.success(request, f"已设定：{row}。")
        return redirect("flow:calendar")
    keeper = org.is_administrator(request.person, Administrator.Role.SYSTEM)
    context = {"form": form if keeper else None, "days": CalendarDay.objects.order_by("-day")[:200]}
    return render(request, "flow/calendar.html", context)
