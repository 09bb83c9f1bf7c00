"""Meetings at several stages, by the very acts that the pages call."""

from datetime import datetime, timedelta

from django.utils import timezone

from zhongshu.apps.demo.after import after_story
from zhongshu.apps.demo.clock import OfficeHours, Story
from zhongshu.apps.demo.tree import County
from zhongshu.apps.meetings.actions import agenda, deciding, items, notice, people, planning, receipts, running
from zhongshu.apps.meetings.actions import tasks as task_actions
from zhongshu.apps.meetings.actions.items import ItemFacts
from zhongshu.apps.meetings.actions.planning import Plan
from zhongshu.apps.meetings.actions.receipts import Comer
from zhongshu.apps.meetings.catalogue import templates_for
from zhongshu.apps.meetings.models import AgendaItem, Meeting, MeetingTask
from zhongshu.apps.org.queries import head_of
from zhongshu.lib.worktime import add_workdays

HOUR = 1.0
_REPORT = "关于{title}的汇报。基本情况、存在问题、意见建议见正文，数据已与有关单位核对。"


def meeting_stories(county: County, hours: OfficeHours) -> list[tuple[datetime, Story]]:
    """When each story begins, and the story. They are told together with the matters, for some become matters."""
    return [
        (hours.morning(12), _held(county, hours)),
        (hours.morning(4), _invited(county, hours)),
        (hours.morning(2), _planned(county, hours)),
        (hours.morning(1), _small(county, hours)),
        (hours.morning(7), after_story(county, hours)),
    ]


def _plan(county: County, hours: OfficeHours, template: str, days: int, *, clock: int = 9, **fields: str) -> Meeting:
    """A meeting so many workdays from the story's present day."""
    rule = templates_for(county.office)[template]
    day = add_workdays(hours.calendar, timezone.localdate(), days)
    starts = timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=clock)
    plan = Plan(
        template=template, name=fields["name"], starts_at=starts, ends_at=starts + timedelta(minutes=rule.minutes),
        place=fields["place"], chair=county["principal_leader"], purpose=fields.get("purpose", ""),
        session=fields.get("session", ""),
    )  # fmt: skip
    return planning.plan_meeting(actor=county["section_head"], plan=plan, dropped=planning.proposed_drops(rule))


def _item(county: County, title: str, summary: str, minutes: int = 20) -> AgendaItem:
    text = _REPORT.format(title=title).encode()
    facts = ItemFacts(
        title=title, forum="county_executive", summary=summary, reporter=county["town_clerk"], minutes=minutes
    )
    return items.propose_item(
        actor=county["town_clerk"], organ=county.office, facts=facts, papers=[("report", "汇报材料.txt", text)]
    )


def _approve(county: County, item: AgendaItem) -> None:
    items.vet_item(actor=county["director"], item=item, passing=True)
    items.approve_item(actor=county["principal_leader"], item=item, agree=True, words="同意上会。")


def _held(county: County, hours: OfficeHours) -> Story:
    """A 县长办公会 that is over: decided, carried over, agreed items in the ledger."""
    host = county["section_head"]
    rows = [
        _item(county, "关于青石镇敬老院改造的请示", "申请改造资金60万元，增设床位30张。"),
        _item(county, "关于农村公路安全隐患整治的汇报", "全镇排查隐患17处，分两批整治。", 25),
        _item(county, "关于集镇停车管理的请示", "拟划定停车泊位，意见不一，请会议研究。", 15),
    ]
    yield 4 * HOUR
    for item in rows:
        _approve(county, item)
    yield 2 * HOUR
    meeting = _plan(
        county, hours, "county_executive", 4, name="第22次县长办公会议", place="县政府第一会议室", session="第22次"
    )
    for item in rows:
        agenda.schedule_item(actor=host, meeting=meeting, item=item)
    members = [county["principal_leader"], county["deputy_leader"], county["director"]]
    people.add_people(actor=host, meeting=meeting, people=members)
    yield 3 * HOUR
    notice.send_notice(actor=host, meeting=meeting)
    yield 2 * HOUR
    for row in meeting.participants.filter(person__isnull=False).select_related("person"):
        if row.person is not None:
            receipts.confirm_coming(actor=row.person, row=row)
    while timezone.now() < meeting.starts_at:
        yield 4 * HOUR
    yield from _decide(county, hours, meeting, rows)


def _decide(county: County, hours: OfficeHours, meeting: Meeting, rows: list[AgendaItem]) -> Story:
    """What the meeting concludes on each item; what was agreed goes into the ledger."""
    host = county["section_head"]
    running.open_meeting(actor=host, meeting=meeting)
    yield 2 * HOUR
    for item, outcome, decision in (
        (rows[0], "agreed", "同意敬老院改造，资金60万元从民政专项列支，由青石镇组织实施。"),
        (rows[1], "in_principle", "原则同意分两批整治，第一批9处抓紧完成，第二批另行报方案。"),
    ):
        deciding.record_decision(actor=host, item=item, outcome=outcome, decision=decision)
    deciding.carry_over(actor=host, item=rows[2], reason="泊位数量和收费标准意见不一，青石镇进一步征求意见后再议。")
    running.end_meeting(actor=host, meeting=meeting)
    yield HOUR
    unit = county.organs["青石镇"].units.get(is_office=True)
    due = add_workdays(hours.calendar, timezone.localdate(), 30)
    for item, text, standard in (
        (rows[0], "青石镇组织实施敬老院改造。", "新增床位30张，通过验收"),
        (rows[1], "青石镇完成第一批公路安全隐患整治。", "9处隐患整治到位，逐处销号"),
    ):
        deciding.agree(
            actor=host, meeting=meeting, item=item, text=text, standard=standard, unit=unit, person=county["town_clerk"],
            deadline=due,
        )  # fmt: skip
    deciding.enter_all(actor=host, meeting=meeting)


def _invited(county: County, hours: OfficeHours) -> Story:
    """A 动员会 that is near: the notice is out, some units have answered, one asks leave."""
    host = county["section_head"]
    meeting = _plan(
        county, hours, "mobilization", 8, clock=14, name="全县森林防灭火工作动员部署会议", place="县会议中心二楼会议厅",
        purpose="部署今冬明春森林防灭火工作。",
    )  # fmt: skip
    people.add_people(
        actor=host, meeting=meeting, people=[county["principal_leader"], county["deputy_leader"]], on_rostrum=True
    )
    bodies = {
        organ.pk: organ for organ in county.organs.values() if organ.people.exists() and organ.pk != county.office.pk
    }
    organs = list(bodies.values())[:6]
    people.invite(
        actor=host,
        meeting=meeting,
        organs=organs,
        external=["驻县武警中队", "县消防救援大队"],
        wanted="主要负责人",
        quota=1,
    )
    yield 3 * HOUR
    notice.send_notice(actor=host, meeting=meeting)
    yield 6 * HOUR
    for row in meeting.invitations.filter(organ__isnull=False).select_related("organ")[:2]:
        head = row.organ.people.filter(left_on__isnull=True).order_by("rank").first() if row.organ else None
        if head is not None:
            receipts.answer(
                actor=host, invitation=row, comers=[Comer(head.name, "", "", head)], note="电话回执，会务代填"
            )
    yield 2 * HOUR
    deputy = meeting.participants.get(person=county["deputy_leader"])
    receipts.ask_leave(actor=county["deputy_leader"], row=deputy, reason="同一时间到市里参加防汛抗旱工作会议")
    plan = meeting.tasks.get(key="plan")
    task_actions.finish_task(actor=host, task=plan, note="方案已报县长审定，其余各项一并核对。")


def _planned(county: County, hours: OfficeHours) -> Story:
    """The next 县长办公会, with the item carried over and one more; the notice is not out yet."""
    host = county["section_head"]
    item = _item(county, "关于青石镇集中供水二期工程的请示", "覆盖剩余5个村，概算120万元。")
    yield 3 * HOUR
    _approve(county, item)
    meeting = _plan(
        county, hours, "county_executive", 6, name="第23次县长办公会议", place="县政府第一会议室", session="第23次"
    )
    waiting = AgendaItem.objects.filter(organ=county.office, state=AgendaItem.State.APPROVED).order_by("pk")
    for row in waiting:
        agenda.schedule_item(actor=host, meeting=meeting, item=row)
    people.add_people(actor=host, meeting=meeting, people=[county["principal_leader"], county["deputy_leader"]])
    _item(county, "关于设立镇级应急物资库的请示", "拟在集镇设立应急物资库一处。", 10)
    yield HOUR
    for task in meeting.tasks.filter(key="plan", state=MeetingTask.State.OPEN):
        for check in task.checks.all()[:3]:
            task_actions.tick(actor=host, check=check, done=True)


def _small(county: County, hours: OfficeHours) -> Story:
    """A 碰头会: three fields."""
    day = add_workdays(hours.calendar, timezone.localdate(), 2)
    starts = timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=15)
    people_wanted = [county["drafter"], county["supervision_officer"]]
    head = head_of(county["drafter"].posts.get(is_main=True, ended_on__isnull=True).unit)
    actor = head or county["section_head"]
    planning.plan_small(
        actor=actor, purpose="核对三季度督办台账数据", starts_at=starts, people=[p for p in people_wanted if p.pk != actor.pk],
        place="综合科办公室",
    )  # fmt: skip
    yield HOUR
