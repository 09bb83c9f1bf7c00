"""会议室: the day's picture, booking, giving back, setting up."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.coordination import actions, guards
from zhongshu.apps.coordination.forms.rooms import (
    BookingForm,
    EquipmentForm,
    ReleaseForm,
    RoomForm,
    SecretariesForm,
)
from zhongshu.apps.coordination.models import Booking, Equipment, Room
from zhongshu.apps.coordination.queries import bookings as doors
from zhongshu.apps.coordination.queries import sides
from zhongshu.apps.coordination.queries.hours import hours_of
from zhongshu.apps.coordination.views.door import day_of, managed, organ_of
from zhongshu.apps.coordination.week import span_of
from zhongshu.apps.shell.views import StaffRequest, staff

OPENS, CLOSES, STEP = time(8), time(18), timedelta(minutes=15)


@dataclass(frozen=True)
class Stretch:
    """A piece of a room's day: free (``rows`` empty) or taken, ``span`` quarters of an hour long."""

    start: datetime
    end: datetime
    span: int
    rows: tuple[doors.Shown, ...] = ()


def stretches(day: date, rows: list[doors.Shown]) -> list[Stretch]:
    """The day from 8:00 to 18:00 without gaps, in quarters of an hour; what lies outside is cut off."""
    opens, closes = (timezone.make_aware(datetime.combine(day, clock)) for clock in (OPENS, CLOSES))
    found: list[Stretch] = []
    at = opens
    for row in sorted(rows, key=lambda row: row.start):
        start, end = _floor(max(row.start, opens), opens), _ceiling(min(row.end, closes), opens)
        if end <= start:
            continue
        if start < at and found and found[-1].rows:
            last = found.pop()
            end = max(end, last.end)
            found.append(Stretch(last.start, end, _span(last.start, end), (*last.rows, row)))
        else:
            if start > at:
                found.append(Stretch(at, start, _span(at, start)))
            found.append(Stretch(start, end, _span(start, end), (row,)))
        at = end
    if at < closes:
        found.append(Stretch(at, closes, _span(at, closes)))
    return found


def _span(start: datetime, end: datetime) -> int:
    return int((end - start) / STEP)


def _floor(moment: datetime, base: datetime) -> datetime:
    return base + STEP * ((moment - base) // STEP)


def _ceiling(moment: datetime, base: datetime) -> datetime:
    return base - STEP * (-(moment - base) // STEP)


@staff
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """GET ?day=: every room of the organ on one day, and the equipment that is out."""
    organ, day = organ_of(request), day_of(request)
    since, until = span_of(day, 1)
    taken = doors.standing(since, until).select_related("booked_by")
    by_room = doors.shown(request.person, taken.filter(room__organ=organ))
    by_equipment = doors.shown(request.person, taken.filter(equipment__organ=organ))
    rooms, equipment = sides.rooms_of(organ), list(sides.equipment_of(organ))
    context = {
        "organ": organ, "day": day, "before": day - timedelta(days=1), "after": day + timedelta(days=1),
        "hours": [f"{hour}:00" for hour in range(OPENS.hour, CLOSES.hour)], "quarters": 4,
        "rooms": [
            (room, stretches(day, by_room.get(room.pk, [])), _outside(by_room.get(room.pk, []), day)) for room in rooms
        ],
        "equipment": [(row, by_equipment.get(row.pk, []), doors.pieces_left(row, since, until)) for row in equipment],
        "manages": organ.pk in sides.manages_in(request.person), "past": day < timezone.localdate(),
    }  # fmt: skip
    return render(request, "coordination/rooms.html", context)


def _outside(rows: list[doors.Shown], day: date) -> list[doors.Shown]:
    """Bookings before eight or after six, which the picture of the day leaves out."""
    opens, closes = (timezone.make_aware(datetime.combine(day, clock)) for clock in (OPENS, CLOSES))
    return [row for row in rows if row.start < opens or row.end > closes]


@staff
@require_http_methods(["GET", "POST"])
def book(request: StaffRequest) -> HttpResponse:
    """GET ?room= &day= &start= &end=: the form; POST: booked, or what is free instead."""
    organ = organ_of(request)
    asked = {name: request.GET[name] for name in ("room", "start", "end") if request.GET.get(name)}
    form = BookingForm(request.POST or None, organ=organ, initial={"day": day_of(request), **asked})
    instead: list[doors.Alternative] = []
    if request.method == "POST" and form.is_valid():
        instead = _instead(form)
        if not form.errors:
            made = _book(request, form)
            messages.success(request, f"已预订：{'、'.join(str(row) for row in made)}。")
            return redirect(f"{reverse('coordination:rooms')}?day={form.cleaned_data['day']:%Y-%m-%d}")
    context = {"form": form, "instead": instead, "rooms": sides.rooms_of(organ).exists()}
    return render(request, "coordination/book.html", context, status=422 if form.errors else 200)


def _instead(form: BookingForm) -> list[doors.Alternative]:
    """Tell at once that the room is taken, with what is free; the action asks again with the row locked."""
    given = form.cleaned_data
    room, start, end = given.get("room"), given["starts_at"], given["ends_at"]
    if room is None or doors.room_is_free(room, start, end):
        return []
    form.add_error("room", f"{room}这段时间已有预订。")
    return doors.alternatives(room=room, start=start, end=end)


def _book(request: StaffRequest, form: BookingForm) -> list[Booking]:
    given = form.cleaned_data
    common = {name: given[name] for name in ("starts_at", "ends_at", "purpose", "private")}
    return actions.book_together(
        actor=request.person,
        room=given["room"],
        equipment=given["equipment"],
        quantity=given["quantity"] or 1,
        **common,
    )


@staff
@require_http_methods(["GET", "POST"])
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the question; POST reason=: given back."""
    row = get_object_or_404(doors.visible_to(request.person), pk=pk)
    guards.may_release(request.person, row)
    back = f"{reverse('coordination:rooms')}?day={timezone.localdate(row.starts_at):%Y-%m-%d}"
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.release(actor=request.person, booking=row, **form.cleaned_data)
        messages.success(request, f"已退订：{row}。")
        return redirect(back)
    context = {
        "title": "退订", "question": f"退订{row}（{row.purpose}）？", "form": form, "act": "退订", "danger": True, "back": back,
    }  # fmt: skip
    return render(request, "shell/confirm.html", context, status=422 if form.errors else 200)


# -- setting up ------------------------------------------------------------------------------------------------------


@staff
@require_GET
def setup(request: StaffRequest) -> HttpResponse:
    """GET: rooms, equipment and secretaries, for those who look after them."""
    organ = managed(request)
    context = {
        "organ": organ, "rooms": sides.rooms_of(organ, retired=True), "equipment": sides.equipment_of(organ, retired=True),
        "leaders": [(leader, sides.secretaries_of(leader)) for leader in sides.leaders_of(organ)],
        "hours": hours_of(organ).filter(since__lte=timezone.localdate()).first(), "appoints": organ.pk in sides.appoints_in(request.person),
    }  # fmt: skip
    return render(request, "coordination/setup.html", context)


@staff
@require_http_methods(["GET", "POST"])
def room(request: StaffRequest, pk: int = 0) -> HttpResponse:
    """GET: the form of a room (0: a new one); POST: kept."""
    organ = managed(request)
    row = get_object_or_404(Room.objects.filter(organ=organ), pk=pk) if pk else None
    initial = _values(row, "name", "seats", "place", "keeper", "retired_on")
    if row is not None:
        initial["built_in"] = row.built_in.all()
    form = RoomForm(request.POST or None, person=request.person, organ=organ, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.keep_room(actor=request.person, organ=organ, room=row, **form.cleaned_data)
        return _kept(request)
    return _form_page(request, form, "会议室" if row else "新会议室")


@staff
@require_http_methods(["GET", "POST"])
def equipment(request: StaffRequest, pk: int = 0) -> HttpResponse:
    """GET: the form of a kind of equipment (0: a new one); POST: kept."""
    organ = managed(request)
    row = get_object_or_404(Equipment.objects.filter(organ=organ), pk=pk) if pk else None
    initial = _values(row, "name", "count", "keeper", "retired_on")
    form = EquipmentForm(request.POST or None, person=request.person, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.keep_equipment(actor=request.person, organ=organ, equipment=row, **form.cleaned_data)
        return _kept(request)
    return _form_page(request, form, "可借设备" if row else "新设备")


@staff
@require_http_methods(["GET", "POST"])
def secretaries(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: who keeps a leader's calendar; POST people=: these from now on."""
    organ = managed(request)
    guards.appoints(request.person, organ.pk)
    leader = next((one for one in sides.leaders_of(organ) if one.pk == pk), None)
    if leader is None:
        raise Http404
    initial = {"people": sides.secretaries_of(leader)}
    form = SecretariesForm(request.POST or None, person=request.person, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_secretaries(actor=request.person, leader=leader, people=form.cleaned_data["people"])
        return _kept(request)
    return _form_page(request, form, f"{leader}的秘书")


def _values(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names} if row is not None else {}


def _kept(request: StaffRequest) -> HttpResponse:
    messages.success(request, "已保存。")
    return redirect("coordination:setup")


def _form_page(request: StaffRequest, form: Any, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": reverse("coordination:setup")}
    return render(request, "coordination/form.html", context, status=422 if form.errors else 200)
