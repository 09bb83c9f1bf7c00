"""Doors to flows: the boxes of a desk, what one may do now, how a flow stands."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from zhongshu.apps.access.queries import grants_to
from zhongshu.apps.flow import store
from zhongshu.apps.flow.guards import ask_permission
from zhongshu.apps.flow.models import DeferredSignature, Flow, Log, Opinion, Procedure, Step, Work
from zhongshu.apps.flow.scenes import definition_of, scene_for
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Administrator, Organ, Person
from zhongshu.apps.prepared import Prepared, PreparedObjects
from zhongshu.lib.flow import Offer, offers
from zhongshu.lib.flow import Procedure as Definition
from zhongshu.lib.flow.vocabulary import FlowStatus, Move, PhoneStatus, StepStatus
from zhongshu.lib.refusal import Refused

BOXES = {box.value: box.label for box in Work.Box if box.value}
GOING = (FlowStatus.RUNNING, FlowStatus.STOPPED)
COUNT_LIMIT = 100
#: Asked at every step of every flow, and so written once.
_GOING = PreparedObjects(
    lambda kind, pk: Flow.objects.filter(subject_type=kind, subject_id=pk, state__in=GOING).order_by("-started_at")[:1],
    keys=2,
)
_LATEST = PreparedObjects(
    lambda kind, pk: (
        Flow.objects.filter(subject_type=kind, subject_id=pk)
        .select_related("procedure", "organ")
        .defer("procedure__bpmn")
        .order_by("-pk")[:1]
    ),
    keys=2,
)
_HERE = Prepared(
    lambda flow: Work.objects.filter(flow=flow, responsible=True).order_by("no").values_list("step__element")
)
_HELD = PreparedObjects(
    lambda flow: (
        Work.objects.filter(flow=flow, responsible=True)
        .select_related("step", "flow", "holder", "on_behalf_of")
        .order_by("no")
    )
)


def visible_to(person: Person | None) -> QuerySet[Flow]:
    """Flows whose paper has been made known to the person."""
    if person is None:
        return Flow.objects.none()
    known = grants_to(person, OuterRef("subject_type")).filter(object_id=OuterRef("subject_id"))
    return Flow.objects.filter(Exists(known))


def going_flow(subject_type: str, subject_id: int) -> Flow | None:
    """The flow a subject is in now, if any."""
    return _GOING.first(subject_type, subject_id)


def latest_flow(subject_type: str, subject_id: int) -> Flow | None:
    """The subject's last flow, over or not."""
    return _LATEST.first(subject_type, subject_id)


def works_for(person: Person | None, box: str) -> QuerySet[Work]:
    """One box of a person's desk (see BOXES), newest first. Read from one index; needs no further query a row."""
    if person is None or box not in BOXES:
        return Work.objects.none()
    works = Work.objects.filter(holder=person, box=box).select_related("sender", "on_behalf_of")
    return works.order_by("-at", "-pk")


def box_counts(person: Person | None) -> dict[str, int]:
    """How many works lie in the boxes that want something done, 100 meaning "99+" (long lists are not counted out)."""
    counts = {}
    for box in (Work.Box.TODO, Work.Box.IN_HAND, Work.Box.TO_READ):
        counts[box.value] = works_for(person, box).order_by()[:COUNT_LIMIT].count()
    return counts


def works_open_to(person: Person) -> QuerySet[Work]:
    """Works whose flow the person may know of; for a system administrator those of the own organ, without the papers."""
    works = Work.objects.select_related("flow__procedure", "flow__organ", "step", "holder", "on_behalf_of")
    if org.is_administrator(person, Administrator.Role.SYSTEM):
        return works.filter(organ=person.organ_id)
    return works.filter(flow__in=visible_to(person))


def stand_in_works(person: Person, at: datetime | None = None) -> QuerySet[Work]:
    """What lies before those for whom the person may act now, and has not been moved to the person."""
    principals = org.principals_of(person, at or timezone.now())
    works = Work.objects.filter(holder__in=principals, box__in=(Work.Box.TODO, Work.Box.IN_HAND))
    return works.select_related("holder", "sender").order_by("-at", "-pk")


def active_works(flow: Flow) -> QuerySet[Work]:
    """Where the flow is now: the works whose holders are responsible, one a branch."""
    return (
        Work.objects.filter(flow=flow, responsible=True).select_related("holder", "on_behalf_of", "step").order_by("no")
    )


def my_active_work(flow: Flow, person: Person) -> Work | None:
    """The work by which ``person`` is responsible for the flow now, as holder or as the principal stood in for."""
    return next((work for work in works_held(flow.pk) if person.pk in (work.holder_id, work.on_behalf_of_id)), None)


def works_held(flow: int) -> list[Work]:
    """The same as :func:`active_works` by the flow's key, each with its flow."""
    return _HELD.objects(flow)


def current_elements(flow: Flow) -> list[str]:
    """Ids of the BPMN elements where the flow is now, for marking them in the diagram."""
    return list(dict.fromkeys(element for (element,) in _HERE.rows(flow.pk)))


def done_elements(flow: Flow) -> list[str]:
    """Ids of the elements that have been passed and not sent back to since."""
    steps = Step.objects.filter(flow=flow, state=StepStatus.DONE, undone_in__isnull=True).order_by("no")
    return list(dict.fromkeys(steps.values_list("element", flat=True)))


def opinions_of(flow: Flow) -> QuerySet[Opinion]:
    """Every opinion ever written on the flow, oldest first."""
    return Opinion.objects.filter(flow=flow).select_related("person", "on_behalf_of").order_by("no")


def log_of(flow: Flow) -> QuerySet[Log]:
    return Log.objects.filter(flow=flow).select_related("actor", "on_behalf_of").order_by("no")


def acted_on(flow: Flow) -> QuerySet[Person]:
    """Everybody who has made a move on the flow."""
    return Person.objects.filter(pk__in=Log.objects.filter(flow=flow, actor__isnull=False).values("actor")).order_by(
        "rank", "pk"
    )


def unsigned_phone_approvals(organ: Organ) -> QuerySet[DeferredSignature]:
    """电话同意·待补签 of an organ, the most urgent first (the director's board)."""
    found = DeferredSignature.objects.filter(organ=organ, state=PhoneStatus.OWED)
    return found.select_related("leader", "approval__officer", "flow").order_by("due_at")


def phone_approvals_of(flow: Flow) -> QuerySet[DeferredSignature]:
    return (
        DeferredSignature.objects.filter(flow=flow)
        .select_related("leader", "approval__officer", "approval__step")
        .order_by("pk")
    )


def overdue_works(organ: Organ, at: datetime | None = None) -> QuerySet[Work]:
    """What is late in an organ, the latest first; read from the index of responsible works."""
    late = Work.objects.filter(organ=organ, responsible=True, due_at__lt=at or timezone.now())
    return late.select_related("holder", "on_behalf_of", "flow").order_by("due_at")


def unowned_flows(organ: Organ) -> QuerySet[Flow]:
    """Running flows that nobody is responsible for. Always empty; the director's board shows that it is."""
    held = Work.objects.filter(flow=OuterRef("pk"), responsible=True, holder__left_on__isnull=True)
    return Flow.objects.filter(Q(organ=organ), ~Exists(held), state__in=GOING)


def standing(organ: Organ) -> QuerySet[Work]:
    """Where every running paper of an organ stands: its responsible works with steps and holders."""
    works = Work.objects.filter(organ=organ, responsible=True).select_related("flow", "holder", "step", "on_behalf_of")
    return works.order_by(F("due_at").asc(nulls_last=True), "pk")


def count_by_step(organ: Organ) -> list[dict[str, Any]]:
    """How many papers lie at each step now: ``{"step_name", "count"}``."""
    works = Work.objects.filter(organ=organ, responsible=True).values("step_name")
    return [dict(row) for row in works.annotate(count=Count("pk")).order_by("-count", "step_name")]


def procedures_of(organ: Organ) -> QuerySet[Procedure]:
    """The procedures in use in an organ."""
    return Procedure.objects.filter(organ=organ, active=True).defer("bpmn").order_by("name")


def all_procedures_of(organ: Organ) -> QuerySet[Procedure]:
    """Every version, the newest first; flows under way may still be on an older one."""
    return Procedure.objects.filter(organ=organ).order_by("key", "-version")


def definition(flow: Flow) -> Definition:
    return definition_of(flow.procedure)


def due_timers(now: datetime, limit: int = 500) -> Iterable[Step]:
    """Open steps whose next boundary timer is due; one indexed query."""
    steps = Step.objects.filter(next_timer_at__lte=now, state=StepStatus.OPEN).select_related(
        "flow__procedure", "flow__organ"
    )
    return steps.defer("flow__procedure__bpmn").order_by("next_timer_at")[:limit]


def to_remind(now: datetime, ahead: timedelta) -> QuerySet[Work]:
    """Works due within ``ahead`` or overdue whose holder has not been reminded of that yet."""
    open_to_it = Q(reminded="") | Q(due_at__lte=now) & ~Q(reminded="late")
    works = Work.objects.filter(open_to_it, box__in=(Work.Box.TODO, Work.Box.IN_HAND), due_at__lte=now + ahead)
    return works.select_related("holder", "flow").order_by("due_at")


class Offered(NamedTuple):
    """One line of "what I can do now": a move on a work, allowed or the reason why not."""

    move: Move
    allowed: bool
    reason: str
    work: Work


def moves_for(person: Person, flow: Flow) -> list[Offered]:
    """What ``person`` may do with ``flow`` now, and why the rest of what concerns the person is not possible.

    The very guards that the actions run: the engine's table and the higher apps' receivers of `about_to_move`.
    """
    loaded = store.load(flow.pk)
    scene = scene_for(loaded.flow, person)
    offered = list(offers(loaded.state, scene, person.pk))
    rows = Work.objects.filter(flow=flow, no__in={offer.work.no for offer in offered})
    works = {work.no: work for work in rows.select_related("holder", "on_behalf_of", "sender", "step")}
    return [_ask(loaded, person, offer, works[offer.work.no]) for offer in offered]


def _ask(loaded: store.Loaded, person: Person, offer: Offer, work: Work) -> Offered:
    """The offer, unless an app above objects."""
    if offer.allowed:
        try:
            ask_permission(loaded.flow, offer.move, person, work, element=work.step.element, preview=True)
        except Refused as no:
            return Offered(offer.move, False, str(no), work)
    return Offered(offer.move, offer.allowed, offer.reason, work)
