"""Doors to the archive."""

from django.db.models import Model, QuerySet

from zhongshu.apps.access.queries import readable
from zhongshu.apps.archive import package
from zhongshu.apps.archive.models import Fonds, Item
from zhongshu.apps.org.models import Organ, Person


def visible_to(person: Person | None) -> QuerySet[Item]:
    """Items made known to a person, within the person's clearance."""
    if person is None:
        return Item.objects.none()
    known = readable(Item.objects.filter(secrecy__lte=person.clearance), person)
    return known.select_related("shelf__fonds__organ", "filed_by")


def item_of(paper: Model) -> Item | None:
    return Item.objects.filter(object_type=paper._meta.label_lower, object_id=paper.pk).select_related("shelf").first()


def fonds_of(organ: Organ) -> Fonds | None:
    return Fonds.objects.filter(organ=organ).first()


def faults_of(item: Item) -> list[str]:
    """What is wrong with an item's package now, by its own checksums."""
    try:
        return package.faults(item.package.read())
    except FileNotFoundError:
        return ["归档包缺失"]
