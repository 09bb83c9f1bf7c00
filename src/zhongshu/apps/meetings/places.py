"""Where meetings are found in the left column, and what may be begun."""

from zhongshu.apps.meetings.models import MeetingTask
from zhongshu.apps.meetings.queries.meetings import RUNNING, works
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.navigation import Creation, Place


def _tasks(person: Person) -> int:
    rows = MeetingTask.objects.filter(holder=person, state=MeetingTask.State.OPEN, meeting__state__in=RUNNING)
    return rows[:100].count()


def _has_tasks(person: Person) -> bool:
    return works(person) and MeetingTask.objects.filter(holder=person).exists()


PLACES = [
    Place("办会", "会议", "meetings:list", icon="users", order=10, shown_to=works),
    Place("办会", "我的会务任务", "meetings:mine", icon="list-check", order=20, shown_to=_has_tasks, count=_tasks),
    Place("办会", "议题", "meetings:items", icon="notes", order=30, shown_to=works),
    Place("办会", "会议模板", "meetings:templates", icon="folder", order=90, shown_to=works),
]
CREATIONS = [
    Creation(label="会议", url_name="meetings:new", icon="users", order=40, shown_to=works),
    Creation(label="议题", url_name="meetings:propose", icon="notes", order=41, shown_to=works),
]
