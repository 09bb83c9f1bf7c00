"""Papers one may know of, and what one may do with their text."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhongshu.apps.access.queries import readable
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Flow, Work
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person
from zhongshu.apps.outgoing.models import Paper, SignOff, Version
from zhongshu.apps.prepared import PreparedObjects
from zhongshu.lib.flow.vocabulary import ACTIVE

LABEL = Paper._meta.label_lower
_ACTIVE = {status.value for status in ACTIVE}
#: Steps whose holder may change the words. At sign-off the words stand still: a leader returns the paper.
EDITING = (Paper.State.DRAFT, Paper.State.VET, Paper.State.GATES, Paper.State.RECHECK)
#: Who manages the papers of an organ and so sees its number ledger and seal register.
MANAGERS = (Duty.CLERK, Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR, Duty.ARCHIVIST)


def visible_to(person: Person | None) -> QuerySet[Paper]:
    """Papers that have been made known to ``person`` and lie within the person's clearance."""
    if person is None:
        return Paper.objects.none()
    known = readable(Paper.objects.all(), person).filter(secrecy__lte=person.clearance)
    return known.select_related("organ", "unit", "drafter", "issuer_code__issuer")


def filtered(
    papers: QuerySet[Paper],
    *,
    state: str = "",
    kind: str = "",
    year: int | None = None,
    unit: int | None = None,
    text: str = "",
) -> QuerySet[Paper]:
    """The papers that meet every condition given; ``state`` may also be "open" (not over)."""
    if state == "open":
        papers = papers.exclude(state__in=(Paper.State.DONE, Paper.State.TERMINATED, Paper.State.VOID))
    elif state:
        papers = papers.filter(state=state)
    if kind:
        papers = papers.filter(kind=kind)
    if year:
        start, end = _year(year)
        papers = papers.filter(
            Q(number_year=year) | Q(number_year__isnull=True, created_at__gte=start, created_at__lt=end)
        )
    if unit:
        papers = papers.filter(unit=unit)
    if text := text.strip():
        papers = papers.filter(
            Q(title__icontains=text) | Q(number_text__icontains=text) | Q(drafter__name__icontains=text)
        )
    return papers


def _year(year: int) -> tuple[datetime, datetime]:
    """The first moments of a year and of the next, local time."""
    first = datetime(year, 1, 1, tzinfo=timezone.get_current_timezone())
    return first, first.replace(year=year + 1)


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
    principals = set(org.principals_of(person, timezone.now(), "outgoing").values_list("pk", flat=True))
    return next((work for work in works if work.holder_id in principals), None)


def can_edit(paper: Paper, person: Person) -> bool:
    """Whether ``person`` may change the words now: who holds it at an editing step, or writes the draft with the drafter."""
    if paper.state not in EDITING:
        return False
    if work_of(paper, person, *EDITING) is not None:
        return True
    return paper.state == Paper.State.DRAFT and paper.co_drafters.filter(person=person).exists()


_VERSION = PreparedObjects(lambda paper, no: Version.objects.filter(paper=paper, no=no).select_related("by"), keys=2)
_SIGN_OFF = PreparedObjects(
    lambda paper: SignOff.objects.filter(paper=paper, superseded_by__isnull=True).select_related(
        "signatory", "version", "acted_by"
    )[:1]
)


def current_version(paper: Paper) -> Version:
    """The version the paper stands at."""
    return _VERSION.get(paper.pk, paper.revision)


def sign_off_of(paper: Paper) -> SignOff | None:
    """The sign-off in force."""
    return _SIGN_OFF.first(paper.pk)


def wrote_in(paper: Paper, person: Person) -> bool:
    """Whether the person drafted the paper or wrote in the draft: such a one neither passes its gates nor seals it."""
    return paper.drafter_id == person.pk or paper.co_drafters.filter(person=person).exists()


def manages_papers(person: Person, organ: Organ) -> bool:
    """Whether the person may see an organ's number ledger, seal register and distribution sheets."""
    return any((organ.pk, duty.value) in org.duties_by_organ(person) for duty in MANAGERS)


def managed_organs(person: Person) -> list[int]:
    """Organs whose ledgers the person may see."""
    wanted = {duty.value for duty in MANAGERS}
    return sorted({organ for organ, duty in org.duties_by_organ(person) if duty in wanted})
