"""Who may see to what comes after a meeting: the host side, and whoever holds the task."""

from zhongshu.apps.meetings.models import Meeting, MeetingTask
from zhongshu.apps.meetings.queries import meetings as doors
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.tasks import TASKS
from zhongshu.lib.refusal import Refused


def sees_to(person: Person, meeting: Meeting, task: str) -> bool:
    """Whether the person is of the host side or holds the task (or stands in for its holder)."""
    if doors.hosts(person, meeting):
        return True
    holders = MeetingTask.objects.filter(meeting=meeting, key=task).exclude(state=MeetingTask.State.DROPPED)
    return doors.works(person) and any(doors.acts_for(person, pk) for pk in holders.values_list("holder", flat=True))


def sees_to_anything(person: Person, meeting: Meeting) -> bool:
    return any(sees_to(person, meeting, task) for task in AFTER_TASKS)


#: The tasks that these pages are about.
AFTER_TASKS = ("recall", "departure", "settlement", "debrief", "volume", "equipment")


def may_see_to(person: Person, meeting: Meeting, task: str, *, closed_too: bool = False) -> None:
    """Change something of the task: until the meeting is closed. What was handed out or spent for a meeting that was called
    off still has to come back; ``closed_too`` is for what may come later still, as the copy that turns up."""
    if not sees_to(person, meeting, task):
        raise Refused(
            f"“{TASKS[task]}”由会议承办方（{meeting.host_unit}）或该项任务的负责人办理，没有改动。",
            remedy=f"请联系会务负责人{meeting.officer}。",
        )
    if meeting.state == Meeting.State.CLOSED and not closed_too:
        raise Refused(f"会议{meeting.get_state_display()}，没有改动。")


def has_begun(meeting: Meeting) -> None:
    if meeting.coming:
        raise Refused("会议还没有召开，这一步散会前后再办，没有改动。")
