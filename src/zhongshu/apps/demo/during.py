"""A meeting that takes place as the demo county is built: some have checked in, somebody speaks, groups are dealt."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from openpyxl import Workbook

from zhongshu.apps.demo.clock import at
from zhongshu.apps.demo.names import made_up
from zhongshu.apps.demo.tree import County
from zhongshu.apps.meetings.actions import during as actions
from zhongshu.apps.meetings.actions import notice, people, planning, rosters, running, seating
from zhongshu.apps.meetings.actions.planning import Plan
from zhongshu.apps.meetings.models import Meeting, Participant
from zhongshu.apps.meetings.policy.seating import usual_room
from zhongshu.apps.org.models import Person

NAME = "全县重点项目推进会"
BODIES = ("东关镇", "青石镇", "白河镇", "县发展改革局", "县财政局", "县自然资源局", "县住房城乡建设局", "县交通运输局")
EACH = 4
SPEAKERS = (
    ("东关镇", "盯紧节点抓项目", 6), ("青石镇", "集中攻坚农村饮水管网", 6), ("县发展改革局", "全县重点项目进展情况", 10),
    ("县财政局", "资金保障情况", 5),
)  # fmt: skip
STOPS = (
    (150, 30, "县经济开发区标准厂房", "建设进度和入驻企业", "开发区管委会主任", 25),
    (205, 25, "青石镇水厂", "管网改造现场", "青石镇镇长", 20),
    (250, 20, "省道改线工地", "征拆和施工组织", "县交通运输局局长", 0),
)


def build_during(county: County, say: Callable[[str], None]) -> int:
    """Tell it once; 0 when it has been told before. All or nothing."""
    if Meeting.objects.filter(organ=county.office, name=NAME).exists():
        return 0
    say("正在召开的会议 1 个……")
    now = timezone.now()
    with transaction.atomic():
        _Telling(county, now).tell()
    return 1


def _roster() -> bytes:
    """The list the bodies sent in, as their workbook."""
    book, names, file = Workbook(), made_up(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "单位", "职务", "手机"])
    for order, body in enumerate(BODIES):
        for number in range(EACH):
            post = "分管负责人" if number else "主要负责人"
            sheet.append([next(names), body, post, f"1390000{order:02}{number:02}"])
    book.save(file)
    return file.getvalue()


class _Telling:
    def __init__(self, county: County, now: datetime) -> None:
        self.county, self.now = county, now
        self.starts = now - timedelta(minutes=40)
        self.head: Person = county["section_head"]

    def tell(self) -> None:
        with at(self.now - timedelta(days=4)):
            self._plan()
        with at(self.now - timedelta(days=1)):
            self._prepare()
        with at(self.starts):
            running.open_meeting(actor=self.head, meeting=self.meeting)
        self._check_in()
        self._speak()
        self._write()

    def _plan(self) -> None:
        plan = Plan(
            template="promotion", name=NAME, starts_at=self.starts, ends_at=self.starts + timedelta(hours=7),
            place="政务中心礼堂", chair=self.county["principal_leader"], purpose="推进全县重点项目建设。",
        )  # fmt: skip
        self.meeting = planning.plan_meeting(actor=self.head, plan=plan)
        leaders = [self.county["principal_leader"], self.county["deputy_leader"], self.county["director"]]
        people.add_people(actor=self.head, meeting=self.meeting, people=leaders, on_rostrum=True)
        notice.send_notice(actor=self.head, meeting=self.meeting)
        roster = rosters.upload_roster(actor=self.head, meeting=self.meeting, name="参会名单.xlsx", content=_roster())
        rosters.take_roster(actor=self.head, roster=roster)
        self.meeting.refresh_from_db()

    def _others(self) -> list[Participant]:
        return list(Participant.objects.filter(meeting=self.meeting, person__isnull=True).order_by("rank"))

    def _prepare(self) -> None:
        common: dict[str, Any] = {"actor": self.head, "meeting": self.meeting}
        start = self.starts
        seating.lay_out_seats(**common, room=usual_room("blocks"))
        actions.keep_session(
            **common, kind="registration", title="报到", starts_at=start - timedelta(minutes=20), ends_at=start + timedelta(hours=1),
            opens_at=start - timedelta(hours=2), place="政务中心一楼大厅",
        )  # fmt: skip
        self.plenary = actions.keep_session(
            **common, kind="plenary", title="全体会议", starts_at=start, ends_at=start + timedelta(hours=3),
            opens_at=start - timedelta(hours=1), place=self.meeting.place, agenda="通报项目进展\n大会发言\n主持人讲话",
        )  # fmt: skip
        for body, topic, minutes in SPEAKERS:
            speaker = next(one for one in self._others() if one.body == body)
            actions.keep_speech(**common, participant=speaker, topic=topic, minutes=minutes)
        groups = actions.deal_groups(**common, count=3, keep_bodies=True)
        for group, place in zip(groups, ("第一会议室", "第二会议室", "视频会议室"), strict=True):
            actions.keep_group(
                actor=self.head, group=group, name=group.name, place=place, starts_at=start + timedelta(hours=5),
                ends_at=start + timedelta(hours=6), leader=group.members.select_related("participant")[0].participant,
                recorder=self.county["drafter"], topic="项目推进中的堵点和建议",
            )  # fmt: skip
        for after, stay, place, what, briefer, way in STOPS:
            arrives = start + timedelta(minutes=after)
            actions.keep_stop(
                **common, place=place, arrives_at=arrives, leaves_at=arrives + timedelta(minutes=stay), what=what,
                briefer=briefer, minutes_on=way,
            )  # fmt: skip
        for number, seats in ((1, 19), (2, 19)):
            actions.keep_vehicle(
                **common,
                position=number,
                seats=seats,
                plate=f"演A·0{number}66{number}",
                driver="石大勇",
                marshal="汪洋",
            )
        actions.share_rides(**common)

    def _check_in(self) -> None:
        for number, person in enumerate(self._others()):
            if number % 9 == 5:
                continue
            late = number % 11 == 7
            with at(self.starts + timedelta(minutes=6 if late else number % 20 - 25)):
                actions.check_in(actor=self.head, session=self.plenary, participant=person, how="list")

    def _speak(self) -> None:
        first, second, *_ = self.meeting.speeches.all()
        with at(self.now - timedelta(minutes=12)):
            actions.begin_speech(actor=self.head, speech=first)
        with at(self.now - timedelta(minutes=3)):
            actions.begin_speech(actor=self.head, speech=second)

    def _write(self) -> None:
        with at(self.now - timedelta(minutes=5)):
            bulletin = actions.write_bulletin(
                actor=self.head, meeting=self.meeting, title="全县重点项目推进会今天召开",
                text="一、会议概况\n会议通报了前三季度重点项目进展情况，8个单位参加。\n二、会议要求\n各单位要倒排工期，按月调度。",
            )  # fmt: skip
            actions.issue_bulletin(actor=self.head, bulletin=bulletin)
            record = actions.open_record(actor=self.head, meeting=self.meeting)
            part = record.parts.all()[0]
            actions.save_record(
                actor=self.head, record=record, base=record.revision,
                fields={f"part_{part.pk}": "县发展改革局通报：全县86个重点项目开工79个，完成年度投资的81%。"}, begun={},
            )  # fmt: skip
