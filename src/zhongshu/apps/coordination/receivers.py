"""What coordination does when people hand over."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.coordination.models import Engagement, Equipment, Feed, Room, Secretary
from zhongshu.apps.org.events import holding_asked, holdings_moved
from zhongshu.apps.org.models import Person
from zhongshu.apps.org.policy import Holding


def _speeches(person: Person) -> Any:
    return Engagement.objects.filter(speech_by=person, ends_at__gt=timezone.now()).exclude(
        state=Engagement.State.CANCELLED
    )


@receiver(holding_asked)
def what_is_held(person: Person, **_: Any) -> list[Holding]:
    """Rooms and equipment looked after, calendars kept, speeches still to be drafted."""
    found = [
        Holding("管理的会议室", row.name, "coordination.room", row.pk)
        for row in Room.objects.filter(keeper=person, retired_on__isnull=True)
    ]
    found += [
        Holding("保管的设备", row.name, "coordination.equipment", row.pk)
        for row in Equipment.objects.filter(keeper=person, retired_on__isnull=True)
    ]
    found += [
        Holding("领导日程", f"{row.leader}的日程", "coordination.secretary", row.pk)
        for row in Secretary.objects.filter(person=person).select_related("leader")
    ]
    return found + [Holding("讲话稿起草", row.what, "coordination.engagement", row.pk) for row in _speeches(person)]


@receiver(holdings_moved)
def move_what_is_held(actor: Actor, leaver: Person, successor: Person, **_: Any) -> None:
    Room.objects.filter(keeper=leaver).update(keeper=successor)
    Equipment.objects.filter(keeper=leaver).update(keeper=successor)
    _speeches(leaver).update(speech_by=successor)
    kept = Secretary.objects.filter(person=leaver)
    for row in kept.exclude(leader=successor).exclude(
        leader__in=Secretary.objects.filter(person=successor).values("leader")
    ):
        Secretary.objects.create(leader=row.leader, person=successor)
    kept.delete()
    Feed.objects.filter(owner=leaver, revoked_at__isnull=True).update(revoked_at=timezone.now())
