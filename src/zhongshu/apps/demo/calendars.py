"""The leaders' calendars of last week, this week and the next, rooms and equipment, by the acts that the pages call."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.coordination import actions
from zhongshu.apps.coordination.models import Room
from zhongshu.apps.coordination.week import monday_of
from zhongshu.apps.demo.clock import at
from zhongshu.apps.demo.tree import County
from zhongshu.apps.org.actions import report_absence

ROOMS = (
    ("第一会议室", 60, "办公楼三层", ("投影仪", "音响")),
    ("第二会议室", 24, "办公楼三层", ("投影仪",)),
    ("小会议室", 10, "办公楼二层", ()),
    ("视频会议室", 40, "办公楼四层", ("投影仪", "音响", "视频会议终端")),
    ("政务中心礼堂", 600, "政务中心一层", ("投影仪", "音响")),
)
EQUIPMENT = (("投影仪", 3), ("音响", 2), ("无线话筒", 6), ("视频会议终端", 1), ("席卡", 200))
SECRETARIES = {
    "陈志远": ("林晓雯",), "罗文斌": ("邓子豪",), "宋国平": ("叶青青",), "梁秋月": ("范文涛",), "丁向东": ("汪洋",),
    "贺立军": ("白玉兰",),
}  # fmt: skip

#: (leader, weekday of this week, from, to, what, place, way there and back, more)
Row = tuple[str, int, str, str, str, str, int, dict[str, Any]]
WEEK: tuple[Row, ...] = (
    ("陈志远", 0, "9:00", "11:30", "主持县政府常务会议", "第一会议室", 0, {"with": ("高建国",)}),
    ("罗文斌", 0, "9:00", "11:30", "参加县政府常务会议", "第一会议室", 0, {}),
    ("宋国平", 0, "9:00", "11:30", "参加县政府常务会议", "第一会议室", 0, {}),
    ("梁秋月", 0, "9:00", "11:30", "参加县政府常务会议", "第一会议室", 0, {}),
    ("陈志远", 1, "9:00", "11:00", "调研青石镇农村饮水工程", "青石镇", 50, {"with": ("罗文斌",)}),
    ("陈志远", 1, "11:30", "12:00", "会见安和市水务集团负责人", "小会议室", 0, {"speech": "周明远"}),
    ("宋国平", 1, "14:30", "17:00", "召开重点项目调度会", "第二会议室", 0, {"speech": "林晓雯"}),
    ("梁秋月", 2, "9:00", "10:30", "检查校园食品安全", "县第一小学", 20, {}),
    ("罗文斌", 2, "14:30", "16:30", "召开防汛工作会商", "视频会议室", 0, {"speech": "叶青青"}),
    ("罗文斌", 2, "16:00", "17:30", "约谈东沟河采砂业主", "小会议室", 0, {}),
    ("陈志远", 3, "9:00", "12:00", "参加市政府全体会议", "市行政中心", 70, {"with": ("高建国",), "speech": "周明远"}),
    ("陈志远", 3, "15:00", "16:00", "研究干部事项", "", 0, {"private": True}),
    ("贺立军", 3, "8:30", "11:30", "暗访安全生产", "开发区", 25, {"tentative": True}),
    ("丁向东", 4, "14:30", "16:00", "召开信访积案化解会", "第二会议室", 0, {}),
    ("高建国", 4, "9:00", "10:00", "召开主任办公会", "小会议室", 0, {}),
    ("陈志远", 7, "9:00", "11:00", "主持安全生产专题会议", "第一会议室", 0, {"speech": "邓子豪"}),
    ("贺立军", 7, "9:00", "11:00", "参加安全生产专题会议", "第一会议室", 0, {}),
    ("梁秋月", 8, "14:30", "17:00", "调研县医院新院区建设", "县医院新院区", 15, {"tentative": True}),
    ("丁向东", 9, "9:00", "11:00", "参加全市信访工作会议", "市行政中心", 70, {}),
    ("罗文斌", 9, "9:00", "12:00", "巡查东沟河水库", "东沟水库", 60, {}),
    ("陈志远", 10, "9:00", "11:30", "会见投资企业负责人", "小会议室", 0, {"tentative": True, "with": ("宋国平",)}),
)  # fmt: skip
BOOKED = ("第一会议室", "第二会议室", "小会议室", "视频会议室")
AWAY = ("丁向东", 9, 10, "参加省委党校培训")
MORE_BOOKINGS = (
    ("第二会议室", 2, "9:00", "11:00", "业务培训", "汪洋"),
    ("政务中心礼堂", 3, "8:30", "17:30", "全县干部大会布置和召开", "潘红"),
    ("小会议室", 2, "9:00", "10:30", "法律顾问座谈", "沈静"),
)


def build_calendars(county: County, say: Callable[[str], None]) -> int:
    """Fill the calendars; 0 when it has been done before. All or nothing."""
    if Room.objects.filter(organ=county.office).exists():
        return 0
    say(f"领导活动 {len(WEEK)} 项，会议室 {len(ROOMS)} 间……")
    monday = monday_of(timezone.localdate())
    with transaction.atomic(), at(_moment(monday - timedelta(days=3), "9:00")):
        rooms = _set_up(county)
        for leader, people in SECRETARIES.items():
            actions.set_secretaries(actor=SYSTEM, leader=county[leader], people=[county[one] for one in people])
        for row in WEEK:
            _engage(county, monday, row)
        _book(county, monday, rooms)
        person = county[AWAY[0]]
        report_absence(
            actor=person, person=person, starts_at=_moment(monday + timedelta(days=AWAY[1]), "8:30"),
            ends_at=_moment(monday + timedelta(days=AWAY[2]), "17:30"), reason=AWAY[3],
        )  # fmt: skip
    return len(WEEK)


def _moment(day: date, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _set_up(county: County) -> dict[str, Room]:
    keeper = county["白玉兰"]
    pieces = {
        name: actions.keep_equipment(actor=SYSTEM, organ=county.office, name=name, count=count, keeper=keeper)
        for name, count in EQUIPMENT
    }
    return {
        name: actions.keep_room(
            actor=SYSTEM, organ=county.office, name=name, seats=seats, place=place, keeper=keeper,
            built_in=[pieces[one] for one in built_in],
        )
        for name, seats, place, built_in in ROOMS
    }  # fmt: skip


def _engage(county: County, monday: date, row: Row) -> None:
    name, weekday, start, end, what, place, way, more = row
    day, leader = monday + timedelta(days=weekday), county[name]
    by = county[SECRETARIES[name][0]] if name in SECRETARIES else county["director"]
    actions.engage(
        actor=by, leader=leader, starts_at=_moment(day, start), ends_at=_moment(day, end), what=what, place=place,
        travel_before=way, travel_after=way, accompanying=[county[one] for one in more.get("with", ())],
        speech_by=county[more["speech"]] if "speech" in more else None, settled=not more.get("tentative"),
        private=bool(more.get("private")),
    )  # fmt: skip


def _book(county: County, monday: date, rooms: dict[str, Room]) -> None:
    """The rooms of what takes place in them, once each, and some besides."""
    taken: set[tuple[str, int]] = set()
    for name, weekday, start, end, what, place, *_ in WEEK:
        if place in BOOKED and (place, weekday) not in taken:
            taken.add((place, weekday))
            by = county[SECRETARIES[name][0]] if name in SECRETARIES else county["director"]
            _one(county, rooms[place], monday + timedelta(days=weekday), start, end, what, by)
    for place, weekday, start, end, what, booked_by in MORE_BOOKINGS:
        _one(county, rooms[place], monday + timedelta(days=weekday), start, end, what, county[booked_by])


def _one(county: County, room: Room, day: date, start: str, end: str, what: str, by: Any) -> None:
    actions.book(actor=by, room=room, starts_at=_moment(day, start), ends_at=_moment(day, end), purpose=what)
