"""立项, 分解, 改派."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.apps.supervision import actions, guards, sources
from zhongshu.apps.supervision.forms.fields import live_units
from zhongshu.apps.supervision.forms.matters import DutiesForm, ReassignForm, SideForm, SourceForm, head_first
from zhongshu.apps.supervision.models import SupervisedMatter
from zhongshu.apps.supervision.queries.matters import may_open
from zhongshu.apps.supervision.sources import Proposal, SourceFacts
from zhongshu.apps.supervision.views.door import matter_of, step_page


@staff
@require_http_methods(["GET", "POST"])
def open_matter(request: StaffRequest) -> HttpResponse:
    """GET ?source=app.model:ID &span=from-to: the form, prefilled from the sentence; POST: open the matter."""
    if not may_open(request.person):
        raise PermissionDenied
    key, pk, span = _source(request)
    proposal = sources.find(request.person, key, pk, span) if key else None
    if key and proposal is None:
        raise Http404
    passages = sources.providers()[key].pick(request.person, pk) if key and span is None else []
    organ, data = request.person.organ, request.POST or None
    form = DutiesForm(data, organ=organ, initial=_initial(proposal))
    side = SideForm(data, organ=organ)
    typed = None if proposal else SourceForm(data, organ=organ)
    # Every form is checked, so that all that is wrong shows at once.
    checked = [one.is_valid() for one in (form, side, typed) if one is not None] if data else [False]
    if all(checked):
        matter = actions.open_matter(
            actor=request.person, source=proposal.facts if proposal else _typed(typed), duties=form.duties(),
            supervising_unit=side.cleaned_data["supervising_unit"],
        )  # fmt: skip
        messages.success(request, f"已立项 {matter.number}，由{matter.supervising_unit}{matter.get_track_display()}。")
        return redirect(matter)
    context = {
        "form": form, "side": side, "typed": typed, "proposal": proposal, "passages": passages, "source": f"{key}:{pk}",
    }  # fmt: skip
    return render(request, "supervision/open.html", context, status=422 if data else 200)


def _source(request: StaffRequest) -> tuple[str, int, sources.Span | None]:
    """(key, pk, span) of the address; 404 for what makes no sense."""
    text = request.GET.get("source", "")
    if not text:
        return "", 0, None
    key, _, number = text.partition(":")
    if not number.isdecimal() or len(number) > 15 or key not in sources.providers():
        raise Http404
    first, _, last = request.GET.get("span", "").partition("-")
    span = (int(first), int(last)) if first.isdecimal() and last.isdecimal() and len(first + last) < 16 else None
    return key, int(number), span


def _initial(proposal: Proposal | None) -> dict[str, Any]:
    if proposal is None:
        return {"urgency": "normal", "importance": "routine"}
    person = proposal.person or (head_first(proposal.unit)[1] if proposal.unit else None)
    return {
        "task": proposal.task, "deadline": proposal.deadline, "unit": proposal.unit, "person": person,
        "leader": proposal.leader, "supporting": proposal.supporting, "urgency": proposal.urgency or "normal",
        "importance": "routine",
    }  # fmt: skip


def _typed(form: SourceForm | None) -> SourceFacts:
    given = form.cleaned_data if form is not None else {}
    return SourceFacts(
        kind=given["kind"], sentence=given["sentence"], label=given["label"], leader=given["source_leader"],
        given_on=given["given_on"],
    )  # fmt: skip


@staff
@require_GET
def people(request: StaffRequest) -> HttpResponse:
    """GET ?unit=: the people of a unit as options, whoever heads it chosen."""
    number = request.GET.get("unit", "")
    unit = live_units().filter(pk=int(number)).first() if number.isdecimal() and len(number) < 16 else None
    everybody, head = head_first(unit) if unit else ([], None)
    return render(request, "supervision/people.html", {"people": everybody, "head": head})


@staff
@require_http_methods(["GET", "POST"])
def split(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: break a part off."""
    parent = matter_of(request, pk)
    guards.is_open(parent)
    initial = {
        "leader": parent.leader,
        "urgency": parent.urgency,
        "importance": parent.importance,
        "deadline": parent.deadline,
    }
    form = DutiesForm(request.POST or None, organ=parent.organ, initial=initial)
    if request.method == "POST" and form.is_valid():
        part = actions.split_matter(actor=request.person, parent=parent, duties=form.duties())
        messages.success(request, f"已分解出子事项 {part.number}。")
        return redirect(parent)
    return step_page(request, parent, form, title="分解子事项", act="分解", wide=True)


@staff
@require_http_methods(["GET", "POST"])
def reassign(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: to whom; POST: another unit or person answers for it."""
    matter: SupervisedMatter = matter_of(request, pk)
    supporting = [row.unit for row in matter.supporting.select_related("unit")]
    initial = {"unit": matter.unit, "person": matter.person, "supporting": supporting}
    form = ReassignForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.reassign_matter(actor=request.person, matter=matter, **form.cleaned_data)
        messages.success(request, f"{matter.number}已改派{form.cleaned_data['unit']}{form.cleaned_data['person']}。")
        return redirect("supervision:list")
    return step_page(request, matter, form, title="改派", act="改派")
