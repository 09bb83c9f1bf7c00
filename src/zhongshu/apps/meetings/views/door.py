"""The way from an address to a meeting and its parts: what is not there and what is not for this person answer alike."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhongshu.apps.meetings.actions.changing import foresee
from zhongshu.apps.meetings.models import AgendaItem, IssuedSheet, Meeting
from zhongshu.apps.meetings.queries import items_visible_to, visible_to
from zhongshu.apps.meetings.queries.meetings import hosts, works
from zhongshu.apps.shell.views import StaffRequest

Part = TypeVar("Part", bound=Model)


def meeting_of(request: StaffRequest, pk: int) -> Meeting:
    """The meeting, or 404."""
    return get_object_or_404(visible_to(request.person), pk=pk)


def hosted(request: StaffRequest, pk: int) -> Meeting:
    """A meeting for those who prepare it; for anybody else it is not there."""
    meeting = meeting_of(request, pk)
    if not hosts(request.person, meeting):
        raise Http404
    return meeting


def part_of(request: StaffRequest, kind: type[Part], pk: int) -> Part:
    """A row of a meeting the person may know of, or 404; ``row.meeting`` is fetched whole."""
    row = get_object_or_404(kind._default_manager.filter(meeting__in=visible_to(request.person).values("pk")), pk=pk)
    row.meeting = meeting_of(request, row.meeting_id)  # type: ignore[attr-defined]
    return row


def hosted_part(request: StaffRequest, kind: type[Part], pk: int) -> Part:
    """The same, for those who prepare the meeting."""
    row = part_of(request, kind, pk)
    if not hosts(request.person, row.meeting):  # type: ignore[attr-defined]
        raise Http404
    return row


def item_of(request: StaffRequest, pk: int) -> AgendaItem:
    """The agenda item, or 404."""
    return get_object_or_404(items_visible_to(request.person), pk=pk)


def workers_only(request: StaffRequest) -> None:
    """Administrators have nothing to do with meetings."""
    if not works(request.person):
        raise PermissionDenied


def step_page(
    request: StaffRequest, form: forms.Form | None, *, title: str, act: str, back: str, **more: Any
) -> HttpResponse:
    """The page of one step: what it is about, the form, one button."""
    context = {"form": form, "title": title, "act": act, "back": back, **more}
    return render(request, "meetings/step.html", context, status=422 if form is not None and form.errors else 200)


def shown_first(
    request: StaffRequest, meeting: Meeting, action: Callable[[], Any], *, title: str, back: str, done: str
) -> HttpResponse:
    """Make a change. Once the notice is out, first show what it re-issues and whom it tells; the second time, do it."""
    seen = request.POST.get("confirmed", "")
    if meeting.notified_at is None or seen == str(meeting.revision):
        action()
        messages.success(request, done)
        return redirect(back)
    changed, names = foresee(meeting, action)
    if not changed:
        action()
        messages.success(request, done)
        return redirect(back)
    kinds = dict(IssuedSheet.Kind.choices)
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "confirmed")
        for value in values
    ]
    context = {
        "meeting": meeting, "title": title, "back": back, "lines": changed.lines, "names": names, "sent": sent,
        "sheets": [kinds[kind] for kind in changed.sheets], "overtaken": bool(seen),
    }  # fmt: skip
    return render(request, "meetings/confirm.html", context)
