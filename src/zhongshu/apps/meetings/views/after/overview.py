"""会后 at a glance: what is open, what is done; for others what concerns themselves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from zhongshu.apps.meetings.actions.minutes import draft_minutes, minutes_of
from zhongshu.apps.meetings.guards_after import sees_to_anything
from zhongshu.apps.meetings.models import Meeting
from zhongshu.apps.meetings.queries.after import own_copies, own_journeys
from zhongshu.apps.meetings.queries.closing import still_open
from zhongshu.apps.meetings.queries.meetings import chairs, hosts
from zhongshu.apps.meetings.views.after.door import shown
from zhongshu.apps.meetings.views.after.sections import sections
from zhongshu.apps.meetings.views.door import hosted, meeting_of
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.outgoing.queries import visible_to as papers_visible_to
from zhongshu.apps.shell.views import StaffRequest, staff


@staff
@require_GET
def after(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: everything after the meeting for those who see to it; for others their copies, their way home, the minutes."""
    meeting, person = meeting_of(request, pk), request.person
    common = {
        "own_copies": own_copies(person, meeting), "own_journeys": own_journeys(person, meeting),
        "minutes": _minutes(person, meeting), "hosts": hosts(person, meeting),
    }  # fmt: skip
    directs = common["hosts"] or chairs(person, meeting)
    if not (sees_to_anything(person, meeting) or directs):
        return shown(request, "own", meeting, **common)
    return shown(
        request, "overview", meeting, **common, open_ends=still_open(meeting) if directs else [], directs=directs, sections=sections(person, meeting),
        drafted=minutes_of(meeting) is not None,
    )  # fmt: skip


def _minutes(person: Person, meeting: Meeting) -> Paper | None:
    row = minutes_of(meeting)
    return papers_visible_to(person).filter(pk=row.paper_id).first() if row else None


@staff
@require_POST
def minutes(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: draft the minutes from the agenda and its decisions."""
    paper = draft_minutes(actor=request.person, meeting=hosted(request, pk))
    messages.success(request, "纪要已拟稿：标题、出席情况和各议题的决定已填好，请核对后按发文流程送审。")
    return redirect(paper)
