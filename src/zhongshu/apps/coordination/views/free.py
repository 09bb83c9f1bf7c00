"""找空闲时间: the best few times for several leaders, and taking one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhongshu.apps.coordination import actions, guards
from zhongshu.apps.coordination.forms.free import FreeForm, TakeForm
from zhongshu.apps.coordination.queries import bookings as doors
from zhongshu.apps.coordination.queries import sides
from zhongshu.apps.coordination.queries.diaries import busy
from zhongshu.apps.coordination.queries.hours import seasons_of
from zhongshu.apps.coordination.views.door import organ_of
from zhongshu.apps.coordination.week import span_of
from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.org.models import Organ, Person
from zhongshu.apps.org.queries import people_with_duty
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.slots import Answer, Diary, Wish, propose

FIRST_AHEAD, LAST_AHEAD = 1, 10


@dataclass(frozen=True)
class Asked:
    """What was looked for and what was found."""

    answer: Answer
    minutes: int
    people: list[Person]


def candidates(organ: Organ) -> list[Person]:
    """Whose time may be looked for: the leaders, then whoever else the office's meetings are with."""
    found = {person.pk: person for person in sides.leaders_of(organ)}
    for duty in (*sides.OFFICE, "section_head"):
        found |= {one.pk: one for one in people_with_duty(organ, duty) if one.pk not in found}
    return list(found.values())


@staff
@require_http_methods(["GET", "POST"])
def free(request: StaffRequest) -> HttpResponse:
    """GET ?needed= &wanted= &length= &first= &last= &seats= …: the best few; POST start=, room=, what=: one is taken."""
    organ = organ_of(request)
    people = candidates(organ)
    asked = "needed" in request.GET
    today = timezone.localdate()
    initial = {"first": today + timedelta(days=FIRST_AHEAD), "last": today + timedelta(days=LAST_AHEAD), "seats": 0}
    form = FreeForm(request.GET if asked else None, organ=organ, people=people, initial=initial)
    found = _found(request, organ, form.cleaned_data) if asked and form.is_valid() else None
    take = TakeForm(request.POST or None)
    if request.method == "POST" and found is not None and take.is_valid():
        return _take(request, organ, form.cleaned_data, take.cleaned_data)
    arranged = {leader.pk for leader in sides.arranges_for(request.person)}
    context = {
        "form": form, "found": found, "take": take, "asked": asked,
        "may_take": found is not None and all(person.pk in arranged for person in found.people if person in people),
    }  # fmt: skip
    return render(request, "coordination/free.html", context, status=422 if form.errors or take.errors else 200)


def _found(request: StaffRequest, organ: Organ, given: dict[str, Any]) -> Asked:
    since, until = span_of(given["first"])[0], span_of(given["last"], 1)[1]
    needed = list(given["needed"])
    spared = [person for person in given["wanted"] if person not in needed]
    diaries = busy(people=[*needed, *spared], since=since, until=until, viewer=request.person)
    way = timedelta(minutes=given["travel"] or 0)
    wish = Wish(
        length=timedelta(minutes=given["length"]), first=given["first"], last=given["last"],
        zone=timezone.get_current_timezone(), seats=given["seats"] or 0,
        equipment={piece.name: 1 for piece in given["equipment"]}, place=given["place"], before=way, after=way,
        not_before=timezone.now(), over_tentative=given["over_tentative"],
        seasons=seasons_of(organ),
    )  # fmt: skip
    answer = propose(
        wish, [Diary(person.name, diaries[person.pk], person in needed) for person in (*needed, *spared)], work_calendar(),
        venues=doors.venues(organ=organ, since=since, until=until),
        stocks=doors.stocks(organ=organ, since=since, until=until),
    )  # fmt: skip
    return Asked(answer, given["length"], [*needed, *spared])


def _take(request: StaffRequest, organ: Organ, given: dict[str, Any], taken: dict[str, Any]) -> HttpResponse:
    """Tentative engagements for everybody who can come, and the room; refused when it was taken meanwhile."""
    found = _found(request, organ, given)
    start: datetime = taken["start"]
    chosen = next((one for one in found.answer.proposals if one.start == start), None)
    people = [one for one in found.people if chosen is None or one.name not in chosen.missing]
    leaders = [one for one in people if one in sides.leaders_of(organ)]
    room = sides.rooms_of(organ).filter(pk=taken["room"] or 0).first()
    built_in = {piece.name for piece in room.built_in.all()} if room is not None else set()
    for leader in leaders:
        guards.may_arrange(request.person, leader)
    way = given["travel"] or 0
    actions.hold(
        actor=request.person, leaders=leaders, starts_at=start, ends_at=start + timedelta(minutes=found.minutes),
        what=taken["what"], place=given["place"], room=room, travel_before=way, travel_after=way,
        equipment={piece: 1 for piece in given["equipment"] if piece.name not in built_in},
    )  # fmt: skip
    local = timezone.localtime(start)
    messages.success(request, f"已暂定 {local:%-m月%-d日%-H:%M}，日程和会议室都已占下；定下来以后请改为“已定”。")
    return redirect(f"{reverse('coordination:week')}?day={local:%Y-%m-%d}")
