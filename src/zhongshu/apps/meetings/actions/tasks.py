"""The nineteen tasks of a meeting being done."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.files.actions import store
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.actions.telling import readers_of, spread, tell_all
from zhongshu.apps.meetings.models import CheckItem, Meeting, MeetingPaper, MeetingTask, TaskEvidence
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

State = MeetingTask.State


def tick(*, actor: Person, check: CheckItem, done: bool) -> CheckItem:
    """A line of the checklist is done, or after all not."""
    with act(actor=actor, verb="meetings.tick", about=check.task.meeting) as this:
        task = _locked(check.task)
        guards.may_do_task(actor, task)
        _open(task)
        check.done_by, check.done_at = (actor, timezone.now()) if done else (None, None)
        check.save(update_fields=["done_by", "done_at"])
        said = "核对" if done else "重新核对"
        this.summary, this.data = f"{said}{task}清单《{task.meeting}》：{check}", {"check": check.pk}
    return check


def add_check(*, actor: Person, task: MeetingTask, text: str) -> CheckItem:
    """A line of this meeting's own."""
    with act(actor=actor, verb="meetings.add_check", about=task.meeting) as this:
        task = _locked(task)
        guards.may_do_task(actor, task)
        _open(task)
        if not text.strip():
            raise Refused("请写明要检查什么。")
        check = CheckItem.objects.create(task=task, position=task.checks.count(), text=text.strip()[:200])
        this.summary = f"{task}增加检查项《{task.meeting}》：{check}"
    return check


def add_evidence(
    *, actor: Person, task: MeetingTask, note: str = "", files: Iterable[tuple[str, bytes]] = ()
) -> list[TaskEvidence]:
    """Files, or a sentence, that show how it stands."""
    with act(actor=actor, verb="meetings.add_evidence", about=task.meeting) as this:
        task = _locked(task)
        guards.may_do_task(actor, task)
        kept = [store(actor=actor, name=name, content=content) for name, content in files]
        if not kept and not note.strip():
            raise Refused("请写一句说明，或附上文件。")
        rows = [
            TaskEvidence.objects.create(task=task, file=file, note=note.strip()[:300], by=actor, at=timezone.now())
            for file in (kept or (None,))
        ]
        this.summary, this.data = f"{task}提交佐证 {len(rows)} 件《{task.meeting}》", {"task": task.pk}
    return rows


def finish_task(*, actor: Person, task: MeetingTask, note: str = "") -> MeetingTask:
    """It is done. Refused while lines of its checklist are open and nothing is said about them."""
    with act(actor=actor, verb="meetings.finish_task", about=task.meeting) as this:
        task = _locked(task)
        guards.may_do_task(actor, task)
        _open(task)
        left = list(task.checks.filter(done_at__isnull=True))
        if left and not note.strip():
            raise Refused(
                f"“{task}”还有 {len(left)} 项没有核对：{'；'.join(map(str, left[:3]))}。",
                remedy="请逐项核对，或者在办理情况里说明为什么不需要。",
            )
        task.state, task.note, task.done_by, task.done_at = State.DONE, note.strip(), actor, timezone.now()
        task.save()
        this.summary, this.data = f"{task}已完成《{task.meeting}》", {"task": task.pk, "left": [c.pk for c in left]}
        _ready_or_not(task.meeting)
    return task


def reopen_task(*, actor: Person, task: MeetingTask) -> MeetingTask:
    """It is not done after all, or is wanted after all."""
    with act(actor=actor, verb="meetings.reopen_task", about=task.meeting) as this:
        task = _locked(task)
        guards.host_side(actor, task.meeting)
        guards.not_over(task.meeting)
        task.state, task.done_by, task.done_at = State.OPEN, None, None
        task.dropped_by, task.dropped_at, task.dropped_reason = None, None, ""
        task.save()
        this.summary, this.data = f"重新办理{task}《{task.meeting}》", {"task": task.pk}
        _ready_or_not(task.meeting)
    return task


def drop_task(*, actor: Person, task: MeetingTask, reason: str) -> MeetingTask:
    """This meeting does without it, by name and with a reason."""
    with act(actor=actor, verb="meetings.drop_task", about=task.meeting) as this:
        task = _locked(task)
        guards.host_side(actor, task.meeting)
        guards.not_over(task.meeting)
        _open(task)
        if not reason.strip():
            raise Refused(f"不办“{task}”要写明理由，没有改动。")
        task.state, task.dropped_by, task.dropped_at = State.DROPPED, actor, timezone.now()
        task.dropped_reason = reason.strip()
        task.save()
        this.summary, this.data = f"不办{task}《{task.meeting}》", {"task": task.pk, "reason": reason}
        _ready_or_not(task.meeting)
    return task


def assign_task(*, actor: Person, task: MeetingTask, holder: Person, due_on: date) -> MeetingTask:
    """Another holder, another deadline."""
    with act(actor=actor, verb="meetings.assign_task", about=task.meeting) as this:
        task = _locked(task)
        meeting = task.meeting
        guards.host_side(actor, meeting)
        guards.not_over(meeting)
        _open(task)
        if holder.left_on is not None:
            raise Refused(f"{holder}已离岗，没有改派。")
        before = readers_of(meeting)
        if due_on != task.due_on:
            task.own_due = True
        changed, task.holder, task.due_on = holder.pk != task.holder_id, holder, due_on
        task.save(update_fields=["holder", "due_on", "own_due"])
        spread(actor, meeting, readers_of(meeting), before)
        this.summary, this.data = f"{task}由{holder}负责《{meeting}》", {"task": task.pk}
        if changed:
            text = f"{meeting}：请您负责{task}，{due_on:%-m月%-d日}前完成"
            tell_all(actor, meeting, [holder], text, f"meetings:assign:{task.pk}:{timezone.now():%Y%m%d%H%M%S}")
    return task


def add_paper(
    *, actor: Person, meeting: Meeting, title: str, holder: Person | None, due_on: date | None, restricted: bool
) -> MeetingPaper:
    """One more paper the meeting needs."""
    with act(actor=actor, verb="meetings.add_paper", about=meeting) as this:
        meeting = locked(meeting)
        guards.host_side(actor, meeting)
        guards.not_over(meeting)
        if not title.strip() or meeting.papers.filter(title=title.strip()).exists():
            raise Refused("文件没有名称，或者已在清单中，没有保存。")
        row = MeetingPaper.objects.create(
            meeting=meeting, position=meeting.papers.count(), title=title.strip()[:200], holder=holder, due_on=due_on,
            restricted=restricted,
        )  # fmt: skip
        this.summary, this.data = f"增加会议文件《{row}》", {"paper": row.pk}
    return row


def hand_in_paper(*, actor: Person, paper: MeetingPaper, name: str, content: bytes) -> MeetingPaper:
    """The paper is there."""
    with act(actor=actor, verb="meetings.hand_in_paper", about=paper.meeting) as this:
        meeting = locked(paper.meeting)
        guards.not_over(meeting)
        if not guards.doors.acts_for(actor, paper.holder_id):
            guards.host_side(actor, meeting)
        paper.file = store(actor=actor, name=name, content=content)
        paper.by, paper.at = actor, timezone.now()
        paper.save(update_fields=["file", "by", "at"])
        this.summary, this.data = f"提交会议文件《{paper}》", {"paper": paper.pk, "file": paper.file.pk}
    return paper


def _locked(task: MeetingTask) -> MeetingTask:
    meeting = locked(task.meeting)
    task = MeetingTask.objects.select_for_update(of=("self",)).select_related("holder").get(pk=task.pk)
    task.meeting = meeting
    return task


def _open(task: MeetingTask) -> None:
    if task.state != State.OPEN:
        raise Refused(f"“{task}”{task.get_state_display()}，没有改动。", remedy="需要重新办理的，请会务负责人恢复。")


def _ready_or_not(meeting: Meeting) -> None:
    """准备就绪: the notice is out and nothing of what comes before is open."""
    ready = not meeting.tasks.filter(phase="before", state=State.OPEN).exists()
    state = {
        (Meeting.State.NOTIFIED, True): Meeting.State.READY,
        (Meeting.State.READY, False): Meeting.State.NOTIFIED,
    }.get((Meeting.State(meeting.state), ready))
    if state is not None:
        meeting.state = state
        meeting.save(update_fields=["state"])
