"""The way from an address to a matter and its parts: what is not there and what is not for this person answer alike."""

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from zhongshu.apps.org import queries as org
from zhongshu.apps.shell.views import StaffRequest
from zhongshu.apps.supervision.lamps import Lamps
from zhongshu.apps.supervision.models import SupervisedMatter
from zhongshu.apps.supervision.queries import visible_to

Part = TypeVar("Part", bound=Model)


def matter_of(request: StaffRequest, pk: int) -> SupervisedMatter:
    """The matter, or 404."""
    return get_object_or_404(visible_to(request.person), pk=pk)


def part_of(request: StaffRequest, kind: type[Part], pk: int) -> Part:
    """A row that belongs to a matter the person may know of, or 404; ``row.matter`` is fetched whole."""
    row = get_object_or_404(kind._default_manager.filter(matter__in=visible_to(request.person).values("pk")), pk=pk)
    row.matter = matter_of(request, row.matter_id)  # type: ignore[attr-defined]
    return row


def workers_only(request: StaffRequest) -> None:
    """Administrators have nothing to do with matters."""
    if org.administrator_role(request.person):
        raise PermissionDenied


def step_page(
    request: StaffRequest, matter: SupervisedMatter, form: forms.Form | None, *, title: str, act: str, **more: Any
) -> HttpResponse:
    """The page of one step: the matter in short, the form, one button."""
    context = {
        "matter": matter, "lamp": Lamps().of(matter), "form": form, "title": title, "act": act,
        "back": matter.get_absolute_url(), **more,
    }  # fmt: skip
    return render(request, "supervision/step.html", context, status=422 if form is not None and form.errors else 200)
