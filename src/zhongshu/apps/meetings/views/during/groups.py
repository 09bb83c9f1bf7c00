"""分组讨论: sharing out, one group, its record."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings.actions import during as actions
from zhongshu.apps.meetings.forms.during import DealForm, GroupForm
from zhongshu.apps.meetings.models import BreakoutGroup
from zhongshu.apps.meetings.queries.attendance import left_out
from zhongshu.apps.meetings.queries.groups import groups_of, to_share, writes_group
from zhongshu.apps.meetings.queries.meetings import hosts
from zhongshu.apps.meetings.views.door import hosted_part, meeting_of, part_of
from zhongshu.apps.meetings.views.during.door import form_page
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.views import StaffRequest, staff


@staff
@require_http_methods(["GET", "POST"])
def groups(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the groups with their people; POST count= keep_bodies=: shared out anew."""
    meeting = meeting_of(request, pk)
    form = DealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.deal_groups(actor=request.person, meeting=meeting, **form.cleaned_data)
        messages.success(request, f"已分为 {form.cleaned_data['count']} 组；可以逐组调整召集人、记录员和组员。")
        return redirect("meetings:groups", meeting.pk)
    found = list(groups_of(meeting))
    taken = [member.participant_id for group in found for member in group.people]
    context = {
        "meeting": meeting, "groups": [(group, writes_group(request.person, group)) for group in found], "form": form,
        "left": left_out(to_share(meeting), taken), "hosts": hosts(request.person, meeting),
    }  # fmt: skip
    return render(request, "meetings/during/groups.html", context, status=422 if form.errors else 200)


@staff
@require_GET
def export_groups(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the groups as a workbook."""
    meeting = meeting_of(request, pk)
    lines = (
        (
            group.name, group.place, group.leader.shown_name if group.leader else "", str(group.recorder or ""),
            member.participant.shown_name, member.participant.body, member.participant.post,
        )
        for group in groups_of(meeting) for member in group.people
    )  # fmt: skip
    return workbook("分组名单", ["组", "地点", "召集人", "记录员", "姓名", "单位", "职务"], lines)


@staff
@require_http_methods(["GET", "POST"])
def group(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form of a group; POST: leader, recorder, time and place, and who comes over."""
    row = hosted_part(request, BreakoutGroup, pk)
    names = ("name", "place", "starts_at", "ends_at", "leader", "recorder", "topic")
    initial = {name: getattr(row, name) for name in names}
    form = GroupForm(request.POST or None, meeting=row.meeting, group=row, person=request.person, initial=initial)
    back = reverse("meetings:groups", args=[row.meeting_id])
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        actions.move_members(actor=request.person, group=row, participants=list(given.pop("moving")))
        actions.keep_group(actor=request.person, group=row, **given)
        messages.success(request, f"{given['name']}已保存。")
        return redirect(back)
    return form_page(request, row.meeting, form, title=str(row), act="保存", back=back)


def _of(request: StaffRequest, pk: int) -> BreakoutGroup:
    """A group for those who write its record; for anybody else there is none."""
    row = part_of(request, BreakoutGroup, pk)
    if not writes_group(request.person, row):
        raise Http404
    return row


def revision_of(request: HttpRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@staff
@require_http_methods(["GET", "POST"])
def group_record(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the page to write on; POST revision= text=: saved, or both texts side by side."""
    row = _of(request, pk)
    if request.method == "POST":
        text = request.POST.get("text", "")
        kept, saved = actions.save_group_record(actor=request.person, group=row, base=revision_of(request), text=text)
        if saved:
            messages.success(request, "已保存。")
            return redirect("meetings:group_record", row.pk)
        return _conflict(request, kept, text)
    return render(request, "meetings/during/group_record.html", {"group": row, "meeting": row.meeting})


def _conflict(request: StaffRequest, kept: BreakoutGroup, text: str) -> HttpResponse:
    context = {
        "title": f"{kept}讨论记录", "by": kept.saved_by, "at": kept.saved_at, "revision": kept.revision,
        "fields": [{"name": "text", "label": "讨论记录", "mine": text, "theirs": kept.record, "long": True}],
        "back": reverse("meetings:group_record", args=[kept.pk]),
    }  # fmt: skip
    return render(request, "shell/conflict.html", context, status=409)


@staff
@require_POST
def autosave_group(request: StaffRequest, pk: int) -> JsonResponse:
    """POST, by script: the same, answered in JSON."""
    row = _of(request, pk)
    text = request.POST.get("text", "")
    kept, saved = actions.save_group_record(actor=request.person, group=row, base=revision_of(request), text=text)
    at = timezone.localtime(kept.saved_at or timezone.now()).strftime("%H:%M")
    if saved:
        return JsonResponse({"revision": kept.revision, "saved_at": at})
    by = kept.saved_by.name if kept.saved_by else ""
    answer = {
        "message": f"{by}刚才也改了。",
        "revision": kept.revision,
        "by": by,
        "at": at,
        "fields": {"text": kept.record},
    }
    return JsonResponse(answer, status=409)
