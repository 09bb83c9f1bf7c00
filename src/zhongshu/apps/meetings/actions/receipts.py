"""回执: who comes for a unit, stand-ins with the reason, leave approved by the chair."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.changing import carry_out, locked
from zhongshu.apps.meetings.actions.people import protocol_rank
from zhongshu.apps.meetings.actions.telling import tell_all
from zhongshu.apps.meetings.facts import post_of
from zhongshu.apps.meetings.models import Invitation, Meeting, Participant
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

State = Participant.State
LONGEST_NAME = 40


@dataclass(frozen=True)
class Comer:
    """One line of a receipt: a person on the server, or a name."""

    name: str
    post: str = ""
    mobile: str = ""
    person: Person | None = None


def answer(*, actor: Person, invitation: Invitation, comers: Iterable[Comer], note: str = "") -> Invitation:
    """Say who comes for the unit. What was said before is replaced; asking leave is a step of its own."""
    with act(actor=actor, verb="meetings.answer", about=invitation.meeting) as this:
        meeting = locked(invitation.meeting)
        invitation.meeting = meeting
        guards.may_answer(actor, invitation)
        row = take_answer(actor, meeting, invitation, list(comers), note=note, by=actor.name)
        this.summary = f"回执《{meeting}》：{row}报 {row.participants.count()} 人"
        this.data = {"invitation": row.pk}
    return row


def take_answer(
    actor: Actor, meeting: Meeting, invitation: Invitation, comers: list[Comer], *, note: str, by: str
) -> Invitation:
    """Put the names in, inside an act with the meeting locked."""
    guards.still_coming(meeting)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    names = [comer.name.strip() for comer in comers]
    if not names or not all(names):
        raise Refused("请填写参会人员姓名；不能参会的，请办理请假。", remedy="没有保存。")
    if len(names) > invitation.quota:
        raise Refused(
            f"名额是 {invitation.quota} 人，报了 {len(names)} 人，没有保存。", remedy="需要增加名额的，请联系会务人员。"
        )
    if any(len(name) > LONGEST_NAME for name in names) or len(set(names)) != len(names):
        raise Refused("姓名重复或过长，没有保存。", remedy="请核对姓名。")
    carry_out(actor, meeting, lambda m: _put_comers(m, invitation, comers))
    invitation.state, invitation.answered_by, invitation.answered_at = (
        Invitation.State.ANSWERED,
        by[:40],
        timezone.now(),
    )
    invitation.note = note.strip()[:300]
    invitation.save(update_fields=["state", "answered_by", "answered_at", "note"])
    return invitation


def _put_comers(meeting: Meeting, invitation: Invitation, comers: list[Comer]) -> None:
    kept = {row.name: row for row in invitation.participants.all()}
    role = Participant.Role.OBSERVE if "列席" in invitation.wanted else Participant.Role.ATTEND
    wanted = {comer.name.strip() for comer in comers}
    for name, row in kept.items():
        if name not in wanted and row.state in (State.INVITED, State.COMING):
            row.delete()
    for comer in comers:
        name = comer.name.strip()
        known = kept.get(name) or (
            meeting.participants.filter(person=comer.person).first() if comer.person is not None else None
        )
        if known is not None:
            known.state, known.invitation = (State.COMING if known.state == State.INVITED else known.state), invitation
            known.save(update_fields=["state", "invitation"])
            continue
        person = comer.person
        Participant.objects.create(
            meeting=meeting, invitation=invitation, person=person, name=name, body=invitation.name,
            post=comer.post.strip()[:80] or post_of(person), mobile=comer.mobile.strip()[:20], role=role,
            rank=protocol_rank(person, meeting.organ) if person else 5000 + min(invitation.position, 899), state=State.COMING,
        )  # fmt: skip


def confirm_coming(*, actor: Person, row: Participant) -> Participant:
    """A participant, or the unit, says: I come."""
    return _set_state(actor, row, State.COMING)


def name_stand_in(*, actor: Person, row: Participant, name: str, post: str, reason: str) -> Participant:
    """代会: somebody else comes, and why."""
    if not name.strip() or not reason.strip():
        raise Refused("代会要写明代会人和理由，没有保存。")
    if name.strip() == row.name:
        raise Refused("代会人就是本人，没有保存。")
    return _set_state(
        actor,
        row,
        State.STAND_IN,
        stand_in_name=name.strip()[:40],
        stand_in_post=post.strip()[:80],
        reason=reason.strip(),
    )


def ask_leave(*, actor: Person, row: Participant, reason: str) -> Participant:
    """请假: the chair decides."""
    if not reason.strip():
        raise Refused("请假要写明理由，没有保存。")
    row = _set_state(actor, row, State.LEAVE_ASKED, reason=reason.strip())
    meeting = row.meeting
    if meeting.chair is not None:
        text = f"{row.body}{row}向{meeting}请假：{row.reason}"
        key = f"meetings:leave:{row.pk}:{timezone.now():%Y%m%d%H%M%S}"
        tell_all(actor, meeting, [meeting.chair], text, key)
    return row


def decide_leave(
    *, actor: Person, row: Participant, grant: bool, words: str = "", transcribed: bool = False
) -> Participant:
    """准假 or not, by the chair; ``transcribed``: the host side writes down what the chair said."""
    with act(actor=actor, verb="meetings.decide_leave", about=row.meeting) as this:
        meeting = locked(row.meeting)
        row = (
            Participant.objects.select_for_update(of=("self",))
            .select_related("person", "meeting__chair")
            .get(pk=row.pk)
        )
        if transcribed:
            guards.host_side(actor, meeting)
            if row.state != State.LEAVE_ASKED:
                raise Refused(f"{row}没有待批的请假。")
            if not words.strip():
                raise Refused("代录请写明领导的原话。")
        else:
            guards.may_decide_leave(actor, row)
        fields = {
            "state": State.LEAVE if grant else State.INVITED, "decided_by": meeting.chair if transcribed else actor,
            "decided_at": timezone.now(), "decision_words": words.strip(),
        }  # fmt: skip
        carry_out(actor, meeting, lambda _: Participant.objects.filter(pk=row.pk).update(**fields))
        said = "准假" if grant else "不准假，请按时参会"
        this.summary, this.data = f"请假审批《{meeting}》：{row}{said}", {"participant": row.pk, "grant": grant}
        if transcribed and meeting.chair is not None:
            this.on_behalf_of = meeting.chair.name
        people = [person for person in (row.person, meeting.officer) if person is not None]
        text = f"{meeting}请假：{row}{said}{'（' + words.strip() + '）' if words.strip() else ''}"
        tell_all(actor, meeting, people, text, f"meetings:leave:{row.pk}:{timezone.now():%Y%m%d%H%M%S}")
    row.refresh_from_db()
    return row


def _set_state(actor: Person, row: Participant, state: str, **fields: str) -> Participant:
    with act(actor=actor, verb="meetings.set_attendance", about=row.meeting) as this:
        meeting = locked(row.meeting)
        guards.still_coming(meeting)
        row.meeting = meeting
        may_speak_for(actor, row)
        if state == State.LEAVE_ASKED and Participant.objects.filter(pk=row.pk, state=State.LEAVE).exists():
            raise Refused(f"{row}已经准假，不必再请，没有改动。", remedy="能参加了，请点“确认参会”。")
        values = {"stand_in_name": "", "stand_in_post": "", "reason": "", **fields, "state": state}
        carry_out(actor, meeting, lambda _: Participant.objects.filter(pk=row.pk).update(**values))
        row = Participant.objects.select_related("meeting__chair", "invitation").get(pk=row.pk)
        if row.invitation is not None and state != State.LEAVE_ASKED:
            Invitation.objects.filter(pk=row.invitation.pk).update(
                state=Invitation.State.ANSWERED, answered_by=actor.name[:40], answered_at=timezone.now()
            )
        this.summary, this.data = (
            f"参会答复《{meeting}》：{row}{row.get_state_display()}",
            {"participant": row.pk, "state": state},
        )
    return row


def may_speak_for(person: Person, row: Participant) -> None:
    """A participant speaks for themselves; so do their unit and the host side."""
    if row.meeting.state == Meeting.State.PLANNED:
        raise Refused("会议通知还没有发出，不能回执。")
    if row.person_id is not None and guards.doors.acts_for(person, row.person_id):
        return
    if row.invitation is not None and guards.answers_for(person, row.invitation):
        return
    guards.host_side(person, row.meeting)
