"""安全保密管理员: who may know of one thing, and why. The thing shows as kind and number, never by title or content."""

from django.apps import apps
from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.access import actions, queries, subjects
from zhongshu.apps.access.forms import GrantForm, ObjectForm, RevokeForm
from zhongshu.apps.access.models import Grant
from zhongshu.apps.access.policy import kind_in_words
from zhongshu.apps.org.models import Person
from zhongshu.apps.org.views.doors import security_administrator
from zhongshu.apps.shell.views import StaffRequest


@security_administrator
@require_GET
def find(request: StaffRequest) -> HttpResponse:
    """GET ?kind= &number=: to the grants of one thing."""
    form = ObjectForm(request.GET or None)
    if form.is_valid():
        chosen = form.cleaned_data
        if Grant.objects.filter(object_type=chosen["kind"], object_id=chosen["number"]).exists():
            return redirect("access:grants", chosen["kind"], chosen["number"])
        form.add_error("number", "没有这个编号，请核对。")
    return render(request, "access/find.html", {"form": form}, status=422 if form.errors else 200)


@security_administrator
@require_http_methods(["GET", "POST"])
def grants(request: StaffRequest, kind: str, number: int) -> HttpResponse:
    """GET: who may know of it. POST person=, reason=, until=: one more."""
    thing = _thing(kind, number)
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        actions.grant(
            actor=request.person,
            obj=thing,
            subject=subjects.person_key(chosen["person"]),
            reason=chosen["reason"],
            until=chosen["until"],
        )
        messages.success(request, f"已允许{chosen['person']}知悉。")
        return redirect("access:grants", kind, number)
    rows = list(queries.readers(thing))
    words = subjects.in_words(row.subject for row in rows)
    givers = dict(Person.objects.filter(pk__in={row.granted_by for row in rows}).values_list("pk", "name"))
    context = {
        "title": f"{kind_in_words(kind)} 第 {number} 号",
        "kind": kind,
        "number": number,
        "rows": [(row, words[row.subject], givers.get(row.granted_by or 0, "系统")) for row in rows],
        "form": form,
    }
    return render(request, "access/grants.html", context, status=422 if form.errors else 200)


@security_administrator
@require_POST
def revoke(request: StaffRequest, kind: str, number: int) -> HttpResponse:
    """POST subject=, reason=: take one grant back."""
    thing = _thing(kind, number)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        messages.error(request, "没有撤销：请填写缘由。")
    elif actions.revoke(actor=request.person, obj=thing, **form.cleaned_data):
        messages.success(request, "已撤销这项授权。")
    return redirect(reverse("access:grants", args=[kind, number]))


def _thing(kind: str, number: int) -> Model:
    """The object, if anything about it has ever been made known."""
    if not Grant.objects.filter(object_type=kind, object_id=number).exists():
        raise Http404
    return get_object_or_404(apps.get_model(kind), pk=number)
