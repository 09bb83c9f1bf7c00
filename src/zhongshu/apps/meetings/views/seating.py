"""The seat map: seen from both sides, changed by pointing, by keys or by words."""

from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings.actions import seating as actions
from zhongshu.apps.meetings.actions.seat_telling import issue_seats
from zhongshu.apps.meetings.actions.seating import Seen
from zhongshu.apps.meetings.catalogue import template_of
from zhongshu.apps.meetings.forms.seating import BindingForm, RoomForm, person_named, place_named
from zhongshu.apps.meetings.models import Meeting
from zhongshu.apps.meetings.policy.seating import usual_room
from zhongshu.apps.meetings.queries.meetings import hosts
from zhongshu.apps.meetings.queries.seating import Seating, changed_since_told, plan_row, seating_of, sees
from zhongshu.apps.meetings.views.door import hosted, meeting_of, step_page
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.refusal import Refused
from zhongshu.lib.seating import Map, Place, Room, Standpoint, seen_from
from zhongshu.lib.typeset.forms.table_sign import lines

TINTS = 8
#: Pixels of a chair: large enough to be hit with a finger.
CHAIR = 46
#: Of them for a name.
WIDE = 40
#: Pixels beside the panels on the usual screen: a map that is wider may be shown at once, smaller.
COLUMN = 760
MOST_SAID = 6
DONE = {
    "swap": "已对调。", "insert": "已顺延。", "row": "已沿本排顺移。", "pin": "座位已固定。", "unpin": "已取消固定。",
    "absent": "已按缺席补位。", "present": "已恢复就座。", "reserve": "座位已保留。", "release": "已取消保留。", "again": "已重新排座。",
}  # fmt: skip


@dataclass(frozen=True)
class Chair:
    """One chair as the page draws it: middle in pixels, words, what it is."""

    place: Place
    x: int
    y: int
    sitter: str
    name: str
    shown: list[tuple[str, int]]
    size: int
    title: str
    tint: int
    state: str
    pinned: bool
    moved: bool


@staff
@require_GET
def seats(request: StaffRequest, pk: int) -> HttpResponse:
    """GET ?from=rostrum&fit=1: the map, the whole of it at once; for htmx only the sheet."""
    meeting = meeting_of(request, pk)
    if not sees(request.person, meeting):
        raise Http404
    part = request.headers.get("HX-Request") == "true"
    return _page(request, meeting, request.GET, part=part)


def _page(request: StaffRequest, meeting: Meeting, asked: QueryDict, *, part: bool) -> HttpResponse:
    seating = seating_of(meeting)
    context = {"meeting": meeting, "hosts": hosts(request.person, meeting), "may": _may(request, meeting)}
    if seating is not None:
        side = Standpoint.ROSTRUM if asked.get("from") == "rostrum" else Standpoint.HALL
        context |= {**sheet_context(seating, side), "fit": asked.get("fit") == "1"}
    return render(request, "meetings/seats_sheet.html" if part else "meetings/seats.html", context)


def _may(request: StaffRequest, meeting: Meeting) -> bool:
    return hosts(request.person, meeting) and not meeting.over


def sheet_context(seating: Seating, standpoint: Standpoint) -> dict[str, Any]:
    """What the map's template draws."""
    drawn = seen_from(seating.plan, standpoint, seating.table_form)
    tint = {key: n % TINTS for n, block in enumerate(seating.plan.blocks) for key in block.places}
    several = len(seating.plan.blocks) > 1
    row, names = seating.row, seating.names
    at_table = any(p.key[0] == "t" for p in drawn.places) and not any(p.key[0] == "r" for p in drawn.places)
    chairs = [_chair(place, seating, tint.get(place.key, 0) if several else -1) for place in drawn.places]
    return {
        "seating": seating, "row": row, "chairs": chairs, "marks": _marks(drawn), "outlines": _outlines(drawn),
        "width": round(drawn.width * CHAIR), "height": round(drawn.height * CHAIR), "standpoint": standpoint, "wide": round(drawn.width * CHAIR) > COLUMN,
        "sides": [(one.value, one.label_of_table if at_table else one.label) for one in Standpoint],
        "blocks": [
            (n % TINTS, block.name, sum(key in seating.plan.seats for key in block.places))
            for n, block in enumerate(seating.plan.blocks)
        ],
        "unseated": [names[key] for key in seating.unseated],
        "absent": [(str(key), names[str(key)]) for key in row.absent if str(key) in names],
        "reserved": [(seating.plan.by_key[key].label, words) for key, words in seating.plan.reserved.items()],
        "pinned": sorted(names[key] for key in seating.pinned if key in names),
        "moved_since": [names[str(key)] for key in changed_since_told(row) if str(key) in names] if row.issued_at else [],
        "seated_count": len(seating.plan.seats), "chair_count": len(seating.plan.places),
    }  # fmt: skip


def _chair(place: Place, seating: Seating, tint: int) -> Chair:
    sitter = seating.plan.seats.get(place.key, "")
    words = seating.names.get(sitter, "") or seating.plan.reserved.get(place.key, "")
    state = "taken" if sitter else "reserved" if words else "empty"
    shown = broken(words)
    # Neither higher nor wider than the chair.
    size = min({0: 12, 1: 13, 2: 11, 3: 10}.get(len(shown), 8), WIDE // max(map(len, shown), default=1))
    told = seating.names.get(sitter) or (f"保留给{words}" if words else "空座")
    body = " ".join(part for part in (seating.bodies.get(sitter, ""), seating.posts.get(sitter, "")) if part)
    fixed = "，已固定" if sitter in seating.pinned else ""
    return Chair(
        place=place,
        x=round(place.x * CHAIR),
        y=round(place.y * CHAIR),
        sitter=sitter,
        name=seating.names.get(sitter, ""),
        shown=[(line, round((n - (len(shown) - 1) / 2) * (size + 2) + size * 0.36)) for n, line in enumerate(shown)],
        size=size,
        title=f"{place.label} {told}{f'（{body}）' if body else ''}{fixed}",
        tint=tint if sitter else -1,
        state=state,
        pinned=sitter in seating.pinned,
        moved=sitter in seating.moved,
    )


def broken(words: str) -> list[str]:
    """A name in lines of at most four characters, as even as can be: 古丽巴 哈尔· 阿布力孜."""
    broken = []
    for line in lines(words) if words.strip() else []:
        long = ceil(len(line) / ceil(len(line) / 4))
        broken += [line[begin : begin + long] for begin in range(0, len(line), long)]
    return broken


def _marks(drawn: Map) -> list[dict[str, Any]]:
    return [{"text": m.text, "x": round(m.x * CHAIR), "y": round(m.y * CHAIR) + 5, "kind": m.kind} for m in drawn.marks]


def _outlines(drawn: Map) -> list[dict[str, Any]]:
    return [
        {
            "x": round((o.x - o.width / 2) * CHAIR), "y": round((o.y - o.height / 2) * CHAIR), "form": o.form,
            "width": round(o.width * CHAIR), "height": round(o.height * CHAIR), "cx": round(o.x * CHAIR),
            "cy": round(o.y * CHAIR), "rx": round(o.width * CHAIR / 2), "ry": round(o.height * CHAIR / 2),
        }
        for o in drawn.outlines
    ]  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def shape(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: the room; saving lays out the seats."""
    meeting = hosted(request, pk)
    row = plan_row(meeting)
    room = Room.from_data(row.shape) if row else usual_room(template_of(meeting).seating)
    form = RoomForm(request.POST or None, room=room, units=row.units if row else [])
    if request.method == "POST" and form.is_valid():
        plan = actions.lay_out_seats(actor=request.person, meeting=meeting, room=form.room(), units=form.unit_names())
        messages.success(
            request, "座次已排定。" if row is None else "会场已改，座次已重新排定，固定和手工调整的座位能留的都留了。"
        )
        if plan.notes:
            messages.info(request, "".join(plan.notes[:MOST_SAID]))
        return redirect("meetings:seats", meeting.pk)
    context = {"meeting": meeting, "form": form, "row": row, "back": _back(meeting, row is not None)}
    return render(request, "meetings/seats_shape.html", context, status=422 if form.errors else 200)


def _back(meeting: Meeting, laid_out: bool) -> str:
    return reverse("meetings:seats", args=[meeting.pk]) if laid_out else meeting.get_absolute_url()


@staff
@require_http_methods(["GET", "POST"])
def binding(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: who sits together, who apart."""
    meeting = hosted(request, pk)
    seating = _seating(meeting)
    form = BindingForm(request.POST or None, seating=seating)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        said = actions.bind_people(
            actor=request.person, row=seating.row, together=given["together"], apart=given["apart"]
        )
        messages.success(request, _said("排座要求已保存。", said))
        return redirect("meetings:seats", meeting.pk)
    return step_page(
        request, form, title="排座要求", act="保存并排座", back=_back(meeting, True), meeting=meeting,
        note="有同名的人写成“王伟（财政局）”。与礼宾次序有冲突时，先满足这里的要求。",
    )  # fmt: skip


@staff
@require_POST
def issue(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: everybody is told their seat; later, those whose seat has changed."""
    meeting = hosted(request, pk)
    told = issue_seats(actor=request.person, row=_seating(meeting).row)
    messages.success(
        request, f"座次已发布，{len(told)} 人的座位已告知。" if told else "没有人的座位有变，没有重复告知。"
    )
    return redirect("meetings:seats", meeting.pk)


@staff
@require_POST
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """POST act= and person= to= (keys, from the map) or who= where= (words): one change."""
    meeting = hosted(request, pk)
    seating = _seating(meeting)
    act = request.POST.get("act", "")
    if act not in DONE:
        raise Http404
    said = _carry_out(request, seating, act)
    if request.headers.get("HX-Request") == "true":
        response = _page(request, meeting, request.POST, part=True)
        response["X-Said"] = "seats"
        return response
    messages.success(request, _said(DONE[act], said))
    asked = {name: request.POST[name] for name in ("from", "fit") if request.POST.get(name)}
    return redirect(f"{reverse('meetings:seats', args=[meeting.pk])}?{urlencode(asked)}")


def _carry_out(request: StaffRequest, seating: Seating, act: str) -> list[str]:
    actor, row = request.person, seating.row
    if act == "again":
        return actions.lay_out_again(actor=actor, row=row)
    if act in ("reserve", "release"):
        words = request.POST.get("words", "").strip() or "工作人员"
        return actions.reserve_seat(
            actor=actor, row=row, place=_place(request, seating), words=words if act == "reserve" else ""
        )
    person = request.POST.get("person", "") or person_named(seating, _needed(request, "who", "姓名"))
    if act in ("pin", "unpin"):
        return actions.pin_seat(actor=actor, row=row, person=person, pinned=act == "pin")
    if act in ("absent", "present"):
        return actions.mark_absent(actor=actor, row=row, person=person, absent=act == "absent")
    return actions.move_seat(
        actor=actor, row=row, person=person, to=_place(request, seating), how=act, seen=_seen(request)
    )


def _place(request: StaffRequest, seating: Seating) -> str:
    return request.POST.get("to", "") or place_named(seating, _needed(request, "where", "座位号"))


def _needed(request: HttpRequest, name: str, what: str) -> str:
    words = str(request.POST.get(name, "")).strip()
    if not words:
        raise Refused(f"没有写{what}。", remedy=f"请在座位图上点选，或者写{what}。座次没有变动。")
    return words[:60]


def _seen(request: HttpRequest) -> Seen:
    version = request.POST.get("version", "")
    number = int(version) if version.isdigit() and len(version) < 10 else 0
    return Seen(number, request.POST.get("at"), request.POST.get("sitter"))


def _seating(meeting: Meeting) -> Seating:
    seating = seating_of(meeting)
    if seating is None:
        raise Refused("这个会议还没有排座次。", remedy="请先选定会场形式。")
    return seating


def _said(done: str, moves: list[str]) -> str:
    more = f"等，共{len(moves)}人变动" if len(moves) > MOST_SAID else ""
    return f"{done}{'；'.join(moves[:MOST_SAID])}{more}"
