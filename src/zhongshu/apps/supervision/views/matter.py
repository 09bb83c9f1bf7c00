"""A matter's own page, and the files that belong to it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from zhongshu.apps.files.responses import serve
from zhongshu.apps.outgoing.queries import visible_to as papers_visible_to
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.apps.supervision import sources
from zhongshu.apps.supervision.lamps import Lamps
from zhongshu.apps.supervision.models import Closing, SupervisedMatter, Urging, Verification
from zhongshu.apps.supervision.queries import visible_to
from zhongshu.apps.supervision.queries.matters import supervises
from zhongshu.apps.supervision.queries.offers import offers_for
from zhongshu.apps.supervision.views.door import matter_of


@staff
@require_GET
def matter(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what it is, where it stands, what I can do now, the content, records."""
    found, person, lamps = matter_of(request, pk), request.person, Lamps()
    parts = visible_to(person).filter(parent=found).order_by("serial")
    urgings = list(found.urgings.select_related("by"))
    papers = papers_visible_to(person).in_bulk([row.paper_id for row in urgings if row.paper_id])
    origin = found.source
    context = {
        "matter": found,
        "lamp": lamps.of(found),
        "steps": steps_of(found),
        "offers": offers_for(person, found),
        "supervises": supervises(person, found),
        "source_url": sources.address_of(person, origin.object_type, origin.object_id),
        "siblings": visible_to(person).filter(source=origin, parent__isnull=True).exclude(pk=found.pk)[:20],
        "parent": visible_to(person).filter(pk=found.parent_id or 0).first(),
        "parts": [(part, lamps.of(part)) for part in parts],
        "supporting": [row.unit for row in found.supporting.select_related("unit__organ")],
        "reports": found.reports.select_related("by", "on_behalf_of", "verification__by").prefetch_related("evidence__file"),
        "checks": found.field_checks.select_related("by").prefetch_related("photos__file"),
        "extensions": found.extensions.select_related("leader", "asked_by", "decided_by"),
        "urgings": [(row, papers.get(row.paper_id), _drafts(row)) for row in urgings],
        "closings": found.closings.select_related("proposed_by", "leader", "consented_by", "transcribed_by", "closed_by", "reopening__by", "report"),
        "explanations": found.explanations.select_related("unit", "demanded_by", "given_by", "file"),
    }  # fmt: skip
    return render(request, "supervision/matter.html", context)


def _drafts(urging: Urging) -> bool:
    """Whether this rung has a paper that is not drafted yet."""
    rungs = (Urging.Rung.LETTER, Urging.Rung.ORDER, Urging.Rung.CIRCULAR)
    return urging.rung in rungs and urging.paper_id is None and not urging.folded


def steps_of(found: SupervisedMatter) -> list[dict[str, Any]]:
    """立项 → 办理反馈 → 核实 → 领导同意 → 销号, with what has been passed."""
    report = found.reports.select_related("verification").order_by("-no").first()
    closing = found.closings.exclude(state__in=(Closing.State.UNDONE, Closing.State.REFUSED)).first()
    verdict = getattr(report, "verification", None) if report else None
    done = found.over or (report is not None and report.done)
    proven = found.over or (done and verdict is not None and verdict.verdict == Verification.Verdict.TRUE)
    walk = [
        ("立项", found.opened_by, True, found.opened_at),
        ("办理反馈", found.person, done, report.at if report else None),
        ("核实", found.supervisor, proven, verdict.at if verdict else None),
    ]
    if found.source.leader is not None:
        agreed = closing.consented_at if closing else None
        walk.append(("领导同意", (closing and closing.leader) or found.source.leader, agreed is not None, agreed))
    walk.append(("销号", found.supervisor, found.over, closing.closed_at if closing else None))
    current = next((n for n, (_, _, passed, _) in enumerate(walk) if not passed), len(walk))
    steps = [
        {"name": name, "state": _state(n, current), "people": str(who), "at": at if n < current else None}
        for n, (name, who, _, at) in enumerate(walk)
    ]
    if verdict is not None and verdict.verdict != Verification.Verdict.TRUE and not found.over:
        steps[1] |= {"state": "returned", "at": verdict.at}
    return steps


def _state(number: int, current: int) -> str:
    return "done" if number < current else "current" if number == current else "waiting"


@staff
@require_GET
def evidence(request: StaffRequest, pk: int, row: int) -> HttpResponseBase:
    """GET: a file of a report or a field check."""
    found = matter_of(request, pk)
    return serve(get_object_or_404(found.evidence.select_related("file"), pk=row).file, inline="inline" in request.GET)


@staff
@require_GET
def explanation_file(request: StaffRequest, pk: int, row: int) -> HttpResponseBase:
    """GET: what a unit attached to its explanation."""
    found = get_object_or_404(matter_of(request, pk).explanations.select_related("file"), pk=row)
    if found.file is None:
        raise Http404
    return serve(found.file)
