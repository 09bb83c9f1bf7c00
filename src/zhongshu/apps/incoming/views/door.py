"""The way from an address to a paper, and what every form of it does when it is refused."""

from collections.abc import Callable

from django.forms import Form
from django.shortcuts import get_object_or_404

from zhongshu.apps.incoming import actions
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.queries import visible_to
from zhongshu.apps.shell.views import StaffRequest
from zhongshu.lib.refusal import Refused


def paper_of(request: StaffRequest, pk: int, looking: str = "") -> Paper:
    """The paper, or 404, the same for one that is not there. ``looking``: put on record when the paper is restricted."""
    paper = get_object_or_404(visible_to(request.person), pk=pk)
    if looking:
        actions.look_at(actor=request.person, paper=paper, what=looking)
    return paper


def done(form: Form, act: Callable[[], object]) -> bool:
    """Whether the act was done; a refusal stands in the form, with everything typed still there."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as no:
        form.add_error(None, str(no))
        return False
    return True


def status_of(form: Form) -> int:
    """What a form that was not accepted answers with."""
    return 409 if form.is_bound and form.non_field_errors() else 422 if form.is_bound else 200
