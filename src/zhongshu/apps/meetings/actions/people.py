"""Who is invited and who takes part."""

from collections.abc import Iterable
from typing import Any

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.changing import carry_out, locked
from zhongshu.apps.meetings.facts import body_of, post_of
from zhongshu.apps.meetings.models import Invitation, Meeting, Participant
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person, Unit
from zhongshu.lib.meeting.changes import Difference
from zhongshu.lib.refusal import Refused

MOST_PEOPLE = 3000
#: Ranks within one group of people.
LAST = 899


def invite(
    *,
    actor: Person,
    meeting: Meeting,
    units: Iterable[Unit] = (),
    organs: Iterable[Organ] = (),
    external: Iterable[str] = (),
    wanted: str = "",
    quota: int = 1,
) -> Difference:
    """Ask units to send somebody: own sections, other organs on the server, bodies outside by name."""
    with act(actor=actor, verb="meetings.invite", about=meeting) as this:
        meeting = locked(meeting)
        guards.may_prepare(actor, meeting)
        rows = [Invitation(unit=unit, organ=unit.organ, name=_name(unit, meeting)) for unit in units]
        rows += [Invitation(organ=organ, name=organ.short_name) for organ in organs]
        rows += [Invitation(external=True, name=name.strip()[:80]) for name in external if name.strip()]
        changed = carry_out(actor, meeting, lambda m: _put_units(m, rows, wanted, quota))
        this.summary, this.data = f"邀请 {len(rows)} 个单位参加《{meeting}》", {"units": [row.name for row in rows]}
    return changed


def _name(unit: Unit, meeting: Meeting) -> str:
    return unit.name if unit.organ_id == meeting.organ_id else f"{unit.organ.short_name}{unit.name}"


def _put_units(meeting: Meeting, rows: list[Invitation], wanted: str, quota: int) -> None:
    known = {row.name for row in meeting.invitations.all()}
    position = meeting.invitations.count()
    for row in rows:
        if row.name in known:
            raise Refused(f"{row.name}已在参会单位中，没有改动。", remedy="要改名额或要求的，请在原来那一行修改。")
        known.add(row.name)
        row.meeting, row.wanted, row.quota, row.position = meeting, wanted.strip()[:120], max(quota, 1), position
        row.save()
        position += 1


def edit_invitation(*, actor: Person, row: Invitation, wanted: str, quota: int, contact: str, phone: str) -> Difference:
    """Change whom a unit is to send."""
    with act(actor=actor, verb="meetings.edit_invitation", about=row.meeting) as this:
        meeting = locked(row.meeting)
        guards.may_prepare(actor, meeting)

        def write(_: Meeting) -> None:
            Invitation.objects.filter(pk=row.pk).update(wanted=wanted, quota=quota, contact=contact, phone=phone)

        changed = carry_out(actor, meeting, write)
        this.summary, this.data = f"修改参会要求《{meeting}》：{row}", {"invitation": row.pk}
    return changed


def uninvite(*, actor: Person, row: Invitation, reason: str) -> Difference:
    """A unit is not wanted after all; its people leave the list with it."""
    with act(actor=actor, verb="meetings.uninvite", about=row.meeting) as this:
        meeting = locked(row.meeting)
        guards.may_prepare(actor, meeting)
        if not reason.strip():
            raise Refused("请写明不再邀请的理由。")
        changed = carry_out(actor, meeting, lambda _: Invitation.objects.get(pk=row.pk).delete(), reason=reason)
        this.summary, this.data = f"不再邀请《{meeting}》：{row}", {"reason": reason}
    return changed


def add_people(
    *,
    actor: Person,
    meeting: Meeting,
    people: Iterable[Person],
    role: str = Participant.Role.ATTEND,
    on_rostrum: bool = False,
) -> Difference:
    """Put members of staff on the list by name."""
    with act(actor=actor, verb="meetings.add_people", about=meeting) as this:
        meeting, wanted = locked(meeting), list(dict.fromkeys(people))
        guards.may_prepare(actor, meeting)
        _refuse_crowd(meeting, len(wanted))

        def write(mine: Meeting) -> None:
            for person in wanted:
                put_person(mine, person, role=role, on_rostrum=on_rostrum)

        changed = carry_out(actor, meeting, write)
        this.summary, this.data = (
            f"增加参会 {len(wanted)} 人《{meeting}》",
            {"people": [person.pk for person in wanted]},
        )
    return changed


def add_guest(*, actor: Person, meeting: Meeting, **fields: Any) -> Difference:
    """Put somebody on the list who is not on the server: name, body, post, rank, role, rostrum, mobile."""
    with act(actor=actor, verb="meetings.add_guest", about=meeting) as this:
        meeting = locked(meeting)
        guards.may_prepare(actor, meeting)
        _refuse_crowd(meeting, 1)
        changed = carry_out(actor, meeting, lambda m: Participant.objects.create(meeting=m, **fields))
        this.summary = f"增加参会人员《{meeting}》：{fields.get('name', '')}"
    return changed


def edit_participant(*, actor: Person, row: Participant, **fields: Any) -> Difference:
    """Change how somebody stands on the list."""
    with act(actor=actor, verb="meetings.edit_participant", about=row.meeting) as this:
        meeting = locked(row.meeting)
        guards.may_prepare(actor, meeting)
        changed = carry_out(actor, meeting, lambda _: Participant.objects.filter(pk=row.pk).update(**fields))
        this.summary, this.data = f"修改参会人员《{meeting}》：{row}", {"participant": row.pk}
    return changed


def remove_participant(*, actor: Person, row: Participant, reason: str) -> Difference:
    """Take somebody off the list."""
    with act(actor=actor, verb="meetings.remove_participant", about=row.meeting) as this:
        meeting = locked(row.meeting)
        guards.may_prepare(actor, meeting)
        if not reason.strip():
            raise Refused("请写明去掉这个人的理由。")
        changed = carry_out(actor, meeting, lambda _: Participant.objects.get(pk=row.pk).delete(), reason=reason)
        this.summary, this.data = f"去掉参会人员《{meeting}》：{row}", {"reason": reason}
    return changed


def put_person(meeting: Meeting, person: Person, **fields: Any) -> Participant:
    """One row for a member of staff; Refused when the person is on the list already."""
    if person.left_on is not None:
        raise Refused(f"{person}已离岗，没有列入名单。")
    if meeting.participants.filter(person=person).exists():
        raise Refused(f"{person}已在参会名单中，没有重复列入。")
    return Participant.objects.create(
        meeting=meeting, person=person, name=person.name, body=body_of(person), post=post_of(person),
        mobile=person.mobile, rank=protocol_rank(person, meeting.organ), **fields,
    )  # fmt: skip


def protocol_rank(person: Person, organ: Organ) -> int:
    """Leaders from above, then the organ's own (principal, deputies, office directors), then the leaders of other organs in
    the order of organs, then everybody else."""
    duties, own = org.duties_of(person), person.organ_id == organ.pk
    rank = min(person.rank, LAST)
    leads = bool({Duty.PRINCIPAL_LEADER.value, Duty.DEPUTY_LEADER.value} & duties)
    if leads and person.organ.level < organ.level:
        return min(rank, 99)
    if own and Duty.PRINCIPAL_LEADER.value in duties:
        return 100 + rank
    if own and leads:
        return 1000 + rank
    if own and {Duty.DIRECTOR.value, Duty.DEPUTY_DIRECTOR.value} & duties:
        return 2000 + rank
    if not own and (leads or Duty.DIRECTOR.value in duties):
        return 3000 + min(person.organ.position, 199) * 10 + min(rank, 9)
    return 6000 + rank


def _refuse_crowd(meeting: Meeting, more: int) -> None:
    if meeting.participants.count() + more > MOST_PEOPLE:
        raise Refused(f"参会名单超过 {MOST_PEOPLE} 人，没有保存。", remedy="请分场次召开。")
