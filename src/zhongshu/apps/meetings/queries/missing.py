"""What is still missing before a meeting begins, and what cannot be so: shown at once, each with a suggestion."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from zhongshu.apps.coordination.queries.diaries import AROUND, Clash, busy, group_of
from zhongshu.apps.coordination.queries.sides import leaders_of
from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.meetings.events import missing_asked
from zhongshu.apps.meetings.facts import facts_of
from zhongshu.apps.meetings.models import AgendaItem, Invitation, Meeting, MeetingTask, Participant
from zhongshu.apps.meetings.queries.equipment import booked
from zhongshu.apps.meetings.queries.meetings import during, visible_to
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.agenda import Problem, agenda_problems, day_problems
from zhongshu.lib.meeting.facts import Facts
from zhongshu.lib.slots import Occupied, collide

MOST_NAMED = 8


@dataclass(frozen=True)
class Missing:
    """``level`` red or yellow; ``url`` is where it is mended."""

    level: str
    text: str
    advice: str = ""
    url: str = ""


def missing_of(meeting: Meeting, viewer: Person, facts: Facts | None = None) -> list[Missing]:
    """Everything that stands between the meeting and its start, the impossible first."""
    facts = facts or facts_of(meeting)
    agenda, change = _url("agenda", meeting), _url("change", meeting)
    found = [_missing(row, agenda) for row in agenda_problems(facts.starts_at, facts.ends_at, facts.entries)]
    found += [_missing(row, change) for row in day_problems(facts.starts_at, facts.ends_at, work_calendar())]
    found += [
        *_places(meeting, viewer),
        *_two_meetings(meeting, viewer),
        *_calendars(meeting, viewer),
        *_equipment(meeting, viewer),
        *_papers(meeting),
        *_people(meeting),
    ]
    found += [*_receipts(meeting), *_tasks(meeting)]
    for _, answers in missing_asked.send(sender=Meeting, meeting=meeting):
        found += [Missing("yellow", text) for text in answers or []]
    return sorted(found, key=lambda row: row.level != "red")


def _missing(row: Problem, url: str) -> Missing:
    return Missing(row.level, row.text, row.advice, url)


def _url(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", args=[meeting.pk])


def _named(other: Meeting, viewer: Person) -> str:
    """Another meeting's name for those who may know of it."""
    return f"“{other.name}”" if visible_to(viewer).filter(pk=other.pk).exists() else "另一个会议"


def _places(meeting: Meeting, viewer: Person) -> Iterator[Missing]:
    """The same room at the same time."""
    others = during(meeting.starts_at, meeting.ends_at).exclude(pk=meeting.pk)
    for other in others.filter(place=meeting.place, organ=meeting.organ_id)[:3]:
        free = _free_place(meeting)
        advice = f"可改到{free}，或错开时间。" if free else "请换会议室，或错开时间。"
        times = f"{other.local_start:%-m月%-d日 %H:%M}至{other.local_end:%H:%M}"
        text = f"{meeting.place}在{times}已有{_named(other, viewer)}"
        yield Missing("red", text, advice, _url("change", meeting))


def _free_place(meeting: Meeting) -> str:
    """A room the organ has met in that is free at the time."""
    taken = during(meeting.starts_at, meeting.ends_at).values("place")
    used = Meeting.objects.filter(organ=meeting.organ_id).exclude(place__in=taken).values("place")
    most = used.annotate(times=Count("pk")).order_by("-times", "place").first()
    return most["place"] if most else ""


def _two_meetings(meeting: Meeting, viewer: Person) -> Iterator[Missing]:
    """Somebody who would have to be in two meetings at once."""
    here = Participant.objects.filter(meeting=meeting, person__isnull=False).exclude(state__in=("leave", "stand_in"))
    people = {*here.values_list("person", flat=True), *([meeting.chair_id] if meeting.chair_id else [])}
    others = {row.pk: row for row in during(meeting.starts_at, meeting.ends_at).exclude(pk=meeting.pk)}
    there = Participant.objects.filter(meeting__in=others, person__in=people).exclude(state__in=("leave", "stand_in"))
    pairs = {(row.meeting_id, row.person_id): row.name for row in there}
    for other in others.values():
        if other.chair_id in people and other.chair is not None:
            pairs[other.pk, other.chair_id] = other.chair.name
    for (pk, _), name in list(pairs.items())[:MOST_NAMED]:
        text = f"{name}同时要参加{_named(others[pk], viewer)}（{others[pk].local_start:%-m月%-d日 %H:%M}）"
        yield Missing("red", text, "请错开时间，或由他人代会。", _url("people", meeting))


def _calendars(meeting: Meeting, viewer: Person) -> Iterator[Missing]:
    """What else the leaders who come have in their calendars then; other meetings have been named already."""
    here = Participant.objects.filter(meeting=meeting, person__isnull=False).exclude(state__in=("leave", "stand_in"))
    people = {*here.values_list("person", flat=True), meeting.chair_id}
    leaders = [leader for leader in leaders_of(meeting.organ_id) if leader.pk in people]
    wanted = Occupied(meeting.local_start, meeting.local_end, meeting.name[:40], meeting.place)
    since, until = meeting.starts_at - AROUND, meeting.ends_at + AROUND
    diaries = busy(people=leaders, since=since, until=until, viewer=viewer, but=[group_of(meeting)])
    for leader in leaders:
        for item in diaries[leader.pk]:
            found = None if item.group.startswith(Meeting._meta.label_lower) else collide(wanted, item)
            if found is not None:
                clash = Clash(leader, found.kind, found.first, found.second, found.missing)
                yield Missing("red", f"{leader}：{clash.words}", clash.advice, _url("change", meeting))


def _equipment(meeting: Meeting, viewer: Person) -> Iterator[Missing]:
    """The organ's own pieces, of which others have some at the time."""
    for row in booked(meeting, viewer):
        if row.short:
            text = f"{row.line}要 {row.line.wanted} 件，会期只订到 {row.quantity} 件"
            text += f"（{row.taken_by}）" if row.others else ""
            advice = "请与借用人商量，或减少数量、向别处借。"
            yield Missing("red", text, advice, _url("equipment", meeting))


def _papers(meeting: Meeting) -> Iterator[Missing]:
    for paper in meeting.papers.filter(file__isnull=True, object_id__isnull=True).select_related("holder"):
        by = f"，由{paper.holder}起草" if paper.holder else ""
        yield Missing(
            "yellow", f"会议文件《{paper}》还没有{by}", "请催起草人提交。", f"{meeting.get_absolute_url()}#papers"
        )
    items = (
        AgendaItem.objects.filter(slot__meeting=meeting)
        .select_related("unit")
        .annotate(reports=Count("papers", filter=Q(papers__kind="report")))
    )
    for item in items.filter(reports=0):
        yield Missing("red", f"议题《{item}》没有汇报材料", f"请{item.unit}补交，或撤下议题。", item.get_absolute_url())


def _people(meeting: Meeting) -> Iterator[Missing]:
    url = _url("people", meeting)
    if not meeting.participants.exists() and not meeting.invitations.exists():
        yield Missing("red", "还没有参会单位和人员", "请添加参会单位，或导入名单。", url)
    if meeting.chair_id is None:
        yield Missing("red", "还没有主持人", "请在会议信息中选定。", _url("change", meeting))
    asked = meeting.participants.filter(state=Participant.State.LEAVE_ASKED)
    for row in asked[:MOST_NAMED]:
        yield Missing("yellow", f"{row.body}{row}请假待批", "请主持人批示，或代录其意见。", url)


def _receipts(meeting: Meeting) -> Iterator[Missing]:
    if meeting.notified_at is None:
        yield Missing("yellow", "会议通知还没有发出", "人员和议程定了就可以发。", _url("notice", meeting))
        return
    url = _url("people", meeting)
    owing = list(meeting.invitations.filter(state=Invitation.State.WAITING).values_list("name", flat=True))
    if owing:
        late = meeting.answer_by is not None and meeting.answer_by < timezone.now()
        text = (
            f"{len(owing)} 个单位还没有回执：{'、'.join(owing[:MOST_NAMED])}{'等' if len(owing) > MOST_NAMED else ''}"
        )
        yield Missing("red" if late else "yellow", text, "可逐个电话联系，由会务人员代填回执。", url)
    stale = list(meeting.invitations.filter(state=Invitation.State.STALE).values_list("name", flat=True))
    if stale:
        yield Missing("yellow", f"变更后待重新确认：{'、'.join(stale[:MOST_NAMED])}", "已自动告知，请跟进。", url)
    newest = meeting.sheets.filter(kind="notice").order_by("-version").values_list("version", flat=True).first() or 0
    outside = meeting.invitations.filter(external=True, told_version__lt=newest).values_list("name", flat=True)
    if outside:
        text = f"外单位还没有看到最新通知：{'、'.join(list(outside)[:MOST_NAMED])}"
        yield Missing("yellow", text, "请把回执链接发给对方，或电话告知。", url)


def _tasks(meeting: Meeting) -> Iterator[Missing]:
    late = meeting.tasks.filter(state=MeetingTask.State.OPEN, due_on__lt=timezone.localdate()).select_related("holder")
    for task in late:
        url = reverse("meetings:task", args=[task.pk])
        yield Missing("red", f"{task}已逾期，由{task.holder}负责", "请催办，或写明理由不办。", url)
