"""一周活动安排: on the screen and on paper; and what clashes."""

from datetime import timedelta
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhongshu.apps.coordination.models.booking import span_in_words
from zhongshu.apps.coordination.queries.diaries import clashes as clashes_of
from zhongshu.apps.coordination.queries.sides import arranges_for, leaders_of
from zhongshu.apps.coordination.rendering import week_pdf
from zhongshu.apps.coordination.views.door import day_of, organ_of
from zhongshu.apps.coordination.week import monday_of, span_of, week_of
from zhongshu.apps.shell.views import StaffRequest, staff

#: How far ahead clashes are shown.
AHEAD_DAYS = 28


@staff
@require_GET
def week(request: StaffRequest) -> HttpResponse:
    """GET ?day=: the week the day lies in, leaders down, days across."""
    organ, day = organ_of(request), day_of(request)
    shown = week_of(viewer=request.person, organ=organ, day=day)
    monday = monday_of(day)
    context = {
        "organ": organ,
        "week": shown,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "this_week": monday == monday_of(timezone.localdate()),
        "arranges": bool(arranges_for(request.person)),
    }
    return render(request, "coordination/week.html", context)


@staff
@require_GET
def typeset(request: StaffRequest) -> HttpResponse:
    """GET ?day= &paper=a4|a3: the same week as PDF, with what this person may see."""
    organ, day = organ_of(request), day_of(request)
    shown = week_of(viewer=request.person, organ=organ, day=day)
    paper = "a3" if request.GET.get("paper") == "a3" else "a4"
    of = organ.office_of or organ
    title = f"{of.short_name}领导一周活动安排"
    response = HttpResponse(week_pdf(shown, title=title, paper=paper).pdf, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(title)}.pdf"
    response["Cache-Control"] = "private, no-store"
    return response


@staff
@require_GET
def clashes(request: StaffRequest) -> HttpResponse:
    """GET: what in the leaders' calendars cannot both be, four weeks ahead."""
    organ = organ_of(request)
    since = span_of(timezone.localdate())[0]
    until = since + timedelta(days=AHEAD_DAYS)
    found = clashes_of(people=leaders_of(organ), since=since, until=until, viewer=request.person)
    arranged = {leader.pk for leader in arranges_for(request.person)}
    context = {
        "organ": organ,
        "rows": [
            (clash, [(item, span_in_words(item.start, item.end)) for item in (clash.first, clash.second)], clash.person.pk in arranged)
            for clash in found
        ],
        "days": AHEAD_DAYS,
    }  # fmt: skip
    return render(request, "coordination/clashes.html", context)
