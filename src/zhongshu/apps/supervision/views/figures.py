"""分析: a picture for every unit and source, each number a way to its matters."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.apps.supervision.queries.figures import statistics
from zhongshu.apps.supervision.views.door import workers_only


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET ?year=: figures and rates by unit and by source."""
    workers_only(request)
    today = timezone.localdate()
    given = request.GET.get("year", "")
    year = int(given) if given.isdecimal() and len(given) == 4 else None
    found = statistics(request.person, today, year=year)
    return render(request, "supervision/figures.html", {"figures": found, "year": year, "today": today})
