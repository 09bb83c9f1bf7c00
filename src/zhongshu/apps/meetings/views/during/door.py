"""A form that belongs to a meeting, on its own page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from zhongshu.apps.meetings.models import Meeting
from zhongshu.apps.meetings.queries.meetings import hosts
from zhongshu.apps.shell.views import StaffRequest


def form_page(
    request: StaffRequest,
    meeting: Meeting,
    form: Any,
    *,
    title: str,
    act: str,
    back: str,
    drop: str = "",
    note: str = "",
) -> HttpResponse:
    """A form that belongs to a meeting; ``drop`` is the address at which what it changes is taken away."""
    context = {
        "meeting": meeting, "form": form, "title": title, "act": act, "back": back, "drop": drop, "note": note,
        "hosts": hosts(request.person, meeting),
    }  # fmt: skip
    return render(request, "meetings/during/form.html", context, status=422 if form.errors else 200)
