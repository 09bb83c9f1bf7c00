"""What is due, and what does not move: each one indexed query."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import DateTimeField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from zhongshu.apps.flow.models import Log, Work
from zhongshu.apps.incoming.models import Chase, Paper
from zhongshu.apps.incoming.queries.papers import OVER
from zhongshu.lib.flow.vocabulary import Move

MOST = 2000
#: What is said about a paper moves nothing.
_NO_MOVEMENT = (Move.CHASE.value, Move.CIRCULATE.value, Move.MARK_READ.value)


def due_by(moment: datetime) -> Iterable[tuple[int, datetime, str, str | None]]:
    """(paper, deadline, urgency, what was last said of it) of unfinished papers whose deadline is not after ``moment``, the
    earliest first."""
    found = Paper.objects.filter(due_at__lte=moment, completed_at__isnull=True, flow_id__isnull=False)
    found = found.exclude(state__in=OVER).order_by("due_at").annotate(said=_last_said())
    rows = found.values_list("pk", "due_at", "urgency", "said")[:MOST]
    return [(paper, due, urgency, said) for paper, due, urgency, said in rows if due]


def _last_said() -> Subquery:
    """Nearly always the occasion that is on now; read with the paper, it saves asking for each occasion of each paper."""
    return Subquery(Chase.objects.filter(paper=OuterRef("pk")).order_by("-pk").values("stage")[:1])


def said_of(keys: Mapping[int, str]) -> set[int]:
    """Those of the papers of whom just this occasion was told before; one query, so that it is not told anew."""
    told = Chase.objects.filter(paper__in=keys, stage__in=set(keys.values())).order_by()
    return {paper for paper, key in told.values_list("paper_id", "stage") if keys[paper] == key}


def not_moved_since(since: Mapping[str, datetime]) -> Iterable[tuple[int, int, datetime]]:
    """(paper, number of its last move, when that was) of papers in hand without a move since the moment for their urgency."""
    last = Log.objects.filter(flow=OuterRef("flow_id")).exclude(move__in=_NO_MOVEMENT).order_by("-no")
    papers = Paper.objects.filter(pk__in=_long_held(since).values("subject_id"))
    rows = papers.annotate(last=Subquery(last.values("no")[:1]), last_at=Subquery(last.values("at")[:1]))
    found = rows.order_by("pk").values_list("pk", "urgency", "last", "last_at")
    return [(paper, last, at) for paper, urgency, last, at in found if at is not None and at < since[urgency]][:MOST]


def _long_held(since: Mapping[str, datetime]) -> QuerySet[Work]:
    """What somebody has answered for since before the moment for its paper's urgency: one look at all that is in hand."""
    long = Q()
    for urgency, before in since.items():
        long |= Q(urgency=urgency, held__lt=before)
    received = ExpressionWrapper(OuterRef("received_at"), DateTimeField())
    papers = Paper.objects.filter(
        pk=OuterRef("subject_id"), completed_at__isnull=True, state__in=("handle", "propose", "assign")
    )
    held = Work.objects.filter(subject_type="incoming.paper", responsible=True)
    return held.filter(Exists(papers.annotate(held=received).filter(long)))
