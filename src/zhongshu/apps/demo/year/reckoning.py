"""After the year: does everything that is open have somebody who answers for it, and does the record hold?"""

from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef

from zhongshu.apps.audit.queries import Verdict, verify
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import DeferredSignature
from zhongshu.apps.incoming.models import Paper as IncomingPaper
from zhongshu.apps.incoming.models import RegisterSeries
from zhongshu.apps.org.models import Duty, Organ, Post
from zhongshu.apps.outgoing.models import Delivery
from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
from zhongshu.apps.supervision.models import Closing, Extension, SupervisedMatter
from zhongshu.apps.supervision.queries.matters import without_holder


@dataclass(frozen=True)
class Reckoning:
    """``ownerless``: what has no holder, by kind (all must be 0); ``counts``: how much there was."""

    ownerless: dict[str, int]
    gaps: list[str]
    chain: Verdict
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        return not any(self.ownerless.values()) and not self.gaps and self.chain.ok


def reckon() -> Reckoning:
    """Count what is without a holder, look for gaps in the registers, check the chain from its first entry."""
    return Reckoning(ownerless(), gaps(), verify(), _counts())


def ownerless() -> dict[str, int]:
    """Everything open that nobody in service answers for."""
    clerk = Post.objects.filter(
        unit__organ=OuterRef("organ"), ended_on__isnull=True, person__left_on__isnull=True, post_duties__duty=Duty.CLERK
    )
    waiting = Delivery.objects.filter(
        state__in=(Delivery.State.DELIVERED, Delivery.State.OPENED), organ__isnull=False
    ).exclude(organ__office_of__isnull=False)
    organs = list(Organ.objects.all())
    unregistered = IncomingPaper.objects.filter(state=IncomingPaper.State.RECEIVED)
    return {
        "流转": sum(flows.unowned_flows(organ).count() for organ in organs),
        "督办事项": sum(without_holder(organ).count() for organ in organs),
        "待登记来文": unregistered.filter(received_by__left_on__isnull=False).count(),
        "待签收件": waiting.filter(~Exists(clerk)).count(),
        "待补签": DeferredSignature.objects.filter(state="owed", leader__left_on__isnull=False).count(),
        "待表态的销号": Closing.objects.filter(state=Closing.State.PROPOSED, leader__left_on__isnull=False).count(),
        "待审批的延期": Extension.objects.filter(state=Extension.State.ASKED, leader__left_on__isnull=False).count(),
    }


def gaps() -> list[str]:
    """Register series in which a number is missing or given twice."""
    found = []
    for series in RegisterSeries.objects.select_related("organ"):
        papers = IncomingPaper.objects.filter(organ=series.organ, register_year=series.year)
        registered = papers.filter(register_serial__isnull=False)
        serials = sorted(serial or 0 for serial in registered.values_list("register_serial", flat=True))
        if serials != list(range(1, series.last + 1)):
            found.append(f"{series.organ.short_name}{series.year}年收文号")
    return found


def _counts() -> dict[str, int]:
    state = SupervisedMatter.State
    return {
        "收文": IncomingPaper.objects.count(),
        "收文办结": IncomingPaper.objects.filter(state=IncomingPaper.State.DONE).count(),
        "发文": OutgoingPaper.objects.count(),
        "发文办结": OutgoingPaper.objects.filter(state=OutgoingPaper.State.DONE).count(),
        "督办事项": SupervisedMatter.objects.count(),
        "督办销号": SupervisedMatter.objects.filter(state=state.CLOSED).count(),
        "逾期销号": SupervisedMatter.objects.filter(state=state.CLOSED, closed_on__gt=F("deadline")).count(),
    }
