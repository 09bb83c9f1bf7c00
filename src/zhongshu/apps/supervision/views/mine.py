"""One's own side of supervision: what my unit answers for, what I supervise, what I ordered."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.apps.supervision.lamps import Lamps
from zhongshu.apps.supervision.models import Closing, Extension, ProgressReport, SupervisedMatter, UnitExplanation
from zhongshu.apps.supervision.queries import visible_to
from zhongshu.apps.supervision.queries.figures import FIGURES
from zhongshu.apps.supervision.queries.matters import may_open, with_names, without_holder
from zhongshu.apps.supervision.queries.orders import KEY, STANDINGS, matters_from, orders_of
from zhongshu.apps.supervision.queries.sides import answered_for, ordered_by, supervised_by, unowned_organs
from zhongshu.apps.supervision.views.door import workers_only

MOST_COUNTED = 1000
SORTS = {"deadline": "deadline", "report": "next_report_on", "light": "red_on", "task": "task"}


def _context(request: StaffRequest, matters: QuerySet[SupervisedMatter], title: str, url: str) -> dict[str, Any]:
    """Figures as tabs, the list below."""
    lamps = Lamps()
    names = ("open", "red", "yellow", "silent", "closed")
    wanted = request.GET.get("figure", "open")
    wanted = wanted if wanted in names else "open"
    rows = listing(
        request,
        matters.filter(FIGURES[wanted][1](lamps.today)),
        sorts=SORTS,
        default="report" if wanted != "closed" else "",
    )
    return {
        "title": title,
        "tabs": [
            (FIGURES[name][0], f"{reverse(url)}?figure={name}", matters.filter(FIGURES[name][1](lamps.today)).count(), name == wanted)
            for name in names
        ],
        "rows": rows,
        "shown": [(matter, lamps.of(matter)) for matter in rows.rows],
        "wanted": wanted,
    }  # fmt: skip


@staff
@require_GET
def mine(request: StaffRequest) -> HttpResponse:
    """GET ?figure= &sort= &page=: the matters one answers for, as person, stand-in or head of the unit."""
    workers_only(request)
    person = request.person
    matters = answered_for(person)
    context = _context(request, matters, "我负责的督办事项", "supervision:mine")
    context["owed"] = UnitExplanation.objects.filter(
        matter__in=matters.values("pk"), state__in=(UnitExplanation.State.DEMANDED, UnitExplanation.State.SENT_BACK)
    ).select_related("matter")
    return render(request, "supervision/mine.html", context)


@staff
@require_GET
def desk(request: StaffRequest) -> HttpResponse:
    """GET ?figure= &sort= &page=: what the supervising side has to do: verify, close, draft; then every matter."""
    matters = supervised_by(request.person)
    if matters is None:
        raise PermissionDenied
    keys = matters.values("pk")
    reports = ProgressReport.objects.filter(matter__in=keys, verification__isnull=True, matter__state="open")
    consented = Closing.objects.filter(matter__in=keys, state=Closing.State.CONSENTED)
    given = UnitExplanation.objects.filter(matter__in=keys, state=UnitExplanation.State.GIVEN)
    context = _context(request, matters, "督查工作台", "supervision:desk")
    context |= {
        "to_verify": reports.select_related("matter", "by").order_by("at")[:30],
        "to_close": consented.select_related("matter", "leader")[:30],
        "to_review": given.select_related("matter", "unit")[:30],
        "no_holder": sum(without_holder(organ).count() for organ in unowned_organs(request.person)),
    }
    return render(request, "supervision/desk.html", context)


@staff
@require_GET
def orders(request: StaffRequest) -> HttpResponse:
    """GET ?standing=waiting|opened|over &page=: what leaders ordered on incoming papers, and what became of it."""
    person = request.person
    if not may_open(person):
        raise PermissionDenied
    standing = request.GET.get("standing", "")
    standing = standing if standing in STANDINGS else "waiting"
    rows = listing(request, orders_of(person, standing))
    opened = matters_from(person, list(rows.rows))
    here = reverse("supervision:orders")
    context = {
        "tabs": [
            (words, f"{here}?standing={name}", orders_of(person, name)[:MOST_COUNTED].count(), name == standing)
            for name, words in STANDINGS.items()
        ],
        "rows": rows,
        "shown": [(row, opened.get(row.pk, [])) for row in rows.rows],
        "source": KEY,
        "standing": standing,
    }  # fmt: skip
    return render(request, "supervision/orders.html", context)


@staff
@require_GET
def ordered(request: StaffRequest) -> HttpResponse:
    """GET ?figure= &page=: my instructions and how they stand; what waits for my word comes first. Made for a phone."""
    workers_only(request)
    person = request.person
    context = _context(request, ordered_by(person), "我交办的事项", "supervision:ordered")
    context["extensions"] = Extension.objects.filter(leader=person, state=Extension.State.ASKED).select_related(
        "matter__unit__organ"
    )
    context["closings"] = Closing.objects.filter(leader=person, state=Closing.State.PROPOSED).select_related(
        "matter__unit__organ"
    )
    return render(request, "supervision/ordered.html", context)


@staff
@require_GET
def unowned(request: StaffRequest) -> HttpResponse:
    """GET: open matters without a holder. The rules leave none; if there is one, it says so."""
    organs = unowned_organs(request.person)
    if not organs:
        raise PermissionDenied
    known = visible_to(request.person).filter(state=SupervisedMatter.State.OPEN)
    found = Q()
    for organ in organs:
        found |= Q(pk__in=without_holder(organ).values("pk"))
    rows = listing(request, with_names(known.filter(found)).order_by(F("deadline").asc(), "pk"))
    return render(request, "supervision/unowned.html", {"rows": rows, "organ": organs[0]})
