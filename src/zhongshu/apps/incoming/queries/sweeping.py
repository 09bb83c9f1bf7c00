"""What is due, and what does not move: each one indexed query."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from zhongshu.apps.flow.models import Log, Work
from zhongshu.apps.incoming.models import Chase, Paper
from zhongshu.apps.incoming.policy.reminding import Stage
from zhongshu.apps.incoming.queries.papers import OVER
from zhongshu.lib.flow.vocabulary import Move

MOST = 2000
#: What is said about a paper moves nothing.
_NO_MOVEMENT = (Move.CHASE.value, Move.CIRCULATE.value, Move.MARK_READ.value)


def due_by(moment: datetime) -> Iterable[tuple[int, datetime, str]]:
    """(paper, deadline, urgency) of unfinished papers whose deadline is not after ``moment``, the earliest first."""
    found = Paper.objects.filter(due_at__lte=moment, completed_at__isnull=True, flow_id__isnull=False)
    rows = found.exclude(state__in=OVER).order_by("due_at").values_list("pk", "due_at", "urgency")[:MOST]
    return [(paper, due, urgency) for paper, due, urgency in rows if due]


def said_of(stages: Mapping[int, Stage]) -> set[int]:
    """Those of the papers of whom just this was said before; one query, so that what is told is not told anew."""
    keys = {stage.key for stage in stages.values()}
    said = Chase.objects.filter(paper__in=stages, stage__in=keys).values_list("paper_id", "stage")
    return {paper for paper, key in said if stages[paper].key == key}


def not_moved_since(since: Mapping[str, datetime]) -> Iterable[tuple[int, int, datetime]]:
    """(paper, number of its last move, when that was) of papers in hand without a move since the moment for their urgency."""
    held = Work.objects.filter(subject_type="incoming.paper", responsible=True)
    long_held = Q()
    for urgency, before in since.items():
        long_held |= Q(urgency=urgency, pk__in=held.filter(received_at__lt=before).values("subject_id"))
    last = Log.objects.filter(flow=OuterRef("flow_id")).exclude(move__in=_NO_MOVEMENT).order_by("-no")
    papers = Paper.objects.filter(long_held, completed_at__isnull=True, state__in=("handle", "propose", "assign"))
    rows = papers.annotate(last=Subquery(last.values("no")[:1]), last_at=Subquery(last.values("at")[:1]))
    found = rows.order_by("pk").values_list("pk", "urgency", "last", "last_at")
    return [(paper, last, at) for paper, urgency, last, at in found if at is not None and at < since[urgency]][:MOST]
