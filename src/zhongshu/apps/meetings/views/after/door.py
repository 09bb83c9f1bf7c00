"""Who finds these pages: the host side, and the holder of the task they belong to. For anybody else they are not there."""

from typing import Any, TypeVar

from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import render

from zhongshu.apps.meetings.guards_after import sees_to
from zhongshu.apps.meetings.models import Meeting
from zhongshu.apps.meetings.queries.meetings import hosts
from zhongshu.apps.meetings.views.door import meeting_of, part_of
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.views import StaffRequest

Part = TypeVar("Part", bound=Model)


def for_task(request: StaffRequest, pk: int, task: str) -> Meeting:
    meeting = meeting_of(request, pk)
    if not sees_to(request.person, meeting, task):
        raise Http404
    return meeting


def part_for_task(request: StaffRequest, kind: type[Part], pk: int, task: str) -> Part:
    row = part_of(request, kind, pk)
    if not sees_to(request.person, row.meeting, task):  # type: ignore[attr-defined]
        raise Http404
    return row


def works_on(meeting: Meeting) -> bool:
    """Whether anything of it may still be changed."""
    return meeting.state != Meeting.State.CLOSED


#: Page → the task it belongs to, its name.
PAGES = {
    "copies": ("recall", "编号文件"), "equipment": ("equipment", "会议用品"), "travel": ("departure", "返程"),
    "account": ("settlement", "财务结算"), "debrief": ("debrief", "会务总结"), "volume": ("volume", "材料合订"),
}  # fmt: skip


def pages_for(person: Person, meeting: Meeting) -> list[str]:
    """The pages this person finds."""
    if hosts(person, meeting):
        return list(PAGES)
    return [name for name, (task, _) in PAGES.items() if sees_to(person, meeting, task)]


def shown(request: StaffRequest, template: str, meeting: Meeting, *bound: Any, **context: Any) -> HttpResponse:
    """A page of the meeting; 422 when one of the ``bound`` forms has errors."""
    wrong = any(form is not None and form.errors for form in bound)
    tabs = [("after", "会后总览"), *((name, PAGES[name][1]) for name in pages_for(request.person, meeting))]
    context |= {"meeting": meeting, "works": works_on(meeting), "tabs": tabs}
    return render(request, f"meetings/after/{template}.html", context, status=422 if wrong else 200)
