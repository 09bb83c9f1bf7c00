"""What is due, and what does not move: each one indexed query."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from zhongshu.apps.flow.models import Log, Work
from zhongshu.apps.incoming.models import Chase, Paper
from zhongshu.apps.incoming.queries.papers import OVER
from zhongshu.lib.flow.vocabulary import Move

MOST = 2000
#: What is said about a paper moves nothing.
_NO_MOVEMENT = (Move.CHASE.value, Move.CIRCULATE.value, Move.MARK_READ.value)


def due_by(moment: datetime) -> QuerySet[Paper]:
    """Unfinished papers whose deadline is not after ``moment``, the earliest first."""
    found = Paper.objects.filter(due_at__lte=moment, completed_at__isnull=True, flow_id__isnull=False)
    return found.exclude(state__in=OVER).select_related("organ").order_by("due_at")[:MOST]


def told_of(papers: Iterable[Paper]) -> set[tuple[int, str]]:
    """(paper, stage) of everything said about these papers before; one query, so that what is told is not told anew."""
    said = Chase.objects.filter(paper__in=[paper.pk for paper in papers])
    return set(said.values_list("paper_id", "stage"))


def not_moved_since(before: datetime, urgency: str) -> Iterator[tuple[Paper, int, datetime]]:
    """(paper, number of its last move, when that was) of papers in hand without a move since ``before``."""
    held = Work.objects.filter(subject_type="incoming.paper", responsible=True, received_at__lt=before)
    last = Log.objects.filter(flow=OuterRef("flow_id")).exclude(move__in=_NO_MOVEMENT).order_by("-no")
    papers = Paper.objects.filter(
        pk__in=held.values("subject_id"),
        urgency=urgency,
        completed_at__isnull=True,
        state__in=("handle", "propose", "assign"),
    )
    rows = papers.annotate(last=Subquery(last.values("no")[:1]), last_at=Subquery(last.values("at")[:1]))
    for paper in rows.filter(last_at__lt=before).select_related("organ").order_by("pk")[:MOST]:
        yield paper, paper.last, paper.last_at
