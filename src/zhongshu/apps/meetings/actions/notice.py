"""The notice goes out: every sheet is issued, everybody invited is told."""

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.changing import announce, locked
from zhongshu.apps.meetings.actions.telling import make_findable, readers_of, spread, spread_items
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.models import Meeting, MeetingTask
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.changes import Difference
from zhongshu.lib.meeting.sheets import SHEETS, derive, told


def send_notice(*, actor: Person, meeting: Meeting) -> Meeting:
    """发出通知. From now on every change is issued anew and told to whom it affects."""
    with act(actor=actor, verb="meetings.send_notice", about=meeting) as this:
        meeting = locked(meeting)
        guards.may_notify(actor, meeting)
        names = send_first_notice(actor, meeting)
        this.summary, this.data = f"发出会议通知《{meeting}》", {"told": names}
        MeetingTask.objects.filter(meeting=meeting, key="notice", state=MeetingTask.State.OPEN).update(
            state=MeetingTask.State.DONE, done_by=actor, done_at=timezone.now(), note="通知已发出"
        )
    return meeting


def send_first_notice(actor: Actor, meeting: Meeting) -> list[str]:
    """Issue every sheet and tell everybody; inside an act. The names of those who were told."""
    meeting.state, meeting.notified_at = Meeting.State.NOTIFIED, timezone.now()
    meeting.save(update_fields=["state", "notified_at"])
    spread(actor, meeting, readers_of(meeting))
    spread_items(actor, meeting)
    facts = facts_of(meeting)
    now = told(facts)
    everything = Difference((), tuple(SHEETS), tuple(sorted(now)), derive(facts), {}, now)
    names = announce(actor, meeting, everything)
    make_findable(meeting)
    return names
