"""The issue: prints, seals, and copies delivered."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhongshu.apps.access.queries import readable
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Organ, Person
from zhongshu.apps.outgoing.models import Delivery, Paper, Printing, Seal, SealUse
from zhongshu.apps.outgoing.queries.papers import managed_organs
from zhongshu.lib.document import Document


def received_by(person: Person | None) -> QuerySet[Delivery]:
    """Copies delivered to ``person``: to the person, the person's unit, or the organ whose post the person opens."""
    if person is None:
        return Delivery.objects.none()
    known = readable(Delivery.objects.exclude(state=Delivery.State.RECALLED), person).filter(
        secrecy__lte=person.clearance
    )
    return known.select_related(
        "paper__organ", "paper__issuer_code__issuer", "printing__file", "settled_by", "organ", "unit", "person"
    )


def printing_of(paper: Paper) -> Printing | None:
    """The print in force."""
    return paper.printings.filter(superseded_at__isnull=True).select_related("file", "by", "version").first()


def seal_use_of(printing: Printing | None) -> SealUse | None:
    if printing is None:
        return None
    return printing.seal_uses.select_related("seal", "by", "approved_by", "file").first()


def seal_in_use(owner: Organ) -> Seal | None:
    """The seal an organ's papers are sealed with today."""
    return Seal.objects.filter(owner=owner, retired_at__isnull=True).select_related("image", "keeper").first()


def seals_of(person: Person) -> QuerySet[Seal]:
    """Seals the person keeps, or whose register the person may see."""
    known = Q(keeper=person) | Q(organ__in=managed_organs(person))
    return Seal.objects.filter(known).select_related("organ", "owner", "keeper", "image").distinct()


def seal_register(person: Person) -> QuerySet[SealUse]:
    """用印登记: every use of those seals, newest first."""
    uses = SealUse.objects.filter(seal__in=seals_of(person))
    return uses.select_related("seal", "paper", "by", "approved_by", "printing").order_by("-at", "-pk")


def deliveries_of(paper: Paper) -> QuerySet[Delivery]:
    """Every copy sent out, main recipients first."""
    return paper.deliveries.select_related("organ", "unit", "person", "settled_by").order_by("is_copy", "pk")


def unsigned(now: datetime | None = None) -> QuerySet[Delivery]:
    """Copies nobody has signed for although it was due; one indexed query."""
    waiting = (Delivery.State.DELIVERED, Delivery.State.OPENED)
    late = Delivery.objects.filter(state__in=waiting, due_at__lte=now or timezone.now())
    return late.select_related("paper", "organ", "unit", "person").order_by("due_at")


def suggested_recipients(paper: Paper, document: Document) -> tuple[list[tuple[Organ, bool]], list[tuple[str, bool]]]:
    """(organs on this server with whether as a copy, names not found here) from the addressees and copies of the paper."""
    organs = list(org.organs())
    by_name = {name: organ for organ in organs for name in (organ.name, organ.short_name)}
    found: dict[int, tuple[Organ, bool]] = {}
    unknown: list[tuple[str, bool]] = []
    for groups, is_copy in ((document.addressees, False), (document.copy_to, True)):
        for name in (part.strip() for group in groups for part in group.split("、")):
            matches = _matching(name, by_name, organs, paper)
            for organ in matches:
                found.setdefault(organ.pk, (organ, is_copy))
            if name and not matches:
                unknown.append((name, is_copy))
    return list(found.values()), unknown


def _matching(name: str, by_name: dict[str, Organ], organs: list[Organ], paper: Paper) -> list[Organ]:
    if name in by_name:
        return [by_name[name]]
    if not name.startswith("各"):
        return []
    issuer = paper.issuer_code.issuer if paper.issuer_code else paper.organ
    top = issuer.office_of_id or issuer.pk
    below = [organ for organ in organs if organ.superior_id == top and organ.pk not in {issuer.pk, paper.organ_id}]
    if "乡" in name or "镇" in name:
        return [organ for organ in below if organ.level == Organ.Level.TOWN]
    if "部门" in name or "单位" in name:
        return [organ for organ in below if organ.level != Organ.Level.TOWN and not organ.office_of_id]
    return []
