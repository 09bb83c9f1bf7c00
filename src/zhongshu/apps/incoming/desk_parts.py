"""Incoming papers on the home pages: what a clerk has to register, what is late in one's hands and in the whole office."""

from datetime import datetime

from django.urls import reverse

from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.queries.papers import (
    REGISTRARS,
    filtered,
    held_by,
    managed_organs,
    visible_to,
)
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Organ, Person
from zhongshu.apps.shell.desk_parts import Figure


def own(person: Person, now: datetime) -> list[Figure]:
    """What waits for registration, for those who register; papers in one's hands that are past their deadline."""
    found, address = [], reverse("incoming:list")
    if org.duties_of(person) & {duty.value for duty in REGISTRARS}:
        waiting = visible_to(person).filter(state=Paper.State.RECEIVED).count()
        found.append(Figure("来文待登记", waiting, f"{address}?state=received"))
    late = filtered(held_by(person), light="late", now=now).count()
    if late:
        found.append(Figure("我手上超期来文", late, f"{address}?light=late", late=True))
    return found


def board(person: Person, organ: Organ, now: datetime) -> list[Figure]:
    """Open and late papers of the organ, for those who see its register; only papers the person may know of count."""
    if organ.pk not in managed_organs(person):
        return []
    papers, address = visible_to(person).filter(organ=organ), reverse("incoming:list")
    late = filtered(papers, light="late", now=now).count()
    return [
        Figure("在办来文", filtered(papers, state="open").count(), f"{address}?state=open"),
        Figure("超期来文", late, f"{address}?light=late", late=bool(late)),
    ]
