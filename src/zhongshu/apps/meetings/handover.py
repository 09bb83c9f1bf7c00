"""工作移交: what a person holds in meetings, and giving it to a successor."""

from collections.abc import Iterator

from django.db.models import Q

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.meetings.actions.changing import carry_out, locked
from zhongshu.apps.meetings.actions.telling import readers_of, spread
from zhongshu.apps.meetings.models import Meeting, MeetingPaper, MeetingTask
from zhongshu.apps.meetings.queries.meetings import RUNNING, running_meetings
from zhongshu.apps.org.models import Person


def held_by(person: Person) -> Iterator[tuple[str, Meeting]]:
    """(how it is held, meeting) of everything that would be left without the person."""
    for meeting in running_meetings().filter(officer=person):
        yield "负责的会议", meeting
    for meeting in running_meetings().filter(chair=person):
        yield "主持的会议", meeting
    tasks = MeetingTask.objects.filter(holder=person, state=MeetingTask.State.OPEN, meeting__state__in=RUNNING)
    for task in tasks.select_related("meeting"):
        yield f"会务任务：{task}", task.meeting
    for paper in MeetingPaper.objects.filter(
        holder=person, file__isnull=True, meeting__state__in=RUNNING
    ).select_related("meeting"):
        yield f"会议文件：{paper}", paper.meeting


def move_held(*, actor: Actor, leaver: Person, successor: Person) -> None:
    """Everything goes to the successor; what is derived from officer or chair is issued anew."""
    tasks = MeetingTask.objects.filter(holder=leaver, state=MeetingTask.State.OPEN, meeting__state__in=RUNNING)
    papers = MeetingPaper.objects.filter(holder=leaver, file__isnull=True, meeting__state__in=RUNNING)
    touched = {*tasks.values_list("meeting", flat=True), *papers.values_list("meeting", flat=True)}
    led = running_meetings().filter(Q(officer=leaver) | Q(chair=leaver))
    for meeting in list(led) + list(Meeting.objects.filter(pk__in=touched - set(led.values_list("pk", flat=True)))):
        meeting = locked(meeting)
        before = readers_of(meeting)
        tasks.filter(meeting=meeting).update(holder=successor)
        papers.filter(meeting=meeting).update(holder=successor)
        carry_out(actor, meeting, lambda mine: _hand(mine, leaver, successor), reason="工作移交")
        spread(actor, meeting, readers_of(locked(meeting)), before)


def _hand(meeting: Meeting, leaver: Person, successor: Person) -> None:
    for name in ("officer", "chair"):
        if getattr(meeting, f"{name}_id") == leaver.pk:
            setattr(meeting, name, successor)
    meeting.save(update_fields=["officer", "chair"])
