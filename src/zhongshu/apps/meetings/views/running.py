"""A meeting's own course: notice, change, cancel, open, end, close; its sheets."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions import notice as notices
from zhongshu.apps.meetings.actions import planning, running
from zhongshu.apps.meetings.actions.basics import Basics, change_basics
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.forms.items import ReasonForm
from zhongshu.apps.meetings.forms.meetings import ChangeForm
from zhongshu.apps.meetings.models import IssuedSheet, Meeting
from zhongshu.apps.meetings.queries.meetings import chairs, hosts
from zhongshu.apps.meetings.queries.missing import missing_of
from zhongshu.apps.meetings.queries.seating import plan_row, sees
from zhongshu.apps.meetings.queries.seats_taken import seats_of
from zhongshu.apps.meetings.views.door import hosted, meeting_of, shown_first, step_page
from zhongshu.apps.meetings.views.seat_prints import WITHOUT_SEATS
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.meeting.sheets import Content, derive
from zhongshu.lib.refusal import Refused


@staff
@require_http_methods(["GET", "POST"])
def notice(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the notice as it will go out, to whom, and what is missing; POST: send it."""
    meeting = hosted(request, pk)
    if request.method == "POST":
        notices.send_notice(actor=request.person, meeting=meeting)
        messages.success(request, "通知已发出，各派生件已生成第 1 版。")
        return redirect(meeting)
    facts = facts_of(meeting)
    try:
        guards.may_notify(request.person, meeting)
        refusal = ""
    except Refused as no:
        refusal = str(no)
    context = {
        "meeting": meeting, "notice": derive(facts)["notice"], "refusal": refusal, "facts": facts,
        "missing": [row for row in missing_of(meeting, request.person, facts) if "通知还没有发出" not in row.text],
    }  # fmt: skip
    return render(request, "meetings/notice.html", context)


@staff
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the fields; POST: the difference, then the change."""
    meeting = hosted(request, pk)
    initial = {**Basics.of(meeting).__dict__, "chair": meeting.chair_id, "officer": meeting.officer_id}
    form = ChangeForm(request.POST or None, organ=meeting.organ, initial=initial)
    if request.method == "POST" and form.is_valid():
        basics, reason = form.basics(), form.cleaned_data["reason"]
        return shown_first(
            request, meeting,
            lambda: change_basics(actor=request.person, meeting=meeting, basics=basics, reason=reason),
            title="变更会议", back=meeting.get_absolute_url(), done="会议已变更。",
        )  # fmt: skip
    note = "通知已经发出：保存前会先列出要重发什么、告知谁。" if meeting.notified_at else ""
    return step_page(
        request, form, title="变更会议信息", act="下一步" if meeting.notified_at else "保存", back=meeting.get_absolute_url(),
        meeting=meeting, note=note,
    )  # fmt: skip


@staff
@require_http_methods(["GET", "POST"])
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: call it off."""
    meeting = hosted(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        planning.cancel_meeting(actor=request.person, meeting=meeting, reason=form.cleaned_data["reason"])
        messages.success(request, "会议已取消，已告知收到通知的人。")
        return redirect(meeting)
    note = "取消后不能恢复；议程上的议题退回待上会。"
    return step_page(
        request,
        form,
        title="取消会议",
        act="取消会议",
        back=meeting.get_absolute_url(),
        meeting=meeting,
        note=note,
        danger=True,
    )


STEPS = {
    "open": (running.open_meeting, "已开会。"), "end": (running.end_meeting, "已散会。"),
    "close": (running.close_meeting, "会议已办结。"),
}  # fmt: skip


@staff
@require_POST
def go(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """POST: open, end or close it."""
    meeting = hosted(request, pk)
    if step not in STEPS:
        raise Http404
    act, said = STEPS[step]
    act(actor=request.person, meeting=meeting)
    messages.success(request, said)
    return redirect(meeting)


#: Kind of sheet → what of it is printed: the print, its name, a word about it, the question of its address.
PRINTED = {
    "seats": (
        ("map", "座位图", "主席台看、台下看各一面", ""), ("list", "座次表", "张贴用，按单位", ""),
        ("sign-in", "签到表", "放在签到处", ""),
    ),
    "table_signs": (
        ("signs", "桌签", "A4一张一个，两面", ""), ("signs", "小桌签", "A4一张两个", "?height=60"),
    ),
    "badges": (("badges", "证件", "A4一张四个，带签到码", ""),),
}  # fmt: skip


@staff
@require_GET
def sheets(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """GET ?version=: a derived thing as it was issued; before the notice, as it would be."""
    meeting = meeting_of(request, pk)
    allowed = hosts(request.person, meeting) or (
        chairs(request.person, meeting) and kind in ("chair_script", "seats", "notice")
    )
    if not allowed or kind not in IssuedSheet.Kind.values:
        raise Http404
    versions = list(meeting.sheets.filter(kind=kind).defer("content").select_related("issued_by"))
    number = request.GET.get("version", "")
    sheet = None
    if versions:
        wanted = int(number) if number.isdigit() and len(number) < 9 else versions[0].version
        sheet = get_object_or_404(meeting.sheets.filter(kind=kind), version=wanted)
    content = sheet.content if sheet else derive(facts_of(meeting))[kind]
    newest = sheet is None or sheet == versions[0]
    plan = plan_row(meeting) if kind in PRINTED else None
    prints = [row for row in PRINTED.get(kind, ()) if plan is not None or row[0] in WITHOUT_SEATS]
    context = {
        "prints": prints if newest and sees(request.person, meeting) else [], "plan": plan,
        "meeting": meeting, "kind": kind, "name": IssuedSheet.Kind(kind).label, "sheet": sheet,
        "content": _shown(meeting, kind, content, newest=newest),
        "hosts": hosts(request.person, meeting), "versions": versions, "kinds": IssuedSheet.Kind.choices if hosts(request.person, meeting) else [],
    }  # fmt: skip
    return render(request, "meetings/sheet.html", context)


def _shown(meeting: Meeting, kind: str, content: Content, *, newest: bool) -> Content:
    """A sheet's content with names for people; the newest list of seats also with where everybody sits now."""
    if kind == "calendar":
        people = Person.objects.in_bulk([int(pk) for pk in content["entries"]])
        return {"entries": [(people.get(int(pk)), entry) for pk, entry in content["entries"].items()]}
    if kind == "seats" and newest:
        seats = {str(key): seat for key, seat in seats_of(meeting).items()}
        return {**content, "people": [{**row, "seat": seats.get(row["key"], "")} for row in content["people"]]}
    return content
