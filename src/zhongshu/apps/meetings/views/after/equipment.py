"""会议用品: checked before the start, taken out, returned and counted."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings.actions import equipment as actions
from zhongshu.apps.meetings.forms.after import EquipmentForm, equipment_forms
from zhongshu.apps.meetings.models import EquipmentLine
from zhongshu.apps.meetings.queries.equipment import booked
from zhongshu.apps.meetings.views.after.door import for_task, part_for_task, shown
from zhongshu.apps.outgoing.views.typeset_ledger import ledger_pdf
from zhongshu.apps.shell.views import StaffRequest, staff

TASK = actions.TASK
COLUMNS = ("序号", "用品", "需要", "会前检查", "领出", "领用人", "归还", "缺失", "缺失处理", "签字")


@staff
@require_http_methods(["GET", "POST"])
def equipment(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the list; POST: one more thing, or another number of it."""
    meeting = for_task(request, pk, TASK)
    form = EquipmentForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        line = actions.put(actor=request.person, meeting=meeting, **form.cleaned_data)
        short = next((row for row in booked(meeting, request.person) if row.line == line and row.short), None)
        if short is not None:
            messages.warning(request, f"{line}只订到 {short.quantity} 件，还差 {short.short} 件：{short.taken_by}")
        return redirect("meetings:equipment", pk)
    rows = booked(meeting, request.person)
    return shown(
        request, "equipment", meeting, form, rows=rows, form=form, owed=sum(row.line.owed for row in rows),
        unchecked=sum(row.line.checked_at is None for row in rows),
    )  # fmt: skip


@staff
@require_POST
def usual(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: the usual list."""
    rows = actions.propose(actor=request.person, meeting=for_task(request, pk, TASK))
    messages.success(request, f"已列入 {len(rows)} 样常用品，数量按参会人数，请核对。")
    return redirect("meetings:equipment", pk)


@staff
@require_POST
def checked(request: StaffRequest, pk: int) -> HttpResponse:
    """POST line=: these were tried and work."""
    meeting = for_task(request, pk, TASK)
    chosen = [value for value in request.POST.getlist("line") if value.isdigit() and len(value) < 19]
    rows = list(meeting.equipment.filter(pk__in=chosen).select_related("meeting"))
    if rows:
        actions.check_all(actor=request.person, lines=rows)
        messages.success(request, f"已登记 {len(rows)} 样检查正常。")
    else:
        messages.warning(request, "没有勾选用品，没有登记。")
    return redirect("meetings:equipment", pk)


@staff
@require_GET
def line(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one thing and what may be done with it."""
    row = part_for_task(request, EquipmentLine, pk, TASK)
    return shown(request, "thing", row.meeting, line=row, **_named(equipment_forms(row)))


def _named(made: dict[str, Form]) -> dict[str, Form]:
    return {f"{name}_form": form for name, form in made.items()}


@staff
@require_POST
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """POST: checked, taken out, returned, missing, or not needed."""
    row, person = part_for_task(request, EquipmentLine, pk, TASK), request.person
    back = reverse("meetings:equipment", args=[row.meeting_id])
    if step == "drop":
        actions.drop(actor=person, line=row)
        return redirect(back)
    made = equipment_forms(row, request.POST, step)
    if step not in made:
        raise Http404
    form = made[step]
    if not form.is_valid():
        return shown(request, "thing", row.meeting, form, line=row, **_named(made))
    given = form.cleaned_data
    match step:
        case "check":
            actions.check(actor=person, line=row, works=given["works"], words=given["words"])
        case "take":
            actions.take_out(actor=person, line=row, count=given["count"], by=given["by"])
        case "return":
            actions.give_back(actor=person, line=row, count=given["count"])
        case "missing":
            actions.explain_missing(actor=person, line=row, answers=given["answers"], words=given["words"])
    messages.success(request, f"{row}已登记。")
    return redirect(back)


@staff
@require_GET
def printed(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the list on paper, to be ticked off in the room."""
    meeting = for_task(request, pk, TASK)
    lines = [
        [
            n, row.name, row.wanted, _checked(row), row.taken or "", row.taken_by,
            (row.returned or "") if row.returns else "消耗品", row.missing or "", row.missing_words, "",
        ]
        for n, row in enumerate(meeting.equipment.all(), 1)
    ]  # fmt: skip
    return ledger_pdf(
        "会议用品清单",
        COLUMNS,
        lines,
        subtitle=meeting.name,
        closing="检查人：　　　　　　领用人：　　　　　　清点人：",
    )


def _checked(row: EquipmentLine) -> str:
    if row.checked_at is None:
        return ""
    return "正常" if row.works else f"不正常：{row.check_words}"
