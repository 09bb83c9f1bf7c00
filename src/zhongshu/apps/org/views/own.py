"""我的代办与外出, and 工作移交."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.org import actions, queries
from zhongshu.apps.org.forms import AbsenceForm, HandoverForm, StandInForm
from zhongshu.apps.org.models import Absence, Person, StandIn
from zhongshu.apps.org.views.directory import may_arrange
from zhongshu.apps.shell.views import StaffRequest, staff


@staff
@require_GET
def stand_ins(request: StaffRequest) -> HttpResponse:
    """GET: who acts for me, for whom I act, when I am away."""
    return _own_page(request)


def _own_page(request: StaffRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    person, now = request.person, timezone.now()
    rows = list(queries.stand_ins_around(person)[:100])
    context = {
        "mine": [(row, _state(row, now)) for row in rows if row.principal_id == person.pk],
        "for_others": [row for row in rows if row.stand_in_id == person.pk],
        "absences": Absence.objects.filter(person=person)[:20],
        "acting": queries.stand_in_for(person, now),
        "now": now,
        "stand_in_form": forms.get("stand_in_form") or StandInForm(principal=person),
        "absence_form": forms.get("absence_form") or AbsenceForm(prefix="absence"),
    }
    return render(request, "org/stand_ins.html", context, status=status)


def _state(row: StandIn, now: datetime) -> str:
    """Where a stand-in stands, in one word; only what is not over can be revoked."""
    if row.revoked_at is not None:
        return "已撤销"
    if row.ends_at is not None and row.ends_at <= now:
        return "已到期"
    return "未开始" if row.starts_at > now else "有效"


@staff
@require_POST
def new_stand_in(request: StaffRequest) -> HttpResponse:
    """POST: let a colleague act for me."""
    form = StandInForm(request.POST, principal=request.person)
    if not form.is_valid():
        return _own_page(request, status=422, stand_in_form=form)
    row = actions.set_stand_in(actor=request.person, principal=request.person, **form.cleaned_data)
    messages.success(request, f"已安排：{row}。")
    return redirect("org:stand_ins")


@staff
@require_POST
def revoke_stand_in(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: end one of my stand-ins."""
    row = get_object_or_404(StandIn.objects.filter(principal=request.person), pk=pk)
    actions.revoke_stand_in(actor=request.person, row=row)
    messages.success(request, f"已撤销：{row}。")
    return redirect("org:stand_ins")


@staff
@require_POST
def new_absence(request: StaffRequest) -> HttpResponse:
    """POST: I am away."""
    form = AbsenceForm(request.POST, prefix="absence")
    if not form.is_valid():
        return _own_page(request, status=422, absence_form=form)
    actions.report_absence(actor=request.person, person=request.person, **form.cleaned_data)
    acting = queries.stand_in_for(request.person, form.cleaned_data["starts_at"])
    told = f"外出期间由{acting}代办。" if acting else "您还没有AB角，外出期间的来件仍在您名下，请安排代办人。"
    messages.success(request, f"外出已登记。{told}")
    return redirect("org:stand_ins")


@staff
@require_POST
def end_absence(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: I am back."""
    row = get_object_or_404(Absence.objects.filter(person=request.person), pk=pk)
    actions.end_absence(actor=request.person, row=row)
    messages.success(request, "已销假，来件回到您名下。")
    return redirect("org:stand_ins")


@staff
@require_http_methods(["GET", "POST"])
def handover(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what a person holds. POST: everything goes to the successor, or nothing does."""
    leaver = get_object_or_404(queries.with_posts(queries.visible_to(request.person)), pk=pk)
    if not may_arrange(request.person, leaver):
        raise PermissionDenied
    form = HandoverForm(request.POST or None, leaver=leaver)
    if request.method == "POST" and form.is_valid():
        row = actions.hand_over(actor=request.person, leaver=leaver, **form.cleaned_data)
        messages.success(request, f"移交已办结：{len(row.holdings)} 件由{row.successor}接手。")
        return redirect("org:handovers")
    held = queries.holdings_of(leaver)
    kinds: dict[str, int] = {}
    for item in held:
        kinds[item.kind] = kinds.get(item.kind, 0) + 1
    context = {
        "leaver": leaver,
        "form": form,
        "held": held,
        "kinds": sorted(kinds.items()),
        # Who runs the server arranges the handover without learning what the papers are called.
        "titles_shown": not queries.administrator_role(request.person),
    }
    return render(request, "org/handover.html", context, status=422 if form.errors else 200)


@staff
@require_GET
def handovers(request: StaffRequest) -> HttpResponse:
    """GET: handovers I gave, took or made."""
    rows = queries.handovers_around(request.person)
    context = {"rows": rows[:50], "may_begin": may_begin(request.person)}
    return render(request, "org/handovers.html", context)


def may_begin(person: Person) -> bool:
    return not queries.administrator_role(person)
