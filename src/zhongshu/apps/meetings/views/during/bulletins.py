"""会议简报: writing, issuing, on paper, and as an outgoing paper."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.meetings.actions import during as actions
from zhongshu.apps.meetings.forms.during import BulletinForm
from zhongshu.apps.meetings.models import Bulletin
from zhongshu.apps.meetings.queries.meetings import hosts
from zhongshu.apps.meetings.rendering_during import bulletin_pdf
from zhongshu.apps.meetings.views.door import hosted, meeting_of, part_of
from zhongshu.apps.meetings.views.during.door import form_page
from zhongshu.apps.outgoing.queries.papers import visible_to as papers_visible_to
from zhongshu.apps.shell.views import StaffRequest, staff


@staff
@require_GET
def bulletins(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: every number; drafts for the host side alone."""
    meeting = meeting_of(request, pk)
    own = hosts(request.person, meeting)
    rows = list(meeting.bulletins.select_related("by", "issued_by"))
    papers = papers_visible_to(request.person).filter(pk__in=[row.object_id for row in rows if row.object_id])
    addresses = {paper.pk: paper.get_absolute_url() for paper in papers}
    context = {
        "meeting": meeting, "hosts": own,
        "rows": [(row, addresses.get(row.object_id or 0, "")) for row in rows if own or row.state == Bulletin.State.ISSUED],
    }  # fmt: skip
    return render(request, "meetings/during/bulletins.html", context)


@staff
@require_http_methods(["GET", "POST"])
def new_bulletin(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the form; POST: the next number as a draft."""
    meeting = hosted(request, pk)
    form = BulletinForm(request.POST or None)
    back = reverse("meetings:bulletins", args=[meeting.pk])
    if request.method == "POST" and form.is_valid():
        row = actions.write_bulletin(
            actor=request.person, meeting=meeting, title=form.cleaned_data["title"], text=form.cleaned_data["text"]
        )
        messages.success(request, f"简报{row}已保存。")
        return redirect("meetings:bulletin", row.pk)
    return form_page(request, meeting, form, title="拟写简报", act="保存", back=back)


@staff
@require_http_methods(["GET", "POST"])
def bulletin(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the draft to go on with, or what was issued; POST revision= title= text=: saved, or both side by side."""
    row = part_of(request, Bulletin, pk)
    own = hosts(request.person, row.meeting)
    if row.state == Bulletin.State.ISSUED:
        return render(request, "meetings/during/bulletin.html", {"row": row, "meeting": row.meeting, "hosts": own})
    if not own:
        raise Http404
    initial = {"title": row.title, "text": row.text, "revision": row.revision}
    form = BulletinForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kept, saved = actions.change_bulletin(
            actor=request.person, bulletin=row, base=given["revision"] or 0, title=given["title"], text=given["text"]
        )
        if not saved:
            return _conflict(request, kept, given)
        messages.success(request, "已保存。")
        return redirect("meetings:bulletin", row.pk)
    context = {"row": row, "meeting": row.meeting, "form": form, "hosts": own}
    return render(request, "meetings/during/bulletin.html", context, status=422 if form.errors else 200)


def _conflict(request: StaffRequest, kept: Bulletin, given: dict[str, str]) -> HttpResponse:
    fields = [
        {"name": "title", "label": "标题", "mine": given["title"], "theirs": kept.title, "long": False},
        {"name": "text", "label": "正文", "mine": given["text"], "theirs": kept.text, "long": True},
    ]
    context = {
        "title": f"简报{kept}", "by": kept.by, "at": kept.at, "revision": kept.revision, "fields": fields,
        "back": reverse("meetings:bulletin", args=[kept.pk]),
    }  # fmt: skip
    return render(request, "shell/conflict.html", context, status=409)


@staff
@require_POST
def issue(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: its words stay as they are."""
    row = actions.issue_bulletin(actor=request.person, bulletin=part_of(request, Bulletin, pk))
    messages.success(request, f"简报{row}已印发。")
    return redirect("meetings:bulletin", row.pk)


@staff
@require_POST
def as_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: drafted as an outgoing paper."""
    paper = actions.draft_bulletin_paper(actor=request.person, bulletin=part_of(request, Bulletin, pk))
    messages.success(request, "已拟为公文，请按发文程序办理。")
    return redirect(paper)


@staff
@require_GET
def print_bulletin(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: the bulletin as PDF; a draft for the host side alone."""
    row = part_of(request, Bulletin, pk)
    if row.state != Bulletin.State.ISSUED and not hosts(request.person, row.meeting):
        raise Http404
    response = HttpResponse(bulletin_pdf(row).pdf, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(f'会议简报第{row.number}期')}.pdf"
    response["Cache-Control"] = "private, no-store"
    return response
