"""分组讨论: who is in which group, and each group's record."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from zhongshu.apps.access.actions import grant
from zhongshu.apps.access.subjects import person_key
from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.models import BreakoutGroup, GroupMember, Meeting, Participant
from zhongshu.apps.meetings.policy.sharing import One, spread, together
from zhongshu.apps.meetings.queries.groups import may_write_group, to_share
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.actions import notify
from zhongshu.lib.numerals import to_chinese
from zhongshu.lib.refusal import Refused

MOST_GROUPS = 60


def deal_groups(*, actor: Person, meeting: Meeting, count: int, keep_bodies: bool) -> list[BreakoutGroup]:
    """Share everybody out into ``count`` groups anew: people of one body together, or apart. Names, places, leaders and
    records of groups that stay are kept; a group with a record is never dropped."""
    with act(actor=actor, verb="meetings.deal_groups", about=meeting) as this:
        Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        guards.host_side(actor, meeting)
        guards.not_over(meeting)
        if not 1 <= count <= MOST_GROUPS:
            raise Refused(f"组数在 1 到 {MOST_GROUPS} 之间，没有分组。")
        people = [One(row.pk, row.body, row.rank) for row in to_share(meeting)]
        if not people:
            raise Refused("还没有参会人员，不能分组。", remedy="请先确定参会人员名单。")
        rows = _groups(meeting, count)
        shares = (together if keep_bodies else spread)(people, count)
        GroupMember.objects.filter(group__meeting=meeting).delete()
        GroupMember.objects.bulk_create(
            [
                GroupMember(group=row, participant_id=key)
                for row, share in zip(rows, shares, strict=True)
                for key in share
            ]
        )
        for row, share in zip(rows, shares, strict=True):
            if row.leader_id is not None and row.leader_id not in share:
                row.leader = None
                row.save(update_fields=["leader"])
        this.summary = f"分组：{len(people)} 人分为 {count} 组"
    return rows


def _groups(meeting: Meeting, count: int) -> list[BreakoutGroup]:
    rows = list(BreakoutGroup.objects.filter(meeting=meeting).order_by("position", "pk"))
    for row in rows[count:]:
        if row.record.strip():
            raise Refused(f"{row}已有讨论记录，不能减少分组。")
        row.delete()
    rows = rows[:count]
    taken = {row.name for row in rows}
    number = 0
    while len(rows) < count:
        number += 1
        name = f"第{to_chinese(number)}组"
        if name not in taken:
            rows.append(BreakoutGroup.objects.create(meeting=meeting, position=len(rows) + 1, name=name))
    return rows


def keep_group(
    *,
    actor: Person,
    group: BreakoutGroup,
    name: str,
    place: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    leader: Participant | None = None,
    recorder: Person | None = None,
    topic: str = "",
) -> BreakoutGroup:
    """Name, place, time, leader and recorder of a group; a new recorder is told."""
    with act(actor=actor, verb="meetings.keep_group", about=group.meeting) as this:
        guards.host_side(actor, group.meeting)
        guards.not_over(group.meeting)
        group = BreakoutGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
        if (starts_at is None) != (ends_at is None):
            raise Refused("开始和结束时间要同时填，没有保存。")
        if starts_at is not None and ends_at is not None:
            guards.times(starts_at, ends_at)
        if not name.strip():
            raise Refused("请写明组名，没有保存。")
        if BreakoutGroup.objects.filter(meeting=group.meeting_id, name=name.strip()).exclude(pk=group.pk).exists():
            raise Refused(f"已有“{name.strip()}”，没有保存。")
        if leader is not None and not group.members.filter(participant=leader).exists():
            raise Refused(f"{leader.shown_name}不在本组，不能作召集人。", remedy="请先把这位同志调到本组。")
        new = recorder is not None and recorder.pk != group.recorder_id
        group.name, group.place, group.leader, group.recorder = name.strip(), place.strip(), leader, recorder
        group.starts_at, group.ends_at, group.topic = starts_at, ends_at, topic.strip()
        group.save()
        if new and recorder is not None and recorder.pk != actor.pk:
            _tell(actor, group, recorder)
        this.summary = f"{group}：召集人{leader.shown_name if leader else '未定'}，记录员{recorder or '未定'}"
    return group


def _tell(actor: Person, group: BreakoutGroup, recorder: Person) -> None:
    from django.urls import reverse

    grant(actor=actor, obj=group.meeting, subject=person_key(recorder), reason="讨论记录员")
    notify(
        actor=actor, to=recorder, text=f"请记录“{group.meeting}”{group}的讨论", about=group.meeting,
        url=reverse("meetings:group_record", args=[group.pk]), key=f"meetings:recorder:{group.pk}:{recorder.pk}",
    )  # fmt: skip


def move_members(*, actor: Person, group: BreakoutGroup, participants: Sequence[Participant]) -> int:
    """These are in this group from now on, wherever they were."""
    with act(actor=actor, verb="meetings.move_members", about=group.meeting) as this:
        Meeting.objects.select_for_update(of=("self",)).get(pk=group.meeting_id)
        guards.host_side(actor, group.meeting)
        guards.not_over(group.meeting)
        moved = 0
        for participant in participants:
            if participant.meeting_id != group.meeting_id:
                raise Refused(f"{participant.shown_name}不参加本次会议，没有调整。")
            row, fresh = GroupMember.objects.get_or_create(participant=participant, defaults={"group": group})
            if not fresh and row.group_id != group.pk:
                BreakoutGroup.objects.filter(pk=row.group_id, leader=participant).update(leader=None)
                row.group = group
                row.save(update_fields=["group"])
            moved += fresh or row.group_id == group.pk
        this.summary = f"{group}调入 {moved} 人"
    return moved


def save_group_record(*, actor: Person, group: BreakoutGroup, base: int, text: str) -> tuple[BreakoutGroup, bool]:
    """Save what was said, begun from revision ``base``. False, with nothing saved, when somebody saved meanwhile something
    else. Typing is no act of its own: the record of acts has the first save of each recorder."""
    with act(actor=actor, verb="meetings.save_group_record", about=group.meeting) as this:
        group = BreakoutGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
        may_write_group(actor, group)
        guards.not_over(group.meeting)
        text = text.replace("\r\n", "\n")
        if base != group.revision and text != group.record:
            return group, False
        if text != group.record:
            group.record, group.revision = text, group.revision + 1
            group.saved_by, group.saved_at = actor, timezone.now()
            group.save(update_fields=["record", "revision", "saved_by", "saved_at"])
        this.summary = f"保存{group}讨论记录"
    return group, True
