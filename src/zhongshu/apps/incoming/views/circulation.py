"""传阅: who has read it, who has it now, who is still to come; and beginning a round."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhongshu.apps.incoming import actions
from zhongshu.apps.incoming.forms import CirculateForm
from zhongshu.apps.incoming.queries.circulation import circulations_of, sending_work
from zhongshu.apps.incoming.views.door import done, paper_of, status_of
from zhongshu.apps.shell.views import StaffRequest, staff


@staff
@require_http_methods(["GET", "POST"])
def index(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: every round; POST people, in_order, note: begin one."""
    found = paper_of(request, pk)
    form = CirculateForm(request.POST or None, organ=found.organ)
    if form.is_bound and done(form, lambda: actions.circulate(actor=request.person, paper=found, **form.arguments())):
        messages.success(request, "已送阅。")
        return redirect("incoming:circulation", pk)
    may = not found.over and found.flow_id is not None and sending_work(found, request.person, only=True) is not None
    context = {"paper": found, "circulations": circulations_of(found), "form": form if may else None}
    return render(request, "incoming/circulation.html", context, status=status_of(form))
