"""Doors to notifications and saved filters: everyone sees their own and nobody else's."""

from django.db.models import QuerySet

from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.models import Notification, SavedView

#: The bell stops counting here; more is shown as "99+".
BELL_LIMIT = 99


def visible_to(person: Person | None) -> QuerySet[Notification]:
    return Notification.objects.filter(person=person) if person else Notification.objects.none()


def unread_of(person: Person | None) -> QuerySet[Notification]:
    return visible_to(person).filter(read_at__isnull=True)


def unread_count(person: Person | None) -> int:
    """Unread notifications, counted up to one more than the bell can show."""
    return unread_of(person).order_by()[: BELL_LIMIT + 1].count()


def saved_views(person: Person | None, path: str) -> QuerySet[SavedView]:
    """A person's saved filters of the list at ``path``."""
    return SavedView.objects.filter(person=person, path=path) if person else SavedView.objects.none()
