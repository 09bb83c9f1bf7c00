"""The receipt of a body outside, by its link: no sign-in, nothing but its own notice and its own receipt."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zhongshu.apps.meetings.actions import links
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.forms.people import ReceiptForm
from zhongshu.apps.meetings.queries.seats_taken import issued_seats
from zhongshu.apps.meetings.views.limits import tried
from zhongshu.lib.meeting.sheets import unit_notice
from zhongshu.lib.refusal import Refused

#: In ten minutes: wrong codes from one address, and openings of one link. A code cannot be guessed; whoever tries is only
#: kept from keeping the server busy, and never shuts out a body that has its link, though both come through one gateway.
MOST_WRONG = 10
MOST_OPENED = 120


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def outside(request: HttpRequest, code: str) -> HttpResponse:
    """GET: the body's own notice and receipt; POST: the receipt."""
    row = links.by_code(code)
    if row is None:
        if tried(f"link:{request.META.get('REMOTE_ADDR', '')}") > MOST_WRONG:
            return _page(request, {"refusal": "打开次数过多，请十分钟后再试。"}, 429)
        return _page(request, {"refusal": "链接无效、已过期或已收回。请联系会务人员重新发送。"}, 404)
    if tried(f"opened:{row.pk}") > MOST_OPENED:
        return _page(request, {"refusal": "打开次数过多，请十分钟后再试。"}, 429)
    form, said = ReceiptForm(request.POST or None, invitation=row, outside=True), ""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                given = form.cleaned_data
                links.answer_by_link(code=code, by=given["by"], comers=form.comers(), note=given["note"])
                said, status = "回执已收到，截止前可以再次打开修改。", 200
                row = links.by_code(code) or row
            except Refused as no:
                form.add_error(None, str(no))
    links.note_opened(invitation=row)
    facts, seats = facts_of(row.meeting), issued_seats(row.meeting)
    context = {
        "seats": [(str(one.shown_name), seats[one.pk]) for one in row.participants.all() if one.pk in seats],
        "row": row, "notice": unit_notice(facts, str(row.pk)), "form": form, "said": said, "meeting": row.meeting,
        "answer_by": timezone.localtime(row.meeting.answer_by) if row.meeting.answer_by else None,
    }  # fmt: skip
    return _page(request, context, status)


def _page(request: HttpRequest, context: Mapping[str, object], status: int) -> HttpResponse:
    response = render(request, "meetings/outside.html", dict(context), status=status)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
