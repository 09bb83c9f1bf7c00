"""Papers one may know of, and how they are found."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhongshu.apps.access.queries import listed, readable
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Flow, Work
from zhongshu.apps.incoming.models import InstructionSentence, Paper
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person
from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
from zhongshu.apps.outgoing.queries import visible_to as outgoing_visible_to
from zhongshu.lib.flow.vocabulary import ACTIVE, WorkKind

LABEL = Paper._meta.label_lower
_ACTIVE = {status.value for status in ACTIVE}
#: Who keeps an organ's register of incoming papers.
REGISTRARS = (Duty.CLERK, Duty.CONFIDENTIAL_OFFICER)
#: Who oversees an organ's incoming papers and so sees its register and figures.
MANAGERS = (*REGISTRARS, Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR, Duty.ARCHIVIST)
OVER = (Paper.State.DONE, Paper.State.RETURNED, Paper.State.TERMINATED, Paper.State.KEPT)
#: All others, by name: an index finds what is named, not what is left out.
NOT_OVER = tuple(state for state in Paper.State if state not in OVER)


def visible_to(person: Person | None) -> QuerySet[Paper]:
    """Papers that have been made known to ``person`` and lie within the person's clearance.

    An entry of the register without words (``kept``) is no secret to those it was made known to: it says where a copy is.
    """
    if person is None:
        return Paper.objects.none()
    return _cleared(readable(Paper.objects.all(), person), person)


def list_visible_to(person: Person) -> QuerySet[Paper]:
    """The same papers, sought by the person's grants and by nothing else: for long lists."""
    return _cleared(listed(Paper.objects.all(), person), person)


def _cleared(known: QuerySet[Paper], person: Person) -> QuerySet[Paper]:
    known = known.filter(Q(secrecy__lte=person.clearance) | Q(state=Paper.State.KEPT))
    return known.select_related("organ", "lead_unit", "received_by", "sender_organ")


def sentences_visible_to(person: Person | None) -> QuerySet[InstructionSentence]:
    """Sentences of instructions on papers the person may know of."""
    found = InstructionSentence.objects.select_related(
        "instruction__leader", "instruction__paper__organ", "proposed_unit"
    )
    return found.filter(instruction__paper__in=visible_to(person).values("pk"))


def registers(person: Person, organ: Organ) -> bool:
    """Whether the person receives and registers papers for the organ."""
    held = org.duties_by_organ(person)
    return any((organ.pk, duty.value) in held for duty in REGISTRARS)


def managed_organs(person: Person) -> list[int]:
    """Organs whose register the person may see."""
    wanted = {duty.value for duty in MANAGERS}
    return sorted({organ for organ, duty in org.duties_by_organ(person) if duty in wanted})


def flow_of(paper: Paper) -> Flow | None:
    """The paper's flow, over or not."""
    return flows.latest_flow(LABEL, paper.pk)


def work_of(paper: Paper, person: Person, *elements: str) -> Work | None:
    """The work by which ``person`` (or whom the person stands in for) holds the paper now, at one of ``elements``."""
    works = [
        work
        for work in flows.works_held(paper.flow_id or 0)
        if work.state in _ACTIVE and (not elements or work.step.element in elements)
    ]
    mine = next((work for work in works if person.pk in (work.holder_id, work.on_behalf_of_id)), None)
    if mine is not None or not works:
        return mine
    principals = set(org.principals_of(person, timezone.now(), "incoming").values_list("pk", flat=True))
    return next((work for work in works if work.holder_id in principals), None)


def held_by(person: Person) -> QuerySet[Paper]:
    """Papers the person holds now, among those the person may know of."""
    works = Work.objects.filter(
        subject_type=LABEL, holder=person, responsible=True, state__in=[status.value for status in ACTIVE]
    )
    return visible_to(person).filter(pk__in=works.values("subject_id"))


def reading_work_of(paper: Paper, person: Person) -> Work | None:
    """The paper lying before a person to be read."""
    works = Work.objects.filter(
        flow_id=paper.flow_id or 0, kind=WorkKind.READ, holder=person, state__in=[s.value for s in ACTIVE]
    )
    return works.select_related("step", "flow").first()


def filtered(
    papers: QuerySet[Paper], *, state: str = "", text: str = "", unit: int | None = None, year: int | None = None,
    urgency: str = "", light: str = "", now: datetime | None = None,
) -> QuerySet[Paper]:  # fmt: skip
    """The papers that meet every condition given; ``state`` may also be "open" (not over)."""
    if state == "open":
        papers = papers.exclude(state__in=OVER)
    elif state:
        papers = papers.filter(state=state)
    if unit:
        papers = papers.filter(lead_unit=unit)
    if year:
        papers = papers.filter(register_year=year)
    if urgency:
        papers = papers.filter(urgency="" if urgency == "normal" else urgency)
    if light == "late":
        papers = papers.filter(due_at__lt=now or timezone.now(), completed_at__isnull=True).exclude(state__in=OVER)
    for word in text.split():
        papers = papers.filter(
            Q(title__icontains=word) | Q(document_number__icontains=word) | Q(sender__icontains=word)
            | Q(register_text__icontains=word)
        )  # fmt: skip
    return papers


def holders_of(papers: Iterable[Paper]) -> dict[int, str]:
    """Paper key → who holds it now, and at which step; one query for all."""
    found: dict[int, list[str]] = {}
    unregistered = {
        paper.pk: [f"{paper.received_by}（待登记）"] for paper in papers if paper.state == Paper.State.RECEIVED
    }
    wanted = {paper.flow_id: paper.pk for paper in papers if paper.flow_id}
    works = (
        Work.objects.filter(flow__in=wanted, responsible=True).select_related("holder", "on_behalf_of").order_by("no")
    )
    for work in works:
        found.setdefault(wanted[work.flow_id], []).append(f"{work.holder}（{work.step_name}）")
    return {pk: "、".join(names) for pk, names in {**unregistered, **found}.items()}


def replies_for(person: Person, paper: Paper) -> QuerySet[OutgoingPaper]:
    """Outgoing papers the person may know of that could answer the paper: begun since it came, of no other paper the answer."""
    found = outgoing_visible_to(person).filter(organ=paper.organ, created_at__date__gte=paper.received_at.date())
    return found.exclude(state__in=("void", "terminated")).filter(answered_incoming=None).order_by("-pk")
