"""``{% load receipts %}``: who has signed for a paper, in numbers and names, and the light of one copy."""

from dataclasses import dataclass
from datetime import datetime

from django import template
from django.utils import timezone

from zhongshu.apps.outgoing.models import Delivery, Paper
from zhongshu.apps.outgoing.queries.issue import deliveries_of

register = template.Library()

#: Names spelled out on the paper's page; the sheet has them all.
NAMED = 12


@dataclass(frozen=True)
class Summary:
    """The copies of one paper, counted; ``waiting`` and ``late`` hold rows, late ones being part of the waiting."""

    sent: int
    signed: int
    waiting: list[Delivery]
    late: list[Delivery]
    returned: list[Delivery]

    @property
    def named(self) -> list[Delivery]:
        """Those not signed for that are spelled out, the late ones first."""
        on_time = [row for row in self.waiting if row not in self.late]
        return [*self.late, *on_time][:NAMED]

    @property
    def more(self) -> int:
        return len(self.waiting) - len(self.named)


@register.simple_tag
def receipts_of(paper: Paper) -> Summary:
    """The summary of a paper's copies, in one query; recalled copies do not count."""
    now = timezone.now()
    rows = [row for row in deliveries_of(paper) if row.state != Delivery.State.RECALLED]
    waiting = [row for row in rows if row.waiting]
    return Summary(
        sent=len(rows),
        signed=sum(row.state == Delivery.State.SIGNED for row in rows),
        waiting=waiting,
        late=[row for row in waiting if is_late(row, now)],
        returned=[row for row in rows if row.state == Delivery.State.RETURNED],
    )


def is_late(delivery: Delivery, now: datetime) -> bool:
    """Nobody has signed for it although it was due."""
    return delivery.waiting and delivery.due_at is not None and delivery.due_at <= now


@register.inclusion_tag("outgoing/deliveries/_light.html")
def receipt_light(delivery: Delivery) -> dict[str, str]:
    """The light of one copy: green signed, yellow waiting, red late or returned, grey recalled."""
    if is_late(delivery, timezone.now()):
        return {"colour": "red", "word": "超时未签收"}
    colour = {"signed": "green", "returned": "red", "recalled": "grey"}.get(delivery.state, "yellow")
    return {"colour": colour, "word": delivery.get_state_display()}
