"""安全审计员: the record, its check, and a copy of it to take along."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from zhongshu.apps.audit import actions, queries, reading
from zhongshu.apps.audit.forms import EntryFilter
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.audit.places import is_auditor
from zhongshu.apps.shell.exports import workbook
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest, staff

View = Callable[..., HttpResponseBase]

#: A workbook holds about a million rows; beyond this a shorter period is asked for.
EXPORT_LIMIT = 100_000


def auditor(view: View) -> View:
    """Only the audit administrator may come in."""

    @staff
    @wraps(view)
    def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_auditor(request.person):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@auditor
@require_GET
def entries(request: StaffRequest) -> HttpResponse:
    """GET ?actor= &verb= &kind= &number= &since= &until= &page=: the record, newest first."""
    filters = EntryFilter(request.GET or None)
    rows = listing(request, filters.apply())
    context = {"rows": rows, "lines": [reading.line(entry) for entry in rows.rows], "filters": filters}
    return render(request, "audit/entries.html", context)


@auditor
@require_GET
def entry(request: StaffRequest, seq: int) -> HttpResponse:
    """GET: one entry with its digests and the acts on the same thing."""
    found = get_object_or_404(Entry, seq=seq)
    same = Entry.objects.none()
    if found.object_type:
        same = Entry.objects.filter(object_type=found.object_type, object_id=found.object_id).order_by("-seq")[:50]
    context = {"line": reading.line(found), "same": [reading.line(item) for item in same]}
    return render(request, "audit/entry.html", context)


@auditor
@require_POST
def verify(request: StaffRequest) -> HttpResponse:
    """POST: check the whole chain and say which entry is the first broken one. The check itself goes on record."""
    verdict = queries.verify()
    summary = f"核验审计记录 {verdict.count} 条：" + ("完整" if verdict.ok else f"第 {verdict.broken_seq} 条起不可信")
    with actions.act(actor=request.person, verb="audit.verify", summary=summary, data={"ok": verdict.ok}):
        pass
    shown = not verdict.ok and Entry.objects.filter(seq=verdict.broken_seq or 0).exists()
    return render(request, "audit/verdict.html", {"verdict": verdict, "shown": shown})


@auditor
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """GET with the list's filters: the entries as a workbook. Taking a copy goes on record."""
    found = EntryFilter(request.GET or None).apply()[:EXPORT_LIMIT]
    with actions.act(actor=request.person, verb="audit.export", summary="导出审计记录") as this:
        this.data = {"filters": {key: value for key, value in request.GET.items() if value}, "count": found.count()}
    headings = ["序号", "时间", "经办人", "代", "行为", "对象", "摘要", "前一条摘要值", "摘要值"]
    return workbook("审计记录", headings, _rows(found))


def _rows(found: Any) -> Iterator[tuple[Any, ...]]:
    for item in found.iterator(chunk_size=2000):
        line = reading.line(item)
        yield (
            item.seq,
            item.at,
            item.actor_name,
            item.on_behalf_of,
            item.verb,
            line.thing,
            line.summary,
            item.previous,
            item.digest,
        )
