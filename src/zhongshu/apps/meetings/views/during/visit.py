"""现场参观: timetable, vehicles, who rides where."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings.actions import during as actions
from zhongshu.apps.meetings.forms.during import StopForm, VehicleForm
from zhongshu.apps.meetings.models import Meeting, Vehicle, VisitStop
from zhongshu.apps.meetings.policy.timetable import faults
from zhongshu.apps.meetings.queries.attendance import left_out
from zhongshu.apps.meetings.queries.groups import to_share
from zhongshu.apps.meetings.queries.meetings import hosts
from zhongshu.apps.meetings.queries.rides import vehicles_of
from zhongshu.apps.meetings.views.door import hosted, hosted_part, meeting_of, part_of
from zhongshu.apps.meetings.views.during.door import form_page
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.views import StaffRequest, staff


@staff
@require_GET
def visit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: stops, what does not work out, vehicles with their passengers, who has no seat."""
    meeting = meeting_of(request, pk)
    stops, vehicles = list(meeting.stops.all()), list(vehicles_of(meeting))
    riding = [one.participant_id for vehicle in vehicles for one in vehicle.people]
    context = {
        "meeting": meeting, "stops": stops, "faults": faults(stops), "vehicles": vehicles,
        "left": left_out(to_share(meeting), riding), "hosts": hosts(request.person, meeting),
    }  # fmt: skip
    return render(request, "meetings/during/visit.html", context)


@staff
@require_POST
def share(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: everybody into the vehicles anew."""
    meeting = meeting_of(request, pk)
    left = actions.share_rides(actor=request.person, meeting=meeting)
    if left:
        messages.warning(request, f"还有 {len(left)} 人没有座位，请加车。")
    else:
        messages.success(request, "乘车已排好。")
    return redirect("meetings:visit", meeting.pk)


@staff
@require_GET
def export_rides(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: who rides where, as a workbook."""
    meeting = meeting_of(request, pk)
    lines = (
        (
            str(vehicle),
            vehicle.plate,
            vehicle.marshal,
            one.participant.shown_name,
            one.participant.body,
            one.participant.post,
        )
        for vehicle in vehicles_of(meeting)
        for one in vehicle.people
    )
    return workbook("乘车表", ["车号", "车牌", "随车联络员", "姓名", "单位", "职务"], lines)


@staff
@require_http_methods(["GET", "POST"])
def new_stop(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: a stop."""
    return _stop(request, hosted(request, pk), None)


@staff
@require_http_methods(["GET", "POST"])
def change_stop(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: the stop changed."""
    row = hosted_part(request, VisitStop, pk)
    return _stop(request, row.meeting, row)


def _stop(request: StaffRequest, meeting: Meeting, row: VisitStop | None) -> HttpResponse:
    names = ("place", "arrives_at", "leaves_at", "minutes_on", "what", "briefer")
    initial = {name: getattr(row, name) for name in names} if row else {"arrives_at": meeting.starts_at}
    form = StopForm(request.POST or None, initial=initial)
    back = reverse("meetings:visit", args=[meeting.pk])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"minutes_on": form.cleaned_data["minutes_on"] or 0}
        actions.keep_stop(actor=request.person, meeting=meeting, stop=row, **given)
        messages.success(request, "已保存。")
        return redirect(back)
    drop = reverse("meetings:drop_stop", args=[row.pk]) if row else ""
    return form_page(request, meeting, form, title="参观点", act="保存", back=back, drop=drop)


@staff
@require_POST
def drop_stop(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: not visited after all."""
    row = part_of(request, VisitStop, pk)
    actions.drop_stop(actor=request.person, stop=row)
    return redirect("meetings:visit", row.meeting_id)


@staff
@require_http_methods(["GET", "POST"])
def new_vehicle(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: a vehicle."""
    meeting = hosted(request, pk)
    return _vehicle(request, meeting, None, {"position": meeting.vehicles.count() + 1})


@staff
@require_http_methods(["GET", "POST"])
def change_vehicle(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: the vehicle changed, and who comes over to it."""
    row = hosted_part(request, Vehicle, pk)
    names = ("position", "seats", "plate", "driver", "phone", "marshal")
    return _vehicle(request, row.meeting, row, {name: getattr(row, name) for name in names})


def _vehicle(request: StaffRequest, meeting: Meeting, row: Vehicle | None, initial: dict[str, object]) -> HttpResponse:
    form = VehicleForm(request.POST or None, meeting=meeting, vehicle=row, initial=initial)
    back = reverse("meetings:visit", args=[meeting.pk])
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        moving = list(given.pop("moving", ()))
        kept = actions.keep_vehicle(actor=request.person, meeting=meeting, vehicle=row, **given)
        if moving:
            actions.move_passengers(actor=request.person, vehicle=kept, participants=moving)
        messages.success(request, f"{kept}已保存。")
        return redirect(back)
    drop = reverse("meetings:drop_vehicle", args=[row.pk]) if row else ""
    return form_page(request, meeting, form, title=str(row) if row else "新的车辆", act="保存", back=back, drop=drop)


@staff
@require_POST
def drop_vehicle(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: it does not go."""
    row = part_of(request, Vehicle, pk)
    actions.drop_vehicle(actor=request.person, vehicle=row)
    return redirect("meetings:visit", row.meeting_id)
