"""The way from an address to a paper, the same for a paper that is not there and one that is not for this person."""

from django.shortcuts import get_object_or_404

from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import Delivery, Paper
from zhongshu.apps.outgoing.queries import received_by, visible_to
from zhongshu.apps.shell.views import StaffRequest


def paper_of(request: StaffRequest, pk: int, looking: str = "") -> Paper:
    """The paper, or 404. ``looking``: what is looked at, put on record when the paper is restricted."""
    paper = get_object_or_404(visible_to(request.person), pk=pk)
    if looking:
        actions.look_at(actor=request.person, paper=paper, what=looking)
    return paper


def delivery_of(request: StaffRequest, pk: int) -> Delivery:
    """A copy delivered to the person, or 404."""
    return get_object_or_404(received_by(request.person), pk=pk)
