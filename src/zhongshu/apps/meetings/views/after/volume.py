"""材料合订: what goes in, bound, opened, filed; and the reader's own volume."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from zhongshu.apps.archive import policy
from zhongshu.apps.archive.forms import FilingForm
from zhongshu.apps.archive.queries import item_of
from zhongshu.apps.archive.queries import visible_to as items_visible_to
from zhongshu.apps.files.policy import PDF
from zhongshu.apps.files.responses import serve
from zhongshu.apps.meetings.actions import binding as actions
from zhongshu.apps.meetings.models import BoundVolume
from zhongshu.apps.meetings.queries.after import may_open
from zhongshu.apps.meetings.views.after.door import for_task, part_for_task, shown
from zhongshu.apps.meetings.views.door import meeting_of, step_page
from zhongshu.apps.meetings.volume_parts import pieces_for
from zhongshu.apps.org.models import Duty
from zhongshu.apps.org.queries import has_duty
from zhongshu.apps.outgoing.views.answers import download
from zhongshu.apps.shell.views import StaffRequest, staff

TASK = actions.TASK


@staff
@require_http_methods(["GET", "POST"])
def volume(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: what would go in, and the editions there are; POST: bind."""
    meeting = for_task(request, pk, TASK)
    if request.method == "POST":
        bound = actions.bind_volume(actor=request.person, meeting=meeting)
        messages.success(request, f"已合订 {len(bound.parts)} 件材料，共 {bound.pages} 页。")
        return redirect("meetings:volume", pk)
    editions = list(meeting.volumes.select_related("file", "by"))
    filed = {row.pk: item_of(row) for row in editions}
    known = items_visible_to(request.person).in_bulk([item.pk for item in filed.values() if item])
    rows = []
    for row in editions:
        item = filed[row.pk]
        rows.append((row, may_open(request.person, row), item, known.get(item.pk) if item else None))
    newest = editions[0] if editions else None
    return shown(
        request, "volume", meeting, pieces=pieces_for(request.person, meeting), rows=rows, newest=newest,
        files=newest is not None and filed[newest.pk] is None and has_duty(request.person, Duty.ARCHIVIST, meeting.organ),
    )  # fmt: skip


@staff
@require_GET
def own(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the volume of what this person may see, made now and kept nowhere."""
    meeting, person = meeting_of(request, pk), request.person
    note = f"本册由{person.name}查阅时按其知悉范围生成"
    bound = actions.draw_volume(meeting, pieces_for(person, meeting), day=timezone.localdate(), note=note)
    return download(bound.pdf, f"{meeting.name}材料.pdf", PDF)


@staff
@require_GET
def file(request: StaffRequest, pk: int) -> HttpResponseBase:
    """GET: a kept volume, for who may see every part of it."""
    row = part_for_task(request, BoundVolume, pk, TASK)
    if not may_open(request.person, row):
        raise Http404
    return serve(row.file, inline="inline" in request.GET)


@staff
@require_http_methods(["GET", "POST"])
def archive(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST: the archivist files it."""
    row = part_for_task(request, BoundVolume, pk, TASK)
    meeting = row.meeting
    initial = {
        "retention": "Y" if meeting.kind == "decision" else "D30",
        "category": policy.category_code(meeting.host_unit), "year": meeting.local_start.year,
    }  # fmt: skip
    form = FilingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        item = actions.file_volume(actor=request.person, volume=row, **form.cleaned_data)
        messages.success(request, f"已归档，档号 {item.reference}。")
        return redirect("meetings:volume", meeting.pk)
    return step_page(
        request, form, title="合订本归档", act="归档", back=row.get_absolute_url(), meeting=meeting,
    )  # fmt: skip
