"""Groups of a meeting and who writes what in them."""

from django.db.models import Count, Prefetch, QuerySet

from zhongshu.apps.meetings.models import BreakoutGroup, GroupMember, Meeting, Participant
from zhongshu.apps.meetings.queries import meetings as doors
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused


def groups_of(meeting: Meeting) -> QuerySet[BreakoutGroup]:
    """With ``people`` (members by rank) and ``size``."""
    members = GroupMember.objects.select_related("participant").order_by("participant__rank", "pk")
    found = BreakoutGroup.objects.filter(meeting=meeting).select_related("leader", "recorder", "meeting")
    return found.annotate(size=Count("members")).prefetch_related(Prefetch("members", members, to_attr="people"))  # type: ignore[no-redef]


def to_share(meeting: Meeting) -> QuerySet[Participant]:
    """Who is shared out into groups and vehicles: everybody who comes, staff apart."""
    found = Participant.objects.filter(meeting=meeting).exclude(role=Participant.Role.STAFF)
    return found.exclude(state=Participant.State.LEAVE).order_by("rank", "pk")


def writes_group(person: Person, group: BreakoutGroup) -> bool:
    return doors.acts_for(person, group.recorder_id) or doors.hosts(person, group.meeting)


def may_write_group(person: Person, group: BreakoutGroup) -> None:
    if not writes_group(person, group):
        raise Refused(
            f"{group}由{group.recorder or '会务组'}记录，没有保存。", remedy="需要换记录员的，请会务负责人调整。"
        )
