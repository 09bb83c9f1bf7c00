"""Who may do what with calendars, rooms and equipment, and when not. Pages ask the same guards as the actions."""

from datetime import datetime, timedelta

from django.utils import timezone

from zhongshu.apps.coordination.models import Booking, Engagement, Equipment, Room
from zhongshu.apps.coordination.models.booking import span_in_words
from zhongshu.apps.coordination.queries import bookings as doors
from zhongshu.apps.coordination.queries import sides
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

LONGEST = timedelta(days=31)


def period(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Refused("结束时间不晚于开始时间，没有保存。", remedy="请核对时间；跨过半夜的，结束日期要写第二天。")
    if ends_at - starts_at > LONGEST:
        raise Refused("一次安排最长 31 天，没有保存。", remedy="请核对日期，或分几次安排。")


def to_come(ends_at: datetime) -> None:
    if ends_at <= timezone.now():
        raise Refused("这个时间已经过去，没有保存。", remedy="请选择以后的时间。")


def may_arrange(person: Person, leader: Person) -> None:
    if not sides.may_arrange(person, leader):
        raise Refused(
            f"{leader}的活动由本人、秘书或办公室主任、副主任安排，没有保存。", remedy="请与其秘书或办公室联系。"
        )


def may_change(person: Person, engagement: Engagement) -> None:
    if engagement.state == Engagement.State.CANCELLED:
        raise Refused("这项安排已经取消，没有改动。", remedy="需要恢复的，请重新安排。")
    if engagement.source == Engagement.Source.SUBJECT:
        raise Refused("这项安排由会议生成，随会议一起改，没有改动。", remedy="请在会议的页面上改时间、地点或参加人。")
    may_arrange(person, engagement.leader)


def fresh(engagement: Engagement, revision: int) -> None:
    """Refused when somebody else has changed it meanwhile."""
    if engagement.revision != revision:
        at = timezone.localtime(engagement.changed_at)
        raise Refused(
            f"{engagement.made_by}在 {at:%-H:%M} 刚改过这项安排，您的改动没有保存。",
            remedy="请刷新后对照新的内容再改。",
        )


def may_book(person: Person, thing: Room | Equipment) -> None:
    if thing.organ_id not in sides.organs_of(person):
        raise Refused(f"{thing}由{thing.organ.short_name}管理，本机关人员才能预订。", remedy="请联系该机关办公室代订。")
    if thing.retired_on is not None:
        raise Refused(f"{thing}已停用，没有预订。", remedy="请另选一间。")


def room_free(room: Room, starts_at: datetime, ends_at: datetime) -> None:
    """Refused, with what is free instead, when the room is taken. Ask with the room's row locked."""
    taken = doors.standing(starts_at, ends_at).filter(room=room).select_related("booked_by").first()
    if taken is None:
        return
    free = doors.alternatives(room=room, start=starts_at, end=ends_at)
    remedy = (
        "可以改订：" + "；".join(one.words for one in free) + "。"
        if free
        else "近两周内没有合适的空闲，请联系预订人商量。"
    )
    when = span_in_words(taken.starts_at, taken.ends_at)
    raise Refused(f"{room}{when}已由{taken.booked_by}预订，没有重复预订。", remedy=remedy)


def pieces_free(equipment: Equipment, quantity: int, starts_at: datetime, ends_at: datetime) -> None:
    left = doors.pieces_left(equipment, starts_at, ends_at)
    if quantity > left:
        said = f"只剩 {left} 件" if left > 0 else "已全部借出"
        raise Refused(
            f"{equipment}共 {equipment.count} 件，这段时间{said}，没有预订。",
            remedy="请减少数量、错开时间，或与借用人商量。",
        )


def may_release(person: Person, booking: Booking) -> None:
    if booking.released_at is not None:
        raise Refused("这个预订已经退订，没有改动。")
    thing = booking.room or booking.equipment
    if thing is None or not (
        booking.booked_by_id == person.pk or thing.keeper_id == person.pk or thing.organ_id in sides.manages_in(person)
    ):
        raise Refused("预订由预订人、管理人或科室负责人退订，没有改动。", remedy=f"请联系预订人{booking.booked_by}。")


def manages(person: Person, organ: int) -> None:
    if organ not in sides.manages_in(person):
        raise Refused("会议室和设备由办公室主任、副主任或科室负责人维护，没有改动。", remedy="请联系行政后勤科室。")


def appoints(person: Person, organ: int) -> None:
    if organ not in sides.appoints_in(person):
        raise Refused("领导秘书由办公室主任、副主任指定，没有改动。")
