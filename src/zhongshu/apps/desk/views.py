"""工作台 and 主任看板."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhongshu.apps.desk import queries
from zhongshu.apps.desk.forms import BoardFilter, WorkFilter
from zhongshu.apps.desk.lights import Lights
from zhongshu.apps.flow import queries as flow
from zhongshu.apps.flow.models import Work
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Administrator, Organ, Person
from zhongshu.apps.shell import desk_parts, navigation
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import Listing, listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.flow.vocabulary import WorkKind

SORTS = {"at": "at", "due": "due_at", "title": "title", "urgency": "urgency"}
#: The home page shows this many of what is in hand below what is to do.
HOME_ROWS = 15
#: The leader's page shows this many of each; the rest is one tap away.
LEADER_ROWS = 30
#: What an administrator does at each of their places.
DONE_THERE = {
    "人员和账号": "登记人员、安排岗位和职责、开通账号、重设口令",
    "机关、科室、代字": "设立、更名和撤销，机关代字，领导分管",
    "流程监管": "看每件走到哪里，必要时跳转；看不到公文内容",
    "节假日": "调休、加班和放假，时限按它计算",
    "知悉等级": "每个人最高可以知悉到哪一级",
    "三员任免": "系统管理员、安全保密管理员、安全审计员",
    "知悉授权": "某一件允许谁知悉、为什么；不显示标题和内容",
    "审计记录": "查看、核验完整性、导出",
}
#: What to do when a list is empty.
NOTHING = {
    "todo": ("没有待办", "新的来件会出现在这里，并在右上角提醒您。"),
    "to_read": ("没有待阅", "传阅给您的件会出现在这里。"),
    "in_hand": ("没有在办", "签收以后、办毕以前的件在这里。"),
    "done": ("没有已办", "您办过、整件还没有办结的件在这里，可以随时查看走到了哪一步。"),
    "completed": ("没有办结", "您办过并且整件已经办结或终止的件在这里。"),
    "acting": ("没有需要代办的件", "被代办人外出或委托期间，没有转到您名下的件在这里。"),
}


@staff
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """GET: the first page: one's 待办 and today's state; leaders get what they are to sign and read."""
    person = request.person
    role = org.administrator_role(person)
    if role:
        lines = dict(navigation.places(request)).get("系统管理", [])
        context = {
            "role": Administrator.Role(role),
            "lines": [(line, DONE_THERE.get(line.label, "")) for line in lines],
        }
        return render(request, "desk/administrator.html", context)
    if queries.is_leader(person) and not request.GET:
        return _leader_home(request)
    return _box_page(request, "todo", home=True)


@staff
@require_GET
def box(request: StaffRequest, box: str) -> HttpResponse:
    """GET ?q= &urgency= &kind= &light= &sort= &page=: one box of the desk, 50 a page."""
    if box not in NOTHING:
        raise Http404
    if org.administrator_role(request.person):
        raise PermissionDenied
    return _box_page(request, box)


@staff
@require_GET
def export(request: StaffRequest, box: str) -> HttpResponse:
    """GET with the list's filters: the box as a workbook."""
    if box not in NOTHING or org.administrator_role(request.person):
        raise Http404
    lights = Lights()
    works = WorkFilter(request.GET or None).apply(_works(request.person, box), lights)
    rows = (
        (
            work.title,
            work.get_urgency_display(),
            work.step_name,
            work.get_kind_display(),
            work.sender.name if work.sender else "",
            work.at,
            work.due_at,
            lights.of(work.due_at).word if work.box in queries.OPEN_BOXES else "",
        )
        for work in works[:10000]
    )
    name = flow.BOXES.get(box, "代办")
    return workbook(name, ["标题", "紧急程度", "环节", "事项", "来自", "时间", "时限", "状态"], rows)


def _works(person: Person, box: str) -> Any:
    return flow.stand_in_works(person) if box == "acting" else flow.works_for(person, box)


def _box_page(request: StaffRequest, box: str, *, home: bool = False) -> HttpResponse:
    person, lights = request.person, Lights()
    filters = WorkFilter(request.GET or None)
    rows = listing(request, filters.apply(_works(person, box), lights), sorts=SORTS)
    what, advice = NOTHING[box]
    context = {
        "box": box,
        "tabs": _tabs(person, box),
        "rows": rows,
        "works": _shown(rows, lights),
        "filters": filters,
        "open": box in ("todo", "in_hand", "to_read", "acting"),
        "nothing": (what, advice),
        # What was signed for waits on the same desk as what has just come.
        "in_hand": _shown(list(flow.works_for(person, "in_hand")[:HOME_ROWS]), lights) if home else [],
        "today": queries.today_of(person, lights.now),
        "more": list(desk_parts.own_figures(person, lights.now)) if home else [],
        "now": lights.now,
    }
    return render(request, "desk/box.html", context)


def _tabs(person: Person, box: str) -> list[tuple[str, str, int | None, bool]]:
    """(key, label, count, current): counts only for what wants something done."""
    counts = flow.box_counts(person)
    tabs = [(key, label, counts.get(key), key == box) for key, label in flow.BOXES.items()]
    if box == "acting" or org.principals_of(person, timezone.now()).exists():
        tabs.append(("acting", "代办", None, box == "acting"))
    return tabs


def _shown(rows: Listing | list[Work], lights: Lights) -> list[tuple[Work, Any]]:
    works = rows.rows if isinstance(rows, Listing) else rows
    return [(work, lights.of(work.due_at)) for work in works]


def _leader_home(request: StaffRequest) -> HttpResponse:
    """To sign, owed signatures, to read: made for a phone, the same on a desk."""
    person, lights = request.person, Lights()
    todo = list(flow.works_for(person, "todo")[: LEADER_ROWS + 1])
    in_hand = list(flow.works_for(person, "in_hand")[: LEADER_ROWS + 1])
    reading = list(flow.works_for(person, "to_read")[: LEADER_ROWS + 1])
    owed = [work for work in todo + in_hand if work.kind == WorkKind.DEFERRED]
    to_sign = [work for work in todo + in_hand if work.kind != WorkKind.DEFERRED]
    context = {
        "sections": [
            ("请您签批", _shown(to_sign, lights), "没有等您签批的件", "todo"),
            ("电话同意，待您补签", _shown(owed, lights), "没有欠补的签字", "todo"),
            ("请您阅", _shown(reading, lights), "没有送阅的件", "to_read"),
        ],
        "tabs": _tabs(person, ""),
        "today": queries.today_of(person, lights.now),
        "parts": list(desk_parts.leader_sections(person, lights.now)),
        "more": list(desk_parts.own_figures(person, lights.now)),
        "now": lights.now,
    }
    return render(request, "desk/leader.html", context)


def _board_organ(request: StaffRequest) -> Organ:
    """The organ whose board is asked for; closed to everybody without the duty there."""
    organs = queries.board_organs(request.person)
    if not organs:
        raise PermissionDenied
    wanted = request.GET.get("organ") or str(request.person.organ_id)
    return next((organ for organ in organs if str(organ.pk) == wanted), organs[0])


@staff
@require_GET
def board(request: StaffRequest) -> HttpResponse:
    """GET: where every paper of the organ stands, what is late, what has no holder, what is still to be signed."""
    organ, lights = _board_organ(request), Lights()
    steps = queries.matrix(organ, lights)
    late = list(flow.overdue_works(organ, lights.now)[:10])
    phones = list(flow.unsigned_phone_approvals(organ)[:10])
    known = queries.readable_flows(request.person, [*(row.flow_id for row in late), *(row.flow_id for row in phones)])
    context = {
        "organ": organ,
        "steps": steps,
        "totals": {
            colour: sum(getattr(row, colour) for row in steps) for colour in ("total", "red", "yellow", "green")
        },
        "unowned": flow.unowned_flows(organ).count(),
        "unsigned": flow.unsigned_phone_approvals(organ).count(),
        "long": queries.long_held(organ, lights.workdays_ago(queries.LONG_HELD_WORKDAYS)).count(),
        "long_days": queries.LONG_HELD_WORKDAYS,
        "more": list(desk_parts.board_figures(request.person, organ, lights.now)),
        "holders": queries.by_holder(organ, lights.now),
        "late": [(work, lights.of(work.due_at), work.flow_id in known) for work in late],
        "phones": [(owed, lights.of(owed.due_at), owed.flow_id in known) for owed in phones],
        "now": lights.now,
    }
    return render(request, "desk/board.html", context)


@staff
@require_GET
def board_list(request: StaffRequest, view: str) -> HttpResponse:
    """GET ?step= &holder= &urgency= &light= &sort= &page=: standing | late | long, works of the organ, 50 a page."""
    organ, lights = _board_organ(request), Lights()
    titles = {"standing": "在办件", "late": "超期件", "long": f"{queries.LONG_HELD_WORKDAYS} 个工作日以上未办的件"}
    works = {
        "standing": lambda: flow.standing(organ),
        "late": lambda: flow.overdue_works(organ, lights.now),
        "long": lambda: queries.long_held(organ, lights.workdays_ago(queries.LONG_HELD_WORKDAYS)),
    }[view]()
    filters = BoardFilter(request.GET or None)
    rows = listing(
        request, filters.apply(works, lights), sorts={"due": "due_at", "step": "step_name", "since": "received_at"}
    )
    known = queries.readable_flows(request.person, [work.flow_id for work in rows.rows])
    context = {
        "organ": organ,
        "title": titles[view],
        "rows": rows,
        "works": [(work, lights.of(work.due_at), work.flow_id in known) for work in rows.rows],
        "filters": filters,
    }
    return render(request, "desk/board_list.html", context)


@staff
@require_GET
def board_phones(request: StaffRequest) -> HttpResponse:
    """GET ?page=: every signature still owed for a phone approval."""
    organ, lights = _board_organ(request), Lights()
    rows = listing(request, flow.unsigned_phone_approvals(organ))
    known = queries.readable_flows(request.person, [owed.flow_id for owed in rows.rows])
    phones = [(owed, lights.of(owed.due_at), owed.flow_id in known) for owed in rows.rows]
    return render(request, "desk/board_phones.html", {"organ": organ, "rows": rows, "phones": phones})


@staff
@require_GET
def board_unowned(request: StaffRequest) -> HttpResponse:
    """GET ?page=: running papers without a holder. The engine never leaves one; if the list is not empty, it says so."""
    organ = _board_organ(request)
    rows = listing(request, flow.unowned_flows(organ).order_by("started_at", "pk"))
    known = queries.readable_flows(request.person, [row.pk for row in rows.rows])
    flows = [(row, row.pk in known) for row in rows.rows]
    return render(request, "desk/board_unowned.html", {"organ": organ, "rows": rows, "flows": flows})
