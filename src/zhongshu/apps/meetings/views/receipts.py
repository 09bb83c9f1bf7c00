"""回执: by the unit itself, by the participant, by the host side for whoever telephoned; leave by the chair."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions import links
from zhongshu.apps.meetings.actions import receipts as actions
from zhongshu.apps.meetings.actions.receipts import Comer
from zhongshu.apps.meetings.forms.people import DecideLeaveForm, LeaveForm, ReceiptForm, StandInForm
from zhongshu.apps.meetings.models import Invitation, Meeting, Participant
from zhongshu.apps.meetings.queries.meetings import acts_for, chairs, hosts
from zhongshu.apps.meetings.views.door import hosted_part, part_of, step_page
from zhongshu.apps.org.models import Organ, Person, Unit
from zhongshu.apps.shell.views import StaffRequest, staff


def _back(request: StaffRequest, meeting: Meeting) -> str:
    return (
        reverse("meetings:people", args=[meeting.pk]) if hosts(request.person, meeting) else meeting.get_absolute_url()
    )


@staff
@require_http_methods(["GET", "POST"])
def receipt(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: who comes for a unit."""
    row = part_of(request, Invitation, pk)
    if not (guards.answers_for(request.person, row) or hosts(request.person, row.meeting)):
        raise Http404
    guards.may_answer(request.person, row)
    form, back = ReceiptForm(request.POST or None, invitation=row), _back(request, row.meeting)
    if request.method == "POST" and form.is_valid():
        comers = [matched(comer, row) for comer in form.comers()]
        actions.answer(actor=request.person, invitation=row, comers=comers, note=form.cleaned_data["note"])
        messages.success(request, f"{row}的回执已收到。")
        return redirect(back)
    note = f"名额 {row.quota} 人{'，要求：' + row.wanted if row.wanted else ''}。"
    return step_page(request, form, title=f"{row}的参会回执", act="提交回执", back=back, meeting=row.meeting, note=note)


def matched(comer: Comer, row: Invitation) -> Comer:
    """The member of staff a name means, where the invited unit has exactly one of that name."""
    body: Unit | Organ | None = row.unit or row.organ
    if body is None:
        return comer
    people = Person.objects.filter(name=comer.name, left_on__isnull=True)
    if row.unit is not None:
        people = people.filter(posts__unit=row.unit, posts__ended_on__isnull=True).distinct()
    else:
        people = people.filter(organ=row.organ_id)
    found = list(people.select_related("organ")[:2])
    return Comer(comer.name, comer.post, comer.mobile, found[0]) if len(found) == 1 else comer


def _own(request: StaffRequest, pk: int) -> Participant:
    """A participant for themselves, their unit and the host side."""
    row = part_of(request, Participant, pk)
    person = request.person
    mine = row.person_id is not None and acts_for(person, row.person_id)
    unit = row.invitation is not None and guards.answers_for(person, row.invitation)
    if not (mine or unit or hosts(person, row.meeting)):
        raise Http404
    return row


@staff
@require_POST
def coming(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: I come."""
    row = actions.confirm_coming(actor=request.person, row=_own(request, pk))
    messages.success(request, f"已确认{row}参会。")
    return redirect(_back(request, row.meeting))


@staff
@require_http_methods(["GET", "POST"])
def stand_in(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: somebody else comes."""
    row, form = _own(request, pk), StandInForm(request.POST or None)
    back = _back(request, row.meeting)
    if request.method == "POST" and form.is_valid():
        actions.name_stand_in(actor=request.person, row=row, **form.cleaned_data)
        messages.success(request, "代会已登记，座次、桌签已更新。")
        return redirect(back)
    return step_page(request, form, title=f"{row}由他人代会", act="提交", back=back, meeting=row.meeting)


@staff
@require_http_methods(["GET", "POST"])
def leave(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: ask leave of the chair."""
    row, form = _own(request, pk), LeaveForm(request.POST or None)
    back = _back(request, row.meeting)
    if request.method == "POST" and form.is_valid():
        actions.ask_leave(actor=request.person, row=row, **form.cleaned_data)
        messages.success(request, "请假已报会议主持人。")
        return redirect(back)
    note = "请假须经会议主持人批准；批准前仍按参会安排座位。"
    return step_page(request, form, title=f"{row}请假", act="提交", back=back, meeting=row.meeting, note=note)


@staff
@require_http_methods(["GET", "POST"])
def decide_leave(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: the chair grants leave, or the host side writes down what the chair said."""
    row = part_of(request, Participant, pk)
    meeting, person = row.meeting, request.person
    if not (chairs(person, meeting) or hosts(person, meeting)):
        raise Http404
    transcribed = not chairs(person, meeting) and meeting.chair_id is not None
    form = DecideLeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.decide_leave(actor=person, row=row, **form.cleaned_data, transcribed=transcribed)
        messages.success(request, "已办理。")
        return redirect(_back(request, meeting))
    note = "您在代录主持人的意见，请写原话。" if transcribed else ""
    about = f"{row.body}{row}请假：{row.reason}"
    return step_page(
        request,
        form,
        title="审批请假",
        act="提交",
        back=_back(request, meeting),
        meeting=meeting,
        note=note,
        about=about,
    )


@staff
@require_POST
def make_link(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: a fresh link for a body outside, shown once."""
    row = hosted_part(request, Invitation, pk)
    code = links.make_link(actor=request.person, invitation=row)
    address = request.build_absolute_uri(reverse("meetings:outside", args=[code]))
    return render(request, "meetings/link.html", {"meeting": row.meeting, "row": row, "address": address})


@staff
@require_POST
def revoke_link(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: the link stops working."""
    row = hosted_part(request, Invitation, pk)
    links.revoke_link(actor=request.person, invitation=row)
    messages.success(request, f"{row}的回执链接已收回。")
    return redirect("meetings:people", row.meeting_id)
