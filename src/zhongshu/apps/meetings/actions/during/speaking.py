"""大会发言: the order, and who speaks from when to when."""

from django.db.models import Max
from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.models import FloorSpeech, Meeting, Participant
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

State = FloorSpeech.State


def keep_speech(
    *,
    actor: Person,
    meeting: Meeting,
    participant: Participant | None = None,
    name: str = "",
    body: str = "",
    topic: str = "",
    minutes: int = 8,
    note: str = "",
    speech: FloorSpeech | None = None,
) -> FloorSpeech:
    """A speech at the end of the order, or ``speech`` changed."""
    with act(actor=actor, verb="meetings.keep_speech", about=meeting) as this:
        _locked(meeting)
        guards.host_side(actor, meeting)
        guards.not_over(meeting)
        name = participant.shown_name if participant is not None else name.strip()
        if not name:
            raise Refused("请选择发言人，或者写明姓名，没有保存。")
        if not 1 <= minutes <= 240:
            raise Refused("发言时长在 1 到 240 分钟之间，没有保存。")
        row = speech or FloorSpeech(meeting=meeting, position=_last(meeting) + 1)
        row.participant, row.name, row.topic, row.minutes, row.note = (
            participant,
            name,
            topic.strip(),
            minutes,
            note.strip(),
        )
        row.body = body.strip() or (f"{participant.body}{participant.post}" if participant is not None else "")
        row.save()
        this.summary, this.data = f"大会发言：{row}", {"speech": row.pk}
    return row


def _last(meeting: Meeting) -> int:
    found = FloorSpeech.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"]
    return int(found or 0)


def _locked(meeting: Meeting) -> None:
    """One change of the order at a time."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def move_speech(*, actor: Person, speech: FloorSpeech, up: bool) -> None:
    """One place forward or back among those who still wait."""
    with act(actor=actor, verb="meetings.move_speech", about=speech.meeting) as this:
        _locked(speech.meeting)
        guards.host_side(actor, speech.meeting)
        waiting = list(
            FloorSpeech.objects.filter(meeting=speech.meeting, state=State.WAITING).order_by("position", "pk")
        )
        here = next((n for n, row in enumerate(waiting) if row.pk == speech.pk), None)
        if here is None:
            raise Refused("已经发言的不再调整次序。")
        there = here - 1 if up else here + 1
        if 0 <= there < len(waiting):
            one, other = waiting[here], waiting[there]
            one.position, other.position = other.position, one.position
            FloorSpeech.objects.bulk_update([one, other], ["position"])
        this.summary = f"{speech}的发言{'提前' if up else '推后'}"


def begin_speech(*, actor: Person, speech: FloorSpeech) -> FloorSpeech:
    """The floor is the speaker's; whoever spoke until now has ended."""
    now = timezone.now()
    with act(actor=actor, verb="meetings.begin_speech", about=speech.meeting) as this:
        _locked(speech.meeting)
        guards.host_side(actor, speech.meeting)
        guards.not_over(speech.meeting)
        speech = FloorSpeech.objects.get(pk=speech.pk)
        if speech.state not in (State.WAITING, State.WITHDRAWN):
            raise Refused(f"{speech}{speech.get_state_display()}，没有重复开始。")
        FloorSpeech.objects.filter(meeting=speech.meeting, state=State.SPEAKING).update(state=State.DONE, ended_at=now)
        speech.state, speech.started_at, speech.ended_at = State.SPEAKING, now, None
        speech.save()
        this.summary = f"{speech}开始发言"
    return speech


def end_speech(*, actor: Person, speech: FloorSpeech) -> FloorSpeech:
    """The speaker has ended."""
    with act(actor=actor, verb="meetings.end_speech", about=speech.meeting) as this:
        _locked(speech.meeting)
        guards.host_side(actor, speech.meeting)
        speech = FloorSpeech.objects.get(pk=speech.pk)
        if speech.state != State.SPEAKING:
            raise Refused(f"{speech}{speech.get_state_display()}，没有改动。")
        speech.state, speech.ended_at = State.DONE, timezone.now()
        speech.save(update_fields=["state", "ended_at"])
        over = speech.over(timezone.now())
        this.summary = f"{speech}发言结束" + (f"，超时{int(over.total_seconds() // 60)}分钟" if over else "")
    return speech


def withdraw_speech(*, actor: Person, speech: FloorSpeech) -> None:
    """The person does not speak after all (书面发言)."""
    with act(actor=actor, verb="meetings.withdraw_speech", about=speech.meeting) as this:
        _locked(speech.meeting)
        guards.host_side(actor, speech.meeting)
        if not FloorSpeech.objects.filter(pk=speech.pk, state=State.WAITING).update(state=State.WITHDRAWN):
            raise Refused("已经开始或结束的发言不能改为不发言。")
        this.summary = f"{speech}不发言"
