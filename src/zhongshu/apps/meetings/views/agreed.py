"""Agreed items: recorded, entered in the supervision ledger one by one or all at once, or excused."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhongshu.apps.meetings.actions import deciding
from zhongshu.apps.meetings.forms.items import AgreedForm, ReasonForm
from zhongshu.apps.meetings.models import AgreedItem
from zhongshu.apps.meetings.views.door import hosted, hosted_part, step_page
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.apps.supervision.queries import visible_to as matters_visible_to


@staff
@require_http_methods(["GET", "POST"])
def agreed(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: every agreed item and where it stands; POST: record one."""
    meeting = hosted(request, pk)
    form = AgreedForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        deciding.agree(actor=request.person, meeting=meeting, **form.cleaned_data)
        messages.success(request, "议定事项已记录。")
        return redirect("meetings:agreed", pk)
    rows = list(meeting.agreed_items.select_related("item", "unit__organ", "person", "matter", "excused_by"))
    known = matters_visible_to(request.person).in_bulk([row.matter_id for row in rows if row.matter_id])
    context = {
        "meeting": meeting, "form": form, "loose": sum(not row.settled for row in rows),
        "rows": [(row, known.get(row.matter_id)) for row in rows],
    }  # fmt: skip
    return render(request, "meetings/agreed.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def enter(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: one agreed item into the ledger."""
    row = hosted_part(request, AgreedItem, pk)
    matter = deciding.enter_ledger(actor=request.person, row=row)
    messages.success(request, f"已列入督办 {matter.number}。")
    return redirect("meetings:agreed", row.meeting_id)


@staff
@require_POST
def enter_all(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: all that are left; those that cannot go say why."""
    entered, refused = deciding.enter_all(actor=request.person, meeting=hosted(request, pk))
    if entered:
        messages.success(request, f"已列入督办 {len(entered)} 项：{'、'.join(matter.number for matter in entered)}。")
    for row, why in refused:
        messages.error(request, f"“{row.text[:30]}”没有列入：{why}")
    return redirect("meetings:agreed", pk)


@staff
@require_http_methods(["GET", "POST"])
def excuse(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: not into the ledger, with the reason."""
    row = hosted_part(request, AgreedItem, pk)
    back = reverse("meetings:agreed", args=[row.meeting_id])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deciding.excuse_agreed(actor=request.person, row=row, reason=form.cleaned_data["reason"])
        return redirect(back)
    return step_page(request, form, title="不列入督办", act="保存", back=back, meeting=row.meeting, about=row.text)


@staff
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: correct one that is not settled."""
    row = hosted_part(request, AgreedItem, pk)
    back = reverse("meetings:agreed", args=[row.meeting_id])
    names = ("text", "item", "task", "standard", "unit", "person", "deadline")
    initial = {name: getattr(row, name) for name in names}
    form = AgreedForm(request.POST or None, meeting=row.meeting, initial=initial)
    if request.method == "POST" and form.is_valid():
        deciding.edit_agreed(actor=request.person, row=row, **form.cleaned_data)
        return redirect(back)
    return step_page(request, form, title="修改议定事项", act="保存", back=back, meeting=row.meeting)
