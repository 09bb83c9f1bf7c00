"""安全保密管理员: clearance, appointments, and who may know of a thing — without the thing itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.org import actions, forms, queries
from zhongshu.apps.org.models import Administrator
from zhongshu.apps.org.views.doors import security_administrator
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest


@security_administrator
@require_GET
def clearances(request: StaffRequest) -> HttpResponse:
    """GET ?q= &organ= &duty=: staff and what they may be let know."""
    filters = forms.DirectoryFilter(request.GET or None)
    people = queries.with_posts(filters.apply(request.person))
    rows = listing(
        request,
        people.order_by("organ__level", "organ__position", "organ", "rank", "pk"),
        sorts={"name": "initials", "clearance": "clearance"},
    )
    return render(request, "org/security_clearances.html", {"rows": rows, "filters": filters})


@security_administrator
@require_http_methods(["GET", "POST"])
def clearance(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one person's level. POST clearance=…: change it."""
    shown = get_object_or_404(queries.with_posts(queries.visible_to(request.person)), pk=pk)
    form = forms.ClearanceForm(request.POST or None, initial={"clearance": shown.clearance})
    if request.method == "POST" and form.is_valid():
        actions.set_clearance(actor=request.person, person=shown, **form.cleaned_data)
        messages.success(request, f"{shown}的知悉等级已改为{shown.get_clearance_display()}。")
        return redirect("org:clearances")
    context = {"form": form, "shown": shown}
    return render(request, "org/security_clearance.html", context, status=422 if form.errors else 200)


@security_administrator
@require_http_methods(["GET", "POST"])
def appointments(request: StaffRequest) -> HttpResponse:
    """GET: the three administrators. POST person=, role=: appoint one."""
    form = forms.AppointmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.appoint_administrator(actor=request.person, **form.cleaned_data)
        messages.success(request, f"已任命{row}。")
        return redirect("org:appointments")
    holders = Administrator.objects.filter(person__left_on__isnull=True).select_related("person__organ")
    roles = [(role.label, [row for row in holders if row.role == role]) for role in Administrator.Role]
    context = {"form": form, "roles": roles}
    return render(request, "org/security_appointments.html", context, status=422 if form.errors else 200)


@security_administrator
@require_POST
def dismiss(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: take an administrator's role away."""
    row = get_object_or_404(Administrator.objects.select_related("person"), pk=pk)
    actions.dismiss_administrator(actor=request.person, administrator=row)
    messages.success(request, f"已免去{row.person}的{row.get_role_display()}。")
    return redirect("org:appointments")
