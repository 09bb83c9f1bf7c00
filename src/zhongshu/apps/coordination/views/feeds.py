"""日历订阅: one's addresses, and the calendar itself at a secret address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhongshu.apps.coordination import actions
from zhongshu.apps.coordination.actions.feeds import digest_of
from zhongshu.apps.coordination.forms.feeds import FeedForm
from zhongshu.apps.coordination.ics import calendar_file
from zhongshu.apps.coordination.models import Feed
from zhongshu.apps.coordination.queries.sides import arranges_for
from zhongshu.apps.coordination.views.door import organ_of
from zhongshu.apps.shell.views import StaffRequest, staff


@staff
@require_http_methods(["GET", "POST"])
def feeds(request: StaffRequest) -> HttpResponse:
    """GET: one's addresses; POST leader=, name=: a new one, whose secret is shown this once."""
    organ_of(request)
    form = FeedForm(request.POST or None, person=request.person)
    address = ""
    if request.method == "POST" and form.is_valid():
        _, secret = actions.open_feed(actor=request.person, **form.cleaned_data)
        address = request.build_absolute_uri(reverse("coordination:feed", args=[secret]))
    rows = Feed.objects.filter(owner=request.person).select_related("leader")
    context = {"form": form, "address": address, "rows": rows[:50]}
    response = render(request, "coordination/feeds.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@staff
@require_POST
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: one of one's own addresses answers no more."""
    row = get_object_or_404(Feed.objects.filter(owner=request.person), pk=pk)
    actions.revoke_feed(actor=request.person, feed=row)
    messages.success(request, "已停用，这个地址不能再读日历。")
    return redirect("coordination:feeds")


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """GET: the calendar as iCalendar. An unknown, revoked or orphaned address is simply not there."""
    row = (
        Feed.objects.filter(digest=digest_of(secret), revoked_at__isnull=True, owner__left_on__isnull=True)
        .select_related("owner", "leader")
        .first()
    )
    if row is None or not _still(row):
        raise Http404
    actions.note_read(feed=row)
    response = HttpResponse(calendar_file(row, timezone.now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _still(row: Feed) -> bool:
    """Whether its owner may still follow this calendar."""
    return row.owner_id == row.leader_id or any(one.pk == row.leader_id for one in arranges_for(row.owner))
