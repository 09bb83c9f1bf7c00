"""Rounds of reading: where the paper is, who is away, whose hand it is passed on by."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhongshu.apps.flow.models import Work
from zhongshu.apps.incoming.models import Circulation, Paper, Stop
from zhongshu.apps.org.models import Absence, Person
from zhongshu.lib.flow.vocabulary import ACTIVE, RESPONSIBLE, WorkStatus

_RESPONSIBLE = [kind.value for kind in RESPONSIBLE]


def away(person: Person, at: datetime) -> bool:
    """Whether an absence of the person is in force."""
    return Absence.objects.filter(person=person, starts_at__lte=at, ends_at__gt=at).exists()


def sending_work(paper: Paper, by: Person, *, only: bool = False) -> Work | None:
    """The work a paper is circulated from: what ``by`` holds or has done; else, unless ``only``, whoever holds it now."""
    works = Work.objects.filter(flow=paper.flow_id or 0, kind__in=_RESPONSIBLE).select_related("holder", "on_behalf_of")
    held = works.filter(state__in=[status.value for status in ACTIVE])
    done = works.filter(state=WorkStatus.DONE.value, holder__left_on__isnull=True)
    mine = Q(holder=by) | Q(on_behalf_of=by)
    found = held.filter(mine).first() or done.filter(mine).order_by("-no").first()
    if found is not None or only:
        return found
    return held.filter(holder__left_on__isnull=True).first() or done.order_by("-no").first()


def circulations_of(paper: Paper) -> QuerySet[Circulation]:
    """Every round, newest first, its stops fetched along."""
    return paper.circulations.select_related("by").prefetch_related("stops__person").order_by("-pk")


def _absent_now(now: datetime) -> Exists:
    return Exists(Absence.objects.filter(person=OuterRef("person"), starts_at__lte=now, ends_at__gt=now))


def back_again(now: datetime, limit: int = 500) -> list[Stop]:
    """Skipped readers who are no longer away."""
    found = Stop.objects.filter(~_absent_now(now), state=Stop.State.SKIPPED, person__left_on__isnull=True)
    return list(found.select_related("circulation__paper", "person").order_by("pk")[:limit])


def gone_away(now: datetime, limit: int = 500) -> list[Stop]:
    """Readers in an ordered round who are away with the paper unread."""
    found = Stop.objects.filter(_absent_now(now), state=Stop.State.READING, circulation__in_order=True)
    return list(found.select_related("circulation__paper", "person").order_by("pk")[:limit])
