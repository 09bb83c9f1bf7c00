"""Who is invited and who comes: the list, changes, the list from Excel, as a workbook and on paper."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings.actions import people as actions
from zhongshu.apps.meetings.actions import rosters
from zhongshu.apps.meetings.forms.items import ReasonForm
from zhongshu.apps.meetings.forms.people import InvitationForm, InviteForm, ParticipantForm, PeopleForm, RosterForm
from zhongshu.apps.meetings.models import Invitation, Meeting, Participant, RosterImport
from zhongshu.apps.meetings.queries.meetings import chairs, hosts
from zhongshu.apps.meetings.views.door import hosted, hosted_part, meeting_of, shown_first, step_page
from zhongshu.apps.outgoing.rendering import fonts
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff
from zhongshu.lib.typeset import to_form_pdf

HEADINGS = (
    "序号", "单位", "姓名", "职务", "参会身份", "主席台", "状态", "代会人", "代会人职务", "理由", "审批人", "审批意见", "手机", "回执单位", "排名",
)  # fmt: skip
SORTS = {"rank": "rank", "name": "name", "body": "body", "state": "state"}


def _back(meeting: Meeting) -> str:
    return reverse("meetings:people", args=[meeting.pk])


@staff
@require_GET
def people(request: StaffRequest, pk: int) -> HttpResponse:
    """GET ?state= &q=: units with their receipts, people with their state."""
    meeting = meeting_of(request, pk)
    if not (hosts(request.person, meeting) or chairs(request.person, meeting)):
        raise Http404
    rows = meeting.participants.select_related("invitation", "person", "decided_by")
    state, word = request.GET.get("state", ""), request.GET.get("q", "").strip()
    if state in Participant.State.values:
        rows = rows.filter(state=state)
    if word:
        rows = rows.filter(name__icontains=word) | rows.filter(body__icontains=word)
    counts = {value: meeting.participants.filter(state=value).count() for value in Participant.State.values}
    newest = meeting.sheets.filter(kind="notice").order_by("-version").values_list("version", flat=True).first() or 0
    context = {
        "meeting": meeting, "rows": listing(request, rows, sorts=SORTS, default="rank"), "state": state, "q": word,
        "tabs": [(value, label, counts[value]) for value, label in Participant.State.choices],
        "total": sum(counts.values()), "newest": newest, "hosts": hosts(request.person, meeting),
        "invitations": [(row, _owed(row)) for row in meeting.invitations.select_related("unit", "organ").prefetch_related("participants")],
        "chairs": chairs(request.person, meeting),
        "imports": meeting.roster_imports.filter(state=RosterImport.State.READ),
    }  # fmt: skip
    return render(request, "meetings/people.html", context)


def _owed(row: Invitation) -> tuple[str, str]:
    return {"waiting": ("yellow", "待回执"), "answered": ("green", "已回执"), "stale": ("yellow", "变更后待确认")}[
        row.state
    ]


def _change(
    request: StaffRequest, meeting: Meeting, form: Form, change: Callable[..., Any], *, title: str, done: str
) -> HttpResponse:
    """GET, POST: the form; then what the change re-issues and whom it tells; then the change, with what was filled in."""
    back = _back(meeting)
    if request.method == "POST" and form.is_valid():
        act = partial(change, actor=request.person, **form.cleaned_data)
        return shown_first(request, meeting, act, title=title, back=back, done=done)
    return step_page(request, form, title=title, act="下一步", back=back, meeting=meeting)


@staff
@require_http_methods(["GET", "POST"])
def invite(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: units to be invited."""
    meeting = hosted(request, pk)
    form = InviteForm(request.POST or None, meeting=meeting)
    act = partial(actions.invite, meeting=meeting)
    return _change(request, meeting, form, act, title="邀请参会单位", done="参会单位已增加。")


@staff
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: members of staff by name."""
    meeting, form = hosted(request, pk), PeopleForm(request.POST or None)
    act = partial(actions.add_people, meeting=meeting)
    return _change(request, meeting, form, act, title="增加参会人员", done="参会人员已增加。")


@staff
@require_http_methods(["GET", "POST"])
def guest(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: somebody who is not on the server."""
    meeting, form = hosted(request, pk), ParticipantForm(request.POST or None)
    act = partial(actions.add_guest, meeting=meeting)
    return _change(request, meeting, form, act, title="增加系统外人员", done="参会人员已增加。")


@staff
@require_http_methods(["GET", "POST"])
def participant(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: how somebody stands on the list."""
    row = hosted_part(request, Participant, pk)
    form = ParticipantForm(request.POST or None, initial=_values(row, ParticipantForm))
    if row.person_id is not None:
        form.fields["name"].disabled = True
    act = partial(actions.edit_participant, row=row)
    return _change(request, row.meeting, form, act, title=f"修改{row}", done="已修改。")


@staff
@require_http_methods(["GET", "POST"])
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: take somebody off the list."""
    row, form = hosted_part(request, Participant, pk), ReasonForm(request.POST or None)
    act = partial(actions.remove_participant, row=row)
    return _change(request, row.meeting, form, act, title=f"从名单中去掉{row}", done="已去掉。")


@staff
@require_http_methods(["GET", "POST"])
def invitation(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: whom a unit is to send."""
    row = hosted_part(request, Invitation, pk)
    form = InvitationForm(request.POST or None, initial=_values(row, InvitationForm))
    act = partial(actions.edit_invitation, row=row)
    return _change(request, row.meeting, form, act, title=f"{row}的参会要求", done="已修改。")


@staff
@require_http_methods(["GET", "POST"])
def uninvite(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: a unit is not wanted after all."""
    row, form = hosted_part(request, Invitation, pk), ReasonForm(request.POST or None)
    act = partial(actions.uninvite, row=row)
    return _change(request, row.meeting, form, act, title=f"不再邀请{row}", done="已去掉。")


def _values(row: Participant | Invitation, form: type[Form]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in form.base_fields}  # type: ignore[attr-defined]


# -- the list taken along --------------------------------------------------------------------------------------------


@staff
@require_GET
def export(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the list as a workbook."""
    meeting = hosted(request, pk)
    rows = meeting.participants.select_related("invitation", "decided_by").order_by("rank", "pk")
    lines = (
        (
            n, row.body, row.name, row.post, row.get_role_display(), "是" if row.on_rostrum else "", row.get_state_display(),
            row.stand_in_name, row.stand_in_post, row.reason, row.decided_by and row.decided_by.name, row.decision_words,
            row.mobile, row.invitation and row.invitation.name, row.rank,
        )
        for n, row in enumerate(rows, 1)
    )  # fmt: skip
    return workbook("参会名单", HEADINGS, lines)


@staff
@require_GET
def printed(request: StaffRequest, pk: int) -> HttpResponseBase:
    """GET: the list on paper."""
    meeting = hosted(request, pk)
    rows = list(meeting.participants.order_by("rank", "pk"))
    groups = [
        ("主席台", [row for row in rows if row.on_rostrum and not row.absent]),
        ("出席", [row for row in rows if row.role == "attend" and not row.on_rostrum and not row.absent]),
        ("列席", [row for row in rows if row.role == "observe" and not row.on_rostrum and not row.absent]),
        ("工作人员", [row for row in rows if row.role == "staff" and not row.absent]),
        ("请假", [row for row in rows if row.absent]),
    ]
    data = {
        "title": f"{meeting.name}参会人员名单",
        "note": f"（{meeting.local_start:%Y年%-m月%-d日}）",
        "groups": [
            {"label": f"{label}（{len(people)} 人）", "people": [_printed(row) for row in people]}
            for label, people in groups
            if people
        ],
    }
    rendered = to_form_pdf("roster", data, fonts=fonts(), timestamp=timezone.now().replace(microsecond=0))
    response = HttpResponse(rendered.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote('参会人员名单')}.pdf"
    response["Cache-Control"] = "private, no-store"
    return response


def _printed(row: Participant) -> dict[str, str]:
    post = f"{row.body}{row.shown_post}" if row.state == Participant.State.STAND_IN else f"{row.body}{row.post}"
    return {"name": row.shown_name, "post": f"{post}（代{row}）" if row.state == Participant.State.STAND_IN else post}


# -- the list from Excel ---------------------------------------------------------------------------------------------


@staff
@require_http_methods(["GET", "POST"])
def upload(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST file=: read a list."""
    meeting = hosted(request, pk)
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        roster = rosters.upload_roster(actor=request.person, meeting=meeting, name=file.name, content=file.read())
        return redirect("meetings:roster", roster.pk)
    return step_page(request, form, title="导入参会名单", act="读取", back=_back(meeting), meeting=meeting)


@staff
@require_http_methods(["GET", "POST"])
def roster(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: row by row what becomes of it; POST also=: take it over, with the doubtful rows that were ticked."""
    found = hosted_part(request, RosterImport, pk)
    meeting = found.meeting
    if request.method == "POST":
        also = {int(number) for number in request.POST.getlist("also") if number.isdigit() and len(number) < 8}
        return shown_first(
            request, meeting, lambda: rosters.take_roster(actor=request.person, roster=found, also=also),
            title="导入参会名单", back=_back(meeting), done="名单已导入。",
        )  # fmt: skip
    groups: dict[str, list[Any]] = {"take": [], "look": [], "skip": []}
    for row in found.rows:
        groups[row["verdict"]].append(row)
    return render(request, "meetings/roster.html", {"meeting": meeting, "roster": found, **groups})


@staff
@require_POST
def drop_roster(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: nothing of it is wanted."""
    found = hosted_part(request, RosterImport, pk)
    rosters.drop_roster(actor=request.person, roster=found)
    messages.success(request, "名单没有导入。")
    return redirect("meetings:people", found.meeting_id)
