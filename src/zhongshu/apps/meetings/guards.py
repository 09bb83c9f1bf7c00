"""Who may do what with a meeting, and when not. Pages ask the same guards as the actions."""

from datetime import datetime

from zhongshu.apps.meetings.models import AgendaItem, Invitation, Meeting, MeetingTask, Participant
from zhongshu.apps.meetings.queries import items as item_doors
from zhongshu.apps.meetings.queries import meetings as doors
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person
from zhongshu.lib.refusal import Refused

State = Meeting.State
MOST_DAYS = 31


def works(person: Person) -> None:
    if not doors.works(person):
        raise Refused("管理员不办理会务，没有改动。", remedy="请由承办会议的科室办理。")


def host_side(person: Person, meeting: Meeting) -> None:
    if not doors.hosts(person, meeting):
        raise Refused(
            f"这一步由会议承办方（{meeting.host_unit}）办理，没有改动。",
            remedy=f"请联系会务负责人{meeting.officer}。",
        )


def still_coming(meeting: Meeting) -> None:
    if not meeting.coming:
        raise Refused(
            f"会议{meeting.get_state_display()}，时间、地点、议程和人员不再改动。",
            remedy="会上的情况请记入会议记录。",
        )


def not_over(meeting: Meeting) -> None:
    if meeting.state in (State.CLOSED, State.CANCELLED):
        raise Refused(f"会议{meeting.get_state_display()}，没有改动。")


def times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Refused("结束时间不在开始时间之后，没有保存。", remedy="跨过零点的会议，请把结束日期写成第二天。")
    if (ends_at - starts_at).days > MOST_DAYS:
        raise Refused(f"会议超过 {MOST_DAYS} 天，没有保存。", remedy="请核对结束日期。")


def may_prepare(person: Person, meeting: Meeting) -> None:
    """Change what a meeting is to be."""
    host_side(person, meeting)
    still_coming(meeting)


def may_seat(person: Person, meeting: Meeting) -> None:
    """Seats may still change while the meeting is held: somebody does not come, somebody is moved."""
    host_side(person, meeting)
    if meeting.over:
        raise Refused(f"会议{meeting.get_state_display()}，座次不再改动。")


def may_do_task(person: Person, task: MeetingTask) -> None:
    not_over(task.meeting)
    if not (doors.acts_for(person, task.holder_id) or doors.hosts(person, task.meeting)):
        raise Refused(f"“{task}”由{task.holder}负责，没有改动。", remedy="需要换人的，请会务负责人改派。")


def may_notify(person: Person, meeting: Meeting) -> None:
    may_prepare(person, meeting)
    if meeting.state != State.PLANNED:
        raise Refused("会议通知已经发出。", remedy="变动时间、地点、人员、议程的，系统会自动重发给受影响的单位。")
    missing = [
        name
        for name, there in (
            ("地点", meeting.place.strip()),
            ("主持人", meeting.chair_id),
            ("参会单位或人员", meeting.invitations.exists() or meeting.participants.exists()),
        )
        if not there
    ]
    if missing:
        raise Refused(f"还不能发通知：缺{'、'.join(missing)}。", remedy="请补齐后再发，已填的内容都在。")


def may_answer(person: Person, invitation: Invitation) -> None:
    """Give a unit's receipt: its own people, or the host side for a unit that telephoned."""
    not_over(invitation.meeting)
    if invitation.meeting.state == State.PLANNED:
        raise Refused("会议通知还没有发出，不能回执。")
    if not (answers_for(person, invitation) or doors.hosts(person, invitation.meeting)):
        raise Refused(f"{invitation}的回执由该单位填写，没有改动。")


def answers_for(person: Person, invitation: Invitation) -> bool:
    """Whether the person speaks for the invited unit."""
    if not doors.works(person):
        return False
    units = org.units_of(person)
    if invitation.unit_id is not None:
        return any(unit.pk == invitation.unit_id for unit in units)
    if invitation.organ_id is None:
        return False
    duties = {(invitation.organ_id, duty.value) for duty in (Duty.CLERK, Duty.DIRECTOR, Duty.SECTION_HEAD)}
    return bool(duties & org.duties_by_organ(person))


def may_decide_leave(person: Person, row: Participant) -> None:
    if row.state != Participant.State.LEAVE_ASKED:
        raise Refused(f"{row}没有待批的请假。")
    meeting = row.meeting
    if meeting.chair_id is None:
        host_side(person, meeting)
    elif not doors.chairs(person, meeting):
        raise Refused(f"请假由会议主持人{meeting.chair}批准，没有改动。", remedy="主持人口头同意的，请会务人员代录。")


# -- agenda items ----------------------------------------------------------------------------------------------------

Item = AgendaItem.State
#: From which states a step may be taken.
STEPS: dict[str, tuple[str, ...]] = {
    "edit": (Item.PROPOSED, Item.RETURNED),
    "vet": (Item.PROPOSED,),
    "approve": (Item.VETTED,),
    "schedule": (Item.APPROVED,),
    "unschedule": (Item.SCHEDULED,),
    "decide": (Item.SCHEDULED,),
    "withdraw": (Item.PROPOSED, Item.RETURNED, Item.VETTED, Item.APPROVED),
}


def step(item: AgendaItem, name: str) -> None:
    if item.state not in STEPS[name]:
        raise Refused(f"议题《{item}》{item.get_state_display()}，现在不能办这一步，没有改动。")


def proposing_side(person: Person, item: AgendaItem) -> None:
    if not item_doors.proposes(person, item):
        raise Refused(f"这一步由提请单位{item.unit}办理，没有改动。")


def vetting_side(person: Person, item: AgendaItem) -> None:
    if not item_doors.vets(person, item):
        raise Refused("议题由办公室审核，没有改动。", remedy="请联系办公室主任或承办会议的科室。")


def missing_for_vetting(item: AgendaItem) -> list[str]:
    """材料齐不齐, 是否会签, 三重一大: what is still missing, in words."""
    kinds = set(item.papers.values_list("kind", flat=True))
    found = [] if "report" in kinds else ["没有汇报材料"]
    if not item.reporter_shown:
        found.append("没有汇报人")
    if item.needs_legal and "legal" not in kinds:
        found.append("须合法性审查，没有审查意见")
    for row in item.countersigns.select_related("unit"):
        if row.state == row.State.ASKED:
            found.append(f"{row.unit}还没有会签")
        elif row.state == row.State.OPINION and "opinion" not in kinds:
            found.append(f"{row.unit}有不同意见，没有附征求意见情况")
    if item.major and "opinion" not in kinds and not item.countersigns.exists():
        found.append(f"属三重一大（{item.get_major_display()}），没有征求意见情况，也没有会签")
    return found


def may_vet(person: Person, item: AgendaItem, *, passing: bool) -> None:
    vetting_side(person, item)
    step(item, "vet")
    missing = missing_for_vetting(item) if passing else []
    if missing:
        raise Refused(f"议题《{item}》不能通过审核：{'；'.join(missing)}。", remedy="请退回提请单位补正，或先办会签。")


def may_approve(person: Person, item: AgendaItem, *, transcribed: bool) -> None:
    step(item, "approve")
    if transcribed:
        vetting_side(person, item)
    elif not approves(person, item):
        raise Refused("议题由会议主持人审定，没有改动。", remedy="主持人口头同意的，请办公室代录原话。")


def approves(person: Person, item: AgendaItem) -> bool:
    """Whether the person chairs the organ's meetings: its principal leader, or whoever stands in."""
    leaders = org.people_with_duty(item.organ_id, Duty.PRINCIPAL_LEADER)
    return any(doors.acts_for(person, leader.pk) for leader in leaders)
