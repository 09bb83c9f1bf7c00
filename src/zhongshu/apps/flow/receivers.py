"""What the flows do when a colleague's work is handed over (工作移交)."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.flow.actions import reassign
from zhongshu.apps.flow.models import Flow, Work
from zhongshu.apps.flow.queries import GOING
from zhongshu.apps.org.events import holding_asked, holdings_moved
from zhongshu.apps.org.models import Person
from zhongshu.apps.org.policy import Holding
from zhongshu.lib.flow.vocabulary import LIVE

_LIVE = [status.value for status in LIVE]


def _held(person: Person) -> Q:
    return Q(holder=person) | Q(on_behalf_of=person)


@receiver(holding_asked)
def what_is_held(person: Person, **_: Any) -> list[Holding]:
    """Works still on the person's desk, and flows the person has started that are still under way."""
    works = Work.objects.filter(_held(person), state__in=_LIVE)
    held = [Holding(work.get_kind_display(), work.title, work.subject_type, work.subject_id) for work in works]
    mine = Flow.objects.filter(starter=person, state__in=GOING).exclude(works__in=works)
    return held + [Holding("发起的流程", flow.title, flow.subject_type, flow.subject_id) for flow in mine]


@receiver(holdings_moved)
def move_what_is_held(actor: Actor, leaver: Person, successor: Person, **_: Any) -> None:
    """Everything goes to the successor, flow by flow, inside the handover's transaction."""
    held = Q(works__in=Work.objects.filter(_held(leaver), state__in=_LIVE)) | Q(starter=leaver, state__in=GOING)
    for flow in Flow.objects.filter(held).distinct().order_by("pk"):
        reassign(actor=actor, flow=flow, leaver=leaver, successor=successor)
