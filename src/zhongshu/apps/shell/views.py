"""The door for signed-in staff, and the pages of notifications."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from zhongshu.apps.org.models import Person
from zhongshu.apps.shell import actions, errors, queries
from zhongshu.apps.shell.forms import SavedViewForm
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.models import SavedView
from zhongshu.lib.refusal import Refused

View = Callable[..., HttpResponseBase]


class StaffRequest(HttpRequest):
    """A request as a view behind ``staff`` gets it."""

    person: Person


def staff(view: View) -> View:
    """Only for somebody who is signed in and a member of staff in service; ``request.person`` is set."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return errors.signed_out(request)
        if getattr(request, "person", None) is None:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@staff
@require_GET
def notifications(request: StaffRequest) -> HttpResponse:
    """GET: the person's notifications, newest first; ``?unread=1`` leaves out what was read."""
    unread_only = request.GET.get("unread") == "1"
    rows = queries.unread_of(request.person) if unread_only else queries.visible_to(request.person)
    context = {"listing": listing(request, rows), "unread_only": unread_only}
    return render(request, "shell/notifications.html", context)


@staff
@require_POST
def read_all(request: StaffRequest) -> HttpResponse:
    """POST: everything is read."""
    actions.mark_all_read(actor=request.person)
    return redirect("notifications")


@staff
@require_GET
def open_notification(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: note one of the person's own notifications as read and go where it points."""
    notification = get_object_or_404(queries.visible_to(request.person), pk=pk)
    actions.mark_read(actor=request.person, notification=notification)
    url = notification.url
    return HttpResponseRedirect(url if url_has_allowed_host_and_scheme(url, None) else reverse("notifications"))


@staff
@require_GET
def bell(request: StaffRequest) -> HttpResponse:
    """GET, polled by htmx: the bell with the number of unread notifications."""
    return render(request, "shell/components/bell.html", {"person": request.person})


@staff
@require_POST
def save_view(request: StaffRequest) -> HttpResponse:
    """POST name, address: keep a list's filters and go back to the list."""
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        raise Refused("常用筛选没有存：" + "".join(str(error) for errors in form.errors.values() for error in errors))
    path, query = form.cleaned_data["address"]
    actions.save_view(actor=request.person, path=path, name=form.cleaned_data["name"], query=query)
    return redirect(f"{path}?{query}")


@staff
@require_POST
def forget_view(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: drop one of the person's own saved filters and go back to its list."""
    view = get_object_or_404(SavedView, pk=pk, person=request.person)
    actions.forget_view(actor=request.person, view=view)
    return redirect(view.path)
