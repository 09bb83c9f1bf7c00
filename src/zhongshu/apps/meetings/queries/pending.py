"""What there is to see to, by where the meeting stands: before it, while it is held, after it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from zhongshu.apps.meetings.models import AgendaItem, Bulletin, Meeting, MeetingRecord, MeetingTask
from zhongshu.apps.meetings.queries.attendance import attendance, session_now
from zhongshu.apps.meetings.queries.closing import still_open
from zhongshu.apps.meetings.queries.missing import MOST_NAMED, Missing, missing_of
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.facts import Facts


@dataclass(frozen=True)
class Pending:
    """``clear`` is said where nothing is left."""

    title: str
    rows: list[Missing]
    clear: str


def pending_of(meeting: Meeting, viewer: Person, facts: Facts) -> Pending | None:
    """None once nothing can be done about it any more."""
    match Meeting.State(meeting.state):
        case Meeting.State.OPEN:
            rows = sorted(_under_way(meeting), key=lambda row: row.level != "red")
            return Pending("会议期间待办", rows, "眼下没有要补的事。")
        case Meeting.State.ENDED:
            rows = [
                Missing("red" if row.blocks else "yellow", row.text, row.advice, row.url) for row in still_open(meeting)
            ]
            return Pending("会后还差什么", rows, "都了结了，可以办结。")
        case Meeting.State.CLOSED | Meeting.State.CANCELLED:
            return None
    return Pending("开会前还缺什么", missing_of(meeting, viewer, facts), "没有缺的，可以开会。")


def _under_way(meeting: Meeting) -> Iterator[Missing]:
    yield from _expected(meeting)
    items = AgendaItem.objects.filter(slot__meeting=meeting, state=AgendaItem.State.SCHEDULED)
    for item in items[:MOST_NAMED]:
        yield Missing("yellow", f"议题《{item}》还没有结论", "议完请记录决定，或转下次会议。", item.get_absolute_url())
    record = MeetingRecord.objects.filter(meeting=meeting).first()
    if record is None and not meeting.small:
        url = reverse("meetings:begin_record", args=[meeting.pk])
        yield Missing("yellow", "会议记录还没有开始", "打开就按议程列好，边开边记。", url)
    drafts = Bulletin.objects.filter(meeting=meeting, state=Bulletin.State.DRAFT).count()
    if drafts:
        yield Missing(
            "yellow", f"{drafts} 期简报拟好了还没有印发", url=reverse("meetings:bulletins", args=[meeting.pk])
        )
    # What comes before and during is due by now; what comes after has its own time.
    open_tasks = meeting.tasks.filter(state=MeetingTask.State.OPEN, phase__in=("before", "during"))
    for task in open_tasks.select_related("holder"):
        late = task.due_on < timezone.localdate()
        text = f"{task}{'已逾期' if late else '还没有办完'}，由{task.holder}负责"
        url = reverse("meetings:task", args=[task.pk])
        yield Missing("red" if late else "yellow", text, "办完请登记，或写明理由不办。", url)


def _expected(meeting: Meeting) -> Iterator[Missing]:
    session = session_now(meeting, timezone.now())
    counted = attendance(session) if session is not None else None
    if counted is not None and counted.missing:
        names = "、".join(row.participant.shown_name for row in counted.missing[:MOST_NAMED])
        more = "等" if len(counted.missing) > MOST_NAMED else ""
        text = f"{counted.session}应到 {counted.expected} 人，还有 {len(counted.missing)} 人没有到：{names}{more}"
        url = reverse("meetings:session", args=[counted.session.pk])
        yield Missing("red" if counted.begun else "yellow", text, "请逐个电话联系，并报主持人。", url)
