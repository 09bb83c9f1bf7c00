"""A meeting begins, ends and is closed."""

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.events import about_to_close
from zhongshu.apps.meetings.models import AgendaItem, Meeting
from zhongshu.apps.meetings.queries.closing import refuse_open
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

State = Meeting.State


def open_meeting(*, actor: Person, meeting: Meeting) -> Meeting:
    """开会. Time, place, agenda and list stay as they are from now on."""
    with act(actor=actor, verb="meetings.open_meeting", about=meeting) as this:
        meeting = locked(meeting)
        guards.host_side(actor, meeting)
        if meeting.state not in (State.NOTIFIED, State.READY):
            raise Refused(f"会议{meeting.get_state_display()}，不能宣布开会。", remedy="请先发出通知。")
        if timezone.localdate() < meeting.days[0]:
            raise Refused(
                f"会议定在{meeting.local_start:%-m月%-d日}，还不能宣布开会。", remedy="提前召开的，请先变更时间。"
            )
        meeting.state, meeting.opened_at = State.OPEN, timezone.now()
        meeting.save(update_fields=["state", "opened_at"])
        this.summary = f"开会《{meeting}》"
    return meeting


def end_meeting(*, actor: Person, meeting: Meeting) -> Meeting:
    """散会. Refused while an item is neither decided nor carried over."""
    with act(actor=actor, verb="meetings.end_meeting", about=meeting) as this:
        meeting = locked(meeting)
        guards.host_side(actor, meeting)
        if meeting.state != State.OPEN:
            raise Refused(f"会议{meeting.get_state_display()}，不能宣布散会。")
        left = AgendaItem.objects.filter(slot__meeting=meeting, state=AgendaItem.State.SCHEDULED)
        if left.exists():
            raise Refused(
                f"还有 {left.count()} 个议题没有结论：{'、'.join(f'《{item}》' for item in left[:3])}。",
                remedy="请记录决定，或者写明原因转下次会议。",
            )
        meeting.state, meeting.ended_at = State.ENDED, timezone.now()
        meeting.save(update_fields=["state", "ended_at"])
        this.summary = f"散会《{meeting}》"
    return meeting


def close_meeting(*, actor: Person, meeting: Meeting) -> Meeting:
    """办结: nothing is open any more (``queries.closing``); others may say no as well."""
    with act(actor=actor, verb="meetings.close_meeting", about=meeting) as this:
        meeting = locked(meeting)
        guards.host_side(actor, meeting)
        if meeting.state != State.ENDED:
            raise Refused(f"会议{meeting.get_state_display()}，不能办结。", remedy="散会以后才能办结。")
        refuse_open(meeting)
        about_to_close.send(sender=Meeting, meeting=meeting, actor=actor)
        meeting.state, meeting.closed_at = State.CLOSED, timezone.now()
        meeting.save(update_fields=["state", "closed_at"])
        this.summary = f"会议办结《{meeting}》"
    return meeting
