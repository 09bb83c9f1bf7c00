"""Signs, badges, maps and lists of a meeting's seats as PDF, from the plan as it is now."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.models import Meeting
from zhongshu.apps.meetings.queries.seating import Seating, plan_row, read, sees
from zhongshu.apps.meetings.views.door import meeting_of
from zhongshu.apps.outgoing.rendering import fonts
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.meeting.facts import Facts
from zhongshu.lib.typeset import to_form_pdf
from zhongshu.lib.typeset.forms.seat_map import map_data

KINDS = {"attend": "出席证", "observe": "列席证", "staff": "工作证"}
SIZES = {"95": 95, "60": 60}


@staff
@require_GET
def printed(request: StaffRequest, pk: int, what: str) -> HttpResponse:
    """GET ?height= ?paper=: one of signs, badges, map, list, sign-in."""
    meeting = meeting_of(request, pk)
    if not sees(request.person, meeting) or what not in PRINTS:
        raise Http404
    row = plan_row(meeting)
    if row is None:
        return redirect("meetings:shape", meeting.pk)
    facts = facts_of(meeting)
    seating = read(row, facts)
    template, name, make = PRINTS[what]
    data = make(meeting, seating, facts, request.GET.dict())
    title = f"{meeting.name}{name}"
    rendered = to_form_pdf(template, data, fonts=fonts(), timestamp=timezone.now().replace(microsecond=0))
    response = HttpResponse(rendered.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(title)}.pdf"
    response["Cache-Control"] = "private, no-store"
    return response


def _signs(meeting: Meeting, seating: Seating, facts: Facts, asked: dict[str, str]) -> dict[str, Any]:
    """In the order one walks the room, so that they can be put out as they lie."""
    height = SIZES.get(asked.get("height", ""), 95)
    signs = [{"name": seating.names.get(person, ""), "place": place.label} for place, person in seating.plan.in_order()]
    kept = [{"name": words, "place": seating.plan.by_key[key].label} for key, words in seating.plan.reserved.items()]
    return {"width": 200 if height > 60 else 180, "height": height, "signs": signs + kept}


def _badges(meeting: Meeting, seating: Seating, facts: Facts, asked: dict[str, str]) -> dict[str, Any]:
    """Everybody who comes, helpers included."""
    plan = seating.plan
    badges = [
        {
            "name": one.shown_name, "unit": one.body, "post": one.shown_post, "kind": KINDS[one.role],
            "seat": plan.by_key[plan.seat_of[one.key]].label if one.key in plan.seat_of else "",
            "number": f"{number:03}",
        }
        for number, one in enumerate(facts.seated, 1)
    ]  # fmt: skip
    return {"meeting": meeting.name, "date": f"{meeting.local_start:%Y年%-m月%-d日}", "badges": badges}


def _map(meeting: Meeting, seating: Seating, facts: Facts, asked: dict[str, str]) -> dict[str, Any]:
    paper = asked.get("paper", "")
    return map_data(
        seating.plan, seating.names, title=f"{meeting.name}座位图", note=_note(meeting), form=seating.table_form,
        paper=paper if paper in ("A3", "A4") else "",
    )  # fmt: skip


def _list(meeting: Meeting, seating: Seating, facts: Facts, asked: dict[str, str]) -> dict[str, Any]:
    return {"title": f"{meeting.name}座次表", "note": _note(meeting), "groups": _groups(seating)}


def _sign_in(meeting: Meeting, seating: Seating, facts: Facts, asked: dict[str, str]) -> dict[str, Any]:
    title = f"{meeting.name}签到表"
    return {"title": title, "note": _note(meeting), "sign": True, "groups": _groups(seating)}


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
