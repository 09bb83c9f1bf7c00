"""Filters of the registers: numbers, uses of seals, copies received.

What a text finds never tells of a paper that the person may not know: titles are searched through ``visible_to``.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, IssuerCode, Organ, Person, Unit
from zhongshu.apps.outgoing.models import Delivery, Number, NumberSeries, Paper, Seal, SealUse
from zhongshu.apps.outgoing.queries.issue import deliveries_of, received_by, seal_register
from zhongshu.apps.outgoing.queries.numbers import ledger
from zhongshu.apps.outgoing.queries.papers import managed_organs, visible_to
from zhongshu.lib.document import DocumentNumber

#: Copies that wait for a signature.
WAITING = (Delivery.State.DELIVERED, Delivery.State.OPENED)
#: Who draws, reserves and voids numbers.
NUMBER_KEEPERS = (Duty.CLERK.value, Duty.DIRECTOR.value)


def numbers_matching(
    person: Person, *, code: IssuerCode | None = None, year: int | None = None, state: str = "", text: str = ""
) -> QuerySet[Number]:
    """The numbers of the person's ledgers that meet every condition given."""
    found = ledger(person)
    if code is not None:
        found = found.filter(series__code=code)
    if year:
        found = found.filter(series__year=year)
    if state:
        found = found.filter(state=state)
    text = text.strip()
    return found.filter(_number_words(person, text)) if text else found


def _number_words(person: Person, text: str) -> Q:
    number = DocumentNumber.read(text)
    if number is not None:
        return Q(series__code__code=number.issuer_code, series__year=number.year, serial=number.serial)
    if text.isascii() and text.isdigit():
        return Q(serial=int(text[:9]))
    known = visible_to(person).filter(title__icontains=text).values("pk")
    return Q(purpose__icontains=text) | Q(void_reason__icontains=text) | Q(paper__in=known)


def kept_codes(person: Person) -> QuerySet[IssuerCode]:
    """Codes, in use or retired, whose ledger the person may see."""
    return IssuerCode.objects.filter(organ__in=managed_organs(person)).select_related("issuer").order_by("organ", "pk")


def drawable_codes(person: Person) -> QuerySet[IssuerCode]:
    """Codes in use from which the person may draw a number."""
    organs = number_keepers_organs(person)
    return IssuerCode.objects.filter(organ__in=organs, retired_on__isnull=True).select_related("issuer").order_by("pk")


def number_keepers_organs(person: Person) -> set[int]:
    """Organs whose numbers the person draws and voids."""
    return {organ for organ, duty in org.duties_by_organ(person) if duty in NUMBER_KEEPERS}


def ledger_years(person: Person) -> list[int]:
    """Years in which the person's ledgers have numbers, newest first."""
    series = NumberSeries.objects.filter(code__organ__in=managed_organs(person))
    return list(series.order_by("-year").values_list("year", flat=True).distinct())


def next_serial(code: IssuerCode, year: int) -> int:
    """What the next draw would give now; another draw may come first."""
    return (NumberSeries.objects.filter(code=code, year=year).values_list("last", flat=True).first() or 0) + 1


def keeps_seals(person: Person) -> bool:
    """Whether the person has charge of seals in any organ."""
    return Duty.SEAL_KEEPER.value in org.duties_of(person)


def sealed_organs(person: Person) -> QuerySet[Organ]:
    """Bodies whose seal the person's organ keeps: its own, and the one it is the office of."""
    return org.organs().filter(pk__in=[person.organ_id, person.organ.office_of_id or person.organ_id])


def with_uses(seals: QuerySet[Seal]) -> QuerySet[Seal]:
    """Seals with ``used``, how often each has been affixed; those in use first."""
    newest_first = F("retired_at").desc(nulls_first=True)
    return seals.annotate(used=Count("uses", distinct=True)).order_by(newest_first, "owner", "-pk")


def seal_uses_matching(
    person: Person, *, seal: Seal | None = None, since: date | None = None, until: date | None = None, text: str = ""
) -> QuerySet[SealUse]:
    """Lines of the person's seal registers; ``since`` and ``until`` are whole days, both included."""
    found = seal_register(person)
    if seal is not None:
        found = found.filter(seal=seal)
    if since:
        found = found.filter(at__gte=_midnight(since))
    if until:
        found = found.filter(at__lt=_midnight(until + timedelta(days=1)))
    text = text.strip()
    if not text:
        return found
    known = visible_to(person).filter(Q(title__icontains=text) | Q(number_text__icontains=text)).values("pk")
    people = Q(by__name__icontains=text) | Q(approved_by__name__icontains=text)
    return found.filter(Q(note__icontains=text) | people | Q(paper__in=known))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), timezone.get_current_timezone())


def known_of(person: Person, paper_ids: Iterable[int]) -> set[int]:
    """Which of these papers the person may know more of than that they exist."""
    return set(visible_to(person).filter(pk__in=list(paper_ids)).values_list("pk", flat=True))


def received_matching(
    person: Person, *, state: str = "", text: str = "", now: datetime | None = None
) -> QuerySet[Delivery]:
    """Copies delivered to the person. ``state``: waiting, late (waiting beyond its time), signed or returned."""
    found = received_by(person)
    if state in {"waiting", "late"}:
        found = found.filter(state__in=WAITING)
    elif state:
        found = found.filter(state=state)
    if state == "late":
        found = found.filter(due_at__lte=now or timezone.now())
    if text := text.strip():
        found = found.filter(
            Q(paper__title__icontains=text)
            | Q(paper__number_text__icontains=text)
            | Q(paper__organ__name__icontains=text)
            | Q(paper__issuer_code__issuer__name__icontains=text)
        )
    return found


def waiting_for(person: Person) -> int:
    """How many copies wait for the person's signature."""
    return received_by(person).filter(state__in=WAITING).count()


def receives_papers(person: Person) -> bool:
    """Whether received papers concern the person: the post of an organ comes to them, or something has come."""
    return Duty.CLERK.value in org.duties_of(person) or received_by(person).exists()


def sheet_matching(paper: Paper, *, state: str = "", now: datetime | None = None) -> QuerySet[Delivery]:
    """The distribution sheet of a paper, or the part of it in one state (as in ``received_matching``, and recalled)."""
    found = deliveries_of(paper)
    if state in {"waiting", "late"}:
        found = found.filter(state__in=WAITING)
        return found.filter(due_at__lte=now or timezone.now()) if state == "late" else found
    return found.filter(state=state) if state else found


def recipient_organs(paper: Paper) -> QuerySet[Organ]:
    """Bodies on this server to which the paper could go."""
    return org.organs().exclude(pk=paper.organ_id).order_by("level", "position", "pk")


def recipient_units(paper: Paper) -> QuerySet[Unit]:
    """Units of the paper's own organ."""
    units = Unit.objects.filter(organ=paper.organ_id, dissolved_on__isnull=True)
    return units.select_related("organ").order_by("position", "pk")


def recipient_people(paper: Paper) -> QuerySet[Person]:
    """Staff of the paper's own organ with a work post, with ``present_posts``."""
    people = Person.objects.filter(organ=paper.organ_id, left_on__isnull=True, administrator__isnull=True)
    return org.with_posts(people).order_by("rank", "pk")
