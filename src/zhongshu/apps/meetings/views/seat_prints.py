"""Signs, badges, maps and lists of a meeting's seats as PDF, from the plan as it is now."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.models import Meeting
from zhongshu.apps.meetings.queries.codes import participant_code
from zhongshu.apps.meetings.queries.seating import Seating, plan_row, read, sees
from zhongshu.apps.meetings.views.door import meeting_of
from zhongshu.apps.meetings.views.during.sessions import address_of
from zhongshu.apps.outgoing.rendering import fonts
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.meeting.facts import Facts
from zhongshu.lib.typeset import to_form_pdf
from zhongshu.lib.typeset.forms.seat_map import map_data

KINDS = {"attend": "出席证", "observe": "列席证", "staff": "工作证"}
SIZES = {"95": 95, "60": 60}


@dataclass(frozen=True)
class Printing:
    """What is printed from; ``seating`` is None before seats were laid out."""

    meeting: Meeting
    facts: Facts
    seating: Seating | None
    request: StaffRequest

    def asked(self, name: str) -> str:
        return str(self.request.GET.get(name, ""))

    @property
    def laid_out(self) -> Seating:
        assert self.seating is not None
        return self.seating

    def seat_of(self, key: str) -> str:
        if self.seating is None:
            return ""
        place = self.seating.plan.by_key.get(self.seating.plan.seat_of.get(key, ""))
        return place.label if place else ""


@staff
@require_GET
def printed(request: StaffRequest, pk: int, what: str) -> HttpResponse:
    """GET ?height= ?paper=: one of signs, badges, map, list, sign-in. Signs and badges need no seats laid out."""
    meeting = meeting_of(request, pk)
    if not sees(request.person, meeting) or what not in PRINTS:
        raise Http404
    row, facts = plan_row(meeting), facts_of(meeting)
    if row is None and what not in WITHOUT_SEATS:
        return redirect("meetings:shape", meeting.pk)
    template, name, make = PRINTS[what]
    data = make(Printing(meeting, facts, read(row, facts) if row else None, request))
    title = f"{meeting.name}{name}"
    rendered = to_form_pdf(template, data, fonts=fonts(), timestamp=timezone.now().replace(microsecond=0))
    response = HttpResponse(rendered.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(title)}.pdf"
    response["Cache-Control"] = "private, no-store"
    return response


def _signs(its: Printing) -> dict[str, Any]:
    """In the order one walks the room, so that they can be put out as they lie; in protocol order without seats."""
    height = SIZES.get(its.asked("height"), 95)
    if its.seating is None:
        signs = [{"name": one.shown_name, "place": ""} for one in its.facts.seated if one.role != "staff"]
    else:
        plan, names = its.seating.plan, its.seating.names
        signs = [{"name": names.get(person, ""), "place": place.label} for place, person in plan.in_order()]
        signs += [{"name": words, "place": plan.by_key[key].label} for key, words in plan.reserved.items()]
    return {"width": 200 if height > 60 else 180, "height": height, "signs": signs}


def _badges(its: Printing) -> dict[str, Any]:
    """Everybody who comes, helpers included; who checks in has the code for it on the badge."""
    meeting, rows = its.meeting, {str(row.pk): row for row in its.meeting.participants.all()}
    badges = [
        {
            "name": one.shown_name, "unit": one.body, "post": one.shown_post, "kind": KINDS[one.role],
            "seat": its.seat_of(one.key), "number": f"{number:03}",
            "code": "" if one.role == "staff" else address_of(its.request, participant_code(rows[one.key])),
        }
        for number, one in enumerate(its.facts.seated, 1)
    ]  # fmt: skip
    return {"meeting": meeting.name, "date": _days(meeting), "badges": badges}


def _days(meeting: Meeting) -> str:
    """2026年12月3日, or 2026年12月3日至5日."""
    first, last = meeting.local_start, meeting.local_end
    said = f"{first:%Y年%-m月%-d日}"
    if first.date() == last.date():
        return said
    return (
        f"{said}至{last:%-d日}"
        if (first.year, first.month) == (last.year, last.month)
        else f"{said}至{last:%-m月%-d日}"
    )


def _map(its: Printing) -> dict[str, Any]:
    paper, seating = its.asked("paper"), its.laid_out
    return map_data(
        seating.plan, seating.names, title=f"{its.meeting.name}座位图", note=_note(its.meeting),
        form=seating.table_form, paper=paper if paper in ("A3", "A4") else "",
    )  # fmt: skip


def _list(its: Printing) -> dict[str, Any]:
    return {"title": f"{its.meeting.name}座次表", "note": _note(its.meeting), "groups": _groups(its.laid_out)}


def _sign_in(its: Printing) -> dict[str, Any]:
    return {**_list(its), "title": f"{its.meeting.name}签到表", "sign": True}


def _groups(seating: Seating) -> list[dict[str, Any]]:
    """By unit, in the order of their first member; those on the rostrum with it."""
    plan = seating.plan
    groups: dict[str, list[dict[str, str]]] = {}
    for key in seating.names:
        place = plan.by_key.get(plan.seat_of.get(key, ""))
        if place is None:
            continue
        unit = "主席台" if place.key.startswith("r") else seating.bodies[key] or "其他"
        row = {"name": seating.names[key], "post": seating.posts[key], "seat": place.label}
        groups.setdefault(unit, []).append(row)
    return [{"label": unit, "rows": rows} for unit, rows in groups.items()]


def _note(meeting: Meeting) -> str:
    return f"{meeting.local_start:%Y年%-m月%-d日 %H:%M}　{meeting.place}"


PRINTS = {
    "signs": ("table_sign", "桌签", _signs),
    "badges": ("badge", "证件", _badges),
    "map": ("seat_map", "座位图", _map),
    "list": ("seat_list", "座次表", _list),
    "sign-in": ("seat_list", "签到表", _sign_in),
}
WITHOUT_SEATS = {"signs", "badges"}
