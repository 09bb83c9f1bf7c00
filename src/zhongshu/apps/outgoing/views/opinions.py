"""The second opinion on the current words: how it stands, and asking for it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.opinions import may_ask
from zhongshu.apps.outgoing.forms import revision_from
from zhongshu.apps.outgoing.models import Paper, Version
from zhongshu.apps.outgoing.queries import opinions
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.apps.outgoing.views.door import paper_of
from zhongshu.apps.shell.views import StaffRequest, staff


def opinion_context(paper: Paper, version: Version, person: Person) -> dict[str, Any]:
    """What the part of the page needs; nothing where no second opinion is set up."""
    if not opinions.is_offered():
        return {}
    opinion, answer = opinions.opinion_on(version), opinions.answer_for(paper, version)
    return {"opinion": opinion, "opinion_before": answer, "may_ask": may_ask(paper, version, person)}


@staff
@require_http_methods(["GET", "POST"])
def opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, by script: how it stands; POST: ask for it."""
    paper = paper_of(request, pk)
    if request.method == "POST":
        actions.ask_opinion(actor=request.person, paper=paper, revision=revision_from(request.POST))
        return redirect("outgoing:gates", paper.pk)
    version = current_version(paper)
    context = {"paper": paper, "version": version, "polled": True, **opinion_context(paper, version, request.person)}
    return render(request, "outgoing/parts/opinion.html", context)
