"""Templates of meetings: what there is, what one says, the office's own edition."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings.actions import editions as actions
from zhongshu.apps.meetings.catalogue import SMALL, built_in, edition_of, editions, templates_for
from zhongshu.apps.meetings.forms.templates import TemplateForm
from zhongshu.apps.meetings.queries.meetings import is_office
from zhongshu.apps.meetings.views.door import workers_only
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.meeting.kinds import KINDS
from zhongshu.lib.meeting.tasks import PHASES, TASKS, phase_of
from zhongshu.lib.meeting.template import PLACEHOLDERS, SCRIPT_PARTS, SEATINGS, Template
from zhongshu.lib.refusal import Refused


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET: every template by kind, the office's own marked."""
    workers_only(request)
    own = {row.name for row in editions(request.person.organ)}
    found = templates_for(request.person.organ)
    kinds = [
        (name, [(row, key in own) for key, row in found.items() if row.kind == kind]) for kind, name in KINDS.items()
    ]
    context = {"kinds": kinds, "may": is_office(request.person, request.person.organ_id)}
    return render(request, "meetings/templates.html", context)


def _template(request: StaffRequest, key: str) -> Template:
    workers_only(request)
    found = templates_for(request.person.organ).get(key)
    if found is None:
        raise Http404
    return found


@staff
@require_GET
def template(request: StaffRequest, key: str) -> HttpResponse:
    """GET: what the template says."""
    found = _template(request, key)
    tasks = [
        (name, [(TASKS[r.key], r) for r in found.tasks if phase_of(r.key) == phase]) for phase, name in PHASES.items()
    ]
    context = {
        "template": found, "tasks": tasks, "seating": SEATINGS[found.seating], "kind": KINDS[found.kind],
        "script": [(SCRIPT_PARTS[part], text) for part, text in found.script.items() if text],
        "edition": edition_of(request.person.organ, key), "may": is_office(request.person, request.person.organ_id),
    }  # fmt: skip
    return render(request, "meetings/template.html", context)


@staff
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, key: str) -> HttpResponse:
    """GET, POST: the office's own edition; under another mark (``name``) it is a kind of its own."""
    found = _template(request, key)
    if not is_office(request.person, request.person.organ_id):
        raise Http404
    form = TemplateForm(request.POST or None, template=found)
    if request.method == "POST" and form.is_valid():
        edition = edition_of(request.person.organ, key)
        base = edition.base if edition else key if key in built_in() else SMALL
        try:
            actions.keep_edition(
                actor=request.person, name=form.cleaned_data["name"], base=base, content=form.content()
            )
            messages.success(request, "已保存为本机关的模板；已立的会议仍按原模板。")
            return redirect("meetings:template", form.cleaned_data["name"])
        except Refused as no:
            form.add_error(None, str(no))
    context: dict[str, Any] = {"form": form, "template": found, "tasks": form.task_rows(), "places": PLACEHOLDERS}
    return render(request, "meetings/template_edit.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def drop(request: StaffRequest, key: str) -> HttpResponse:
    """POST: back to the template as it was delivered."""
    actions.drop_edition(actor=request.person, name=key)
    messages.success(request, "已恢复。")
    return redirect("meetings:templates")
