"""What every page of coordination asks first."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.dateparse import parse_date

from zhongshu.apps.coordination import guards
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Organ
from zhongshu.apps.shell.views import StaffRequest


def organ_of(request: StaffRequest) -> Organ:
    """The organ of a member of staff; administrators have nothing to do with calendars."""
    if org.administrator_role(request.person):
        raise PermissionDenied
    return request.person.organ


def day_of(request: StaffRequest) -> date:
    """?day=, or today where it is missing or no day."""
    try:
        found = parse_date(request.GET.get("day", ""))
    except ValueError:
        found = None
    return found if found is not None and 2000 <= found.year <= 2200 else timezone.localdate()


def managed(request: StaffRequest) -> Organ:
    """The organ whose rooms, equipment and hours the person sets up; refused for others."""
    organ = organ_of(request)
    guards.manages(request.person, organ.pk)
    return organ
