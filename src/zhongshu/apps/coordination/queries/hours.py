"""When an office works."""

from datetime import date

from django.db.models import QuerySet

from zhongshu.apps.coordination.models import OfficeHours
from zhongshu.apps.org.models import Organ
from zhongshu.lib.slots import Hours


def hours_of(organ: Organ | int) -> QuerySet[OfficeHours]:
    """The office's own hours, the newest first; none while nobody has set any."""
    return OfficeHours.objects.filter(organ=organ)


def seasons_of(organ: Organ | int) -> tuple[tuple[date, Hours], ...]:
    """The same as the search for free time wants them."""
    return tuple(
        (row.since, ((row.morning_from, row.morning_to), (row.afternoon_from, row.afternoon_to)))
        for row in hours_of(organ)
    )
