"""One engagement: entering, reading, changing, cancelling."""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.access.queries import may_read
from zhongshu.apps.coordination import actions, guards
from zhongshu.apps.coordination.forms.engagements import CancelForm, EngagementForm
from zhongshu.apps.coordination.forms.fields import times_of
from zhongshu.apps.coordination.models import Engagement
from zhongshu.apps.coordination.queries.calendar import visible_to
from zhongshu.apps.coordination.queries.diaries import clashes_with
from zhongshu.apps.coordination.queries.sides import arranges_for
from zhongshu.apps.coordination.views.door import day_of, organ_of
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.refusal import Refused


def _week(engagement: Engagement) -> str:
    return f"{reverse('coordination:week')}?day={timezone.localdate(engagement.starts_at):%Y-%m-%d}"


@staff
@require_http_methods(["GET", "POST"])
def engage(request: StaffRequest) -> HttpResponse:
    """GET ?day= &leader=: the form; POST: an engagement of a leader."""
    organ_of(request)
    initial = {"day": day_of(request), "leader": request.GET.get("leader")}
    form = EngagementForm(request.POST or None, person=request.person, initial=initial)
    if request.method == "POST" and form.is_valid():
        row = actions.engage(actor=request.person, leader=form.cleaned_data["leader"], **form.arrangement())
        messages.success(request, f"已安排：{row}{row.what}。")
        return redirect(_week(row))
    context = {"form": form, "back": reverse("coordination:week"), "may": bool(arranges_for(request.person))}
    return render(request, "coordination/engage.html", context, status=422 if form.errors else 200)


def _of(request: StaffRequest, pk: int) -> Engagement:
    return get_object_or_404(visible_to(request.person).prefetch_related("accompanying"), pk=pk)


@staff
@require_GET
def engagement(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one engagement, what it clashes with, and what may be done."""
    row = _of(request, pk)
    context = {"row": row, "clashes": _clashes(request, row), "week": _week(row), **_offer(request, row)}
    return render(request, "coordination/engagement.html", context)


def _clashes(request: StaffRequest, row: Engagement) -> list[Any]:
    if row.state == Engagement.State.CANCELLED:
        return []
    return clashes_with(
        person=row.leader, starts_at=timezone.localtime(row.starts_at), ends_at=timezone.localtime(row.ends_at),
        place=row.place, travel_before=row.travel_before, travel_after=row.travel_after, what=row.what, instead_of=row,
        viewer=request.person,
    )  # fmt: skip


def _offer(request: StaffRequest, row: Engagement) -> dict[str, Any]:
    """Whether it may be changed, or the reason why not; where it comes from."""
    try:
        guards.may_change(request.person, row)
    except Refused as refusal:
        offered = {"why_not": refusal.message.removesuffix("，没有改动。").removesuffix("，没有保存。")}
    else:
        offered = {"why_not": ""}
    return {**offered, "source_url": _source(request, row)}


def _source(request: StaffRequest, row: Engagement) -> str:
    """The page of the thing it comes from, for whoever may read that."""
    if not row.object_id:
        return ""
    try:
        model = apps.get_model(row.object_type)
    except (LookupError, ValueError):
        return ""
    found = model._default_manager.filter(pk=row.object_id).first()
    if found is None or not hasattr(found, "get_absolute_url") or not may_read(request.person, found):
        return ""
    return str(found.get_absolute_url())


@staff
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST revision=, …: another time, place or company."""
    row = _of(request, pk)
    guards.may_change(request.person, row)
    initial = {
        **times_of(row.starts_at, row.ends_at),
        **{name: getattr(row, name) for name in ("what", "place", "travel_before", "travel_after", "private", "revision")},
        "speech_by": row.speech_by, "accompanying": row.accompanying.all(),
        "settled": "yes" if row.state == Engagement.State.SETTLED else "no",
    }  # fmt: skip
    form = EngagementForm(request.POST or None, person=request.person, leader=row.leader, initial=initial)
    form.instead_of = row  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        actions.change_engagement(actor=request.person, engagement=row, revision=revision, **form.arrangement())
        messages.success(request, "已改，有关人员已收到通知。")
        return redirect(row)
    context = {"form": form, "row": row, "back": row.get_absolute_url(), "may": True}
    return render(request, "coordination/engage.html", context, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "POST"])
def disengage(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the question; POST reason=: cancelled."""
    row = _of(request, pk)
    guards.may_change(request.person, row)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.disengage(actor=request.person, engagement=row, **form.cleaned_data)
        messages.success(request, "已取消，有关人员已收到通知。")
        return redirect(_week(row))
    context = {
        "title": "取消活动安排", "question": f"取消{row}的“{row.what}”？", "form": form, "act": "取消这项安排", "danger": True,
        "back": row.get_absolute_url(),
    }  # fmt: skip
    return render(request, "shell/confirm.html", context, status=422 if form.errors else 200)
