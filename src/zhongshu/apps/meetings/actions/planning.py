"""立会: a meeting from its template, with the nineteen tasks; a 碰头会 from three fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from zhongshu.apps.access.policy import refuse_above_ceiling
from zhongshu.apps.audit.actions import act
from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.arranging import book_things, give_back
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.actions.notice import send_first_notice
from zhongshu.apps.meetings.actions.people import put_person
from zhongshu.apps.meetings.actions.telling import make_findable, readers_of, spread, spread_waiting, tell, tell_all
from zhongshu.apps.meetings.catalogue import SMALL, edition_of, templates_for
from zhongshu.apps.meetings.models import AgendaSlot, CheckItem, Meeting, MeetingPaper, MeetingTask
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person, Unit
from zhongshu.apps.outgoing.policy.marks import refuse_marked
from zhongshu.lib.meeting.plan import PlannedTask, plan_tasks
from zhongshu.lib.meeting.tasks import TASKS
from zhongshu.lib.meeting.template import Template
from zhongshu.lib.refusal import Refused
from zhongshu.lib.worktime import add_workdays

ANSWER_HOUR = 17


@dataclass(frozen=True)
class Plan:
    """What whoever plans a meeting says of it."""

    template: str
    name: str
    starts_at: datetime
    ends_at: datetime
    place: str
    chair: Person | None = None
    host_unit: Unit | None = None
    officer: Person | None = None
    session: str = ""
    purpose: str = ""
    secrecy: int = Meeting.Secrecy.INTERNAL


def plan_meeting(*, actor: Person, plan: Plan, dropped: Mapping[str, str] | None = None) -> Meeting:
    """立会. ``dropped``: task → why this meeting does without it.

    Refused for a meeting that ends before it begins, without a name, or marked above what this server may hold.
    """
    with act(actor=actor, verb="meetings.plan_meeting") as this:
        guards.works(actor)
        template = templates_for(actor.organ).get(plan.template)
        if template is None:
            raise Refused("没有这种会议的模板，没有立会。", remedy="请从列表中选择。")
        meeting = _create(actor, plan, template)
        _make_tasks(actor, meeting, template, dropped or {})
        _make_papers(meeting, template)
        _make_parts(meeting, template)
        this.about, this.summary = meeting, f"立会《{meeting}》"
        this.data = {"template": plan.template, "dropped": dict(dropped or {})}
        spread(actor, meeting, readers_of(meeting))
        spread_waiting(actor, meeting)
        book_things(actor, meeting)
        make_findable(meeting)
        _tell_holders(actor, meeting)
    return meeting


def plan_small(
    *, actor: Person, purpose: str, starts_at: datetime, people: Iterable[Person], place: str = "", minutes: int = 30
) -> Meeting:
    """碰头会: what about, when, who. The notice goes out at once; none of the nineteen tasks is made."""
    with act(actor=actor, verb="meetings.plan_small") as this:
        guards.works(actor)
        invited = list(dict.fromkeys(people))
        if not purpose.strip() or not invited:
            raise Refused("碰头会要有事由和参加人，没有保存。")
        template = templates_for(actor.organ)[SMALL]
        plan = Plan(
            template=SMALL, name=f"碰头会：{purpose.strip()[:60]}", purpose=purpose.strip(), starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes), place=place.strip() or "召集人办公室", chair=actor,
        )  # fmt: skip
        meeting = _create(actor, plan, template, small=True)
        for person in invited:
            if person.pk != actor.pk:
                put_person(meeting, person)
        book_things(actor, meeting)
        send_first_notice(actor, meeting)
        this.about, this.summary = meeting, f"召集《{meeting}》"
        this.data = {"people": [person.pk for person in invited]}
    return meeting


def cancel_meeting(*, actor: Person, meeting: Meeting, reason: str) -> Meeting:
    """Call the meeting off; whoever had the notice is told why."""
    with act(actor=actor, verb="meetings.cancel_meeting", about=meeting) as this:
        meeting = locked(meeting)
        guards.may_prepare(actor, meeting)
        if not reason.strip():
            raise Refused("请写明取消的理由。")
        for slot in meeting.slots.filter(kind=AgendaSlot.Kind.ITEM).select_related("item"):
            item = slot.item
            slot.delete()
            if item is not None:
                item.state = item.State.APPROVED
                item.save(update_fields=["state"])
        meeting.state, meeting.cancelled_at, meeting.cancel_reason = (
            Meeting.State.CANCELLED,
            timezone.now(),
            reason.strip(),
        )
        meeting.save(update_fields=["state", "cancelled_at", "cancel_reason"])
        give_back(actor, meeting, reason.strip()[:120])
        this.summary, this.data = f"取消会议《{meeting}》", {"reason": reason}
        people = (
            Person.objects.filter(participations__meeting=meeting) if meeting.notified_at else Person.objects.none()
        )
        holders = Person.objects.filter(meeting_tasks__meeting=meeting)
        everyone = {person.pk: person for person in (*people, *holders)}
        text = f"{meeting}已取消：{reason.strip()}"
        tell_all(actor, meeting, everyone.values(), text, f"meetings:cancel:{meeting.pk}")
    return meeting


def _create(actor: Person, plan: Plan, template: Template, *, small: bool = False) -> Meeting:
    guards.times(plan.starts_at, plan.ends_at)
    refuse_above_ceiling(plan.secrecy)
    refuse_marked([plan.name, plan.purpose])
    if not plan.name.strip() or not plan.place.strip():
        raise Refused("会议要有名称和地点，没有保存。")
    unit = plan.host_unit or org.main_unit(actor)
    if unit is None:
        raise Refused("您没有在任何科室任职，不能承办会议。", remedy="请由承办科室的人员立会。")
    starts = timezone.localtime(plan.starts_at)
    answer = None
    if not small and template.answer_days:
        due = add_workdays(work_calendar(), starts.date(), template.answer_days)
        wanted = starts.replace(year=due.year, month=due.month, day=due.day, hour=ANSWER_HOUR, minute=0)
        answer = wanted if wanted > timezone.now() else None
    return Meeting.objects.create(
        organ=actor.organ, kind=template.kind, template=plan.template, edition=edition_of(actor.organ, plan.template),
        name=plan.name.strip(), session=plan.session.strip(), purpose=plan.purpose.strip(), starts_at=plan.starts_at,
        ends_at=plan.ends_at, place=plan.place.strip(), chair=plan.chair, host_unit=unit, officer=plan.officer or actor,
        secrecy=plan.secrecy, small=small, answer_by=answer, created_by=actor, created_at=timezone.now(),
    )  # fmt: skip


def _make_tasks(actor: Person, meeting: Meeting, template: Template, dropped: Mapping[str, str]) -> None:
    unknown = set(dropped) - set(TASKS)
    if unknown or any(not reason.strip() for reason in dropped.values()):
        raise Refused("不办的任务要逐项写明理由，没有立会。", remedy="请填写理由，或者保留这项任务。")
    days, now = meeting.days, timezone.now()
    planned = plan_tasks(template, days[0], days[-1], work_calendar(), timezone.localdate())
    holders = _holders(meeting, planned)
    tasks = []
    for position, row in enumerate(planned):
        task = MeetingTask(
            meeting=meeting, key=row.key, phase=row.phase, position=position, holder=holders[row.holder], days=row.days,
            due_on=row.due_on,
        )  # fmt: skip
        if row.key in dropped:
            task.state, task.dropped_by, task.dropped_at = MeetingTask.State.DROPPED, actor, now
            task.dropped_reason = dropped[row.key].strip()
        tasks.append(task)
    MeetingTask.objects.bulk_create(tasks)
    CheckItem.objects.bulk_create(
        CheckItem(task=task, position=n, text=text)
        for task, row in zip(tasks, planned, strict=True)
        for n, text in enumerate(row.checks)
    )


def _holders(meeting: Meeting, planned: list[PlannedTask]) -> dict[str, Person]:
    """Role → who has it; the officer where the office has nobody."""
    found = {"officer": meeting.officer, "host_head": org.head_of(meeting.host_unit) or meeting.officer}
    for role in {row.holder for row in planned} - set(found):
        found[role] = org.people_with_duty(meeting.organ_id, Duty(role)).first() or meeting.officer
    return found


def _make_papers(meeting: Meeting, template: Template) -> None:
    calendar, first = work_calendar(), meeting.days[0]
    MeetingPaper.objects.bulk_create(
        MeetingPaper(
            meeting=meeting, position=n, title=row.title, restricted=row.restricted, holder=meeting.officer,
            due_on=max(add_workdays(calendar, first, row.days) if row.days else first, timezone.localdate()),
        )
        for n, row in enumerate(template.papers)
    )  # fmt: skip


def _make_parts(meeting: Meeting, template: Template) -> None:
    AgendaSlot.objects.bulk_create(
        AgendaSlot(
            meeting=meeting, position=n, kind=AgendaSlot.Kind.BREAK if row.rest else AgendaSlot.Kind.PART,
            title=row.title, speaker=row.speaker, minutes=row.minutes,
        )
        for n, row in enumerate(template.parts)
    )  # fmt: skip


def _tell_holders(actor: Person, meeting: Meeting) -> None:
    mine: dict[Person, list[str]] = {}
    for task in meeting.tasks.filter(state=MeetingTask.State.OPEN).select_related("holder"):
        mine.setdefault(task.holder, []).append(str(task))
    texts = {person: f"{meeting}：请您负责{'、'.join(names)}" for person, names in mine.items()}
    tell(actor, meeting, texts, f"meetings:plan:{meeting.pk}")


def proposed_drops(template: Template) -> dict[str, str]:
    """Tasks this kind of meeting usually does without, each with the reason."""
    return {rule.key: rule.drop for rule in template.tasks if rule.drop}
