"""One day of the simulated year, from the night's sweeps to the closing hour."""

from collections.abc import Callable
from datetime import time

from django.db import transaction
from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.demo.year import issuing, receiving, staffing, supervising
from zhongshu.apps.demo.year.office import Office
from zhongshu.apps.demo.year.plan import Plan
from zhongshu.apps.flow.models import Work
from zhongshu.apps.incoming.models import Paper as IncomingPaper
from zhongshu.apps.jobs.registry import all_sweeps
from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
from zhongshu.apps.prepared import PreparedObjects

DAY_DONE = "demo.simulate_day"
_BOXES = (Work.Box.TODO, Work.Box.IN_HAND, Work.Box.TO_READ)
#: What deals with a work, by what the work is about.
_DESKS: dict[str, tuple[Callable[[Office, Work], None], dict[str, float]]] = {
    IncomingPaper._meta.label_lower: (receiving.deal_with, receiving.LIKELY),
    OutgoingPaper._meta.label_lower: (issuing.deal_with, issuing.LIKELY),
}
_WORK = PreparedObjects(lambda pk: Work.objects.select_related("step").filter(pk=pk).order_by())
#: How likely a step not named there is dealt with in a round.
_USUALLY = 0.7


def live(office: Office) -> None:
    """One day in one transaction, its end put on record; cut off, it never was."""
    with transaction.atomic():
        office.clock.set(office.day, time(6, 0))
        _sweep(office)
        if office.calendar.is_workday(office.day):
            _work(office)
        office.clock.set(office.day, time(18, 0))
        with act(actor=SYSTEM, verb=DAY_DONE, summary=f"模拟 {office.day}", data={"day": office.day.isoformat()}):
            pass


def _sweep(office: Office) -> None:
    """What the worker does by itself."""
    for sweep in all_sweeps():
        office.acts["sweep"] += sweep.run(office.clock.now())


def _work(office: Office) -> None:
    plan: Plan = office.plan
    share = plan.share_by(office.day, office.calendar)
    office.clock.set(office.day, time(8, 30))
    staffing.come_and_go(office)
    receiving.come_in(office, round(plan.incoming * share))
    issuing.draft_today(office, round(plan.outgoing * share))
    for hour in (9, 13, 15):
        office.clock.set(office.day, max(time(hour, 30), _clock(office)))
        receiving.register_what_came(office)
        _empty_desks(office)
    issuing.sign_for_copies(office)
    supervising.open_today(office, round(plan.matters * share))
    supervising.report_today(office)
    supervising.verify_today(office)
    supervising.urge_today(office)
    supervising.explain(office)


def _clock(office: Office) -> time:
    return timezone.localtime(office.clock.now()).time()


def _empty_desks(office: Office) -> None:
    """Everybody present deals with some of what lies before them; what another act has settled meanwhile is passed by."""
    lying = Work.objects.filter(box__in=_BOXES).order_by("at", "pk")
    for key, holder, subject, kind, element in list(
        lying.values_list("pk", "holder_id", "subject_type", "kind", "step__element")
    ):
        if holder in office.away or subject not in _DESKS:
            continue
        deal_with, likely = _DESKS[subject]
        if not office.chance(likely.get(kind, likely.get(element, _USUALLY))):
            continue
        work = _WORK.first(key)
        if work is not None and work.box in _BOXES:
            # Who serves in the county is known already; every join saved here is saved a hundred thousand times.
            work.holder = office.people.everybody.get(work.holder_id) or work.holder
            deal_with(office, work)
