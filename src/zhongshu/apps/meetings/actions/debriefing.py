"""会务总结: written, and its lessons carried into the template by one click."""

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings import guards_after
from zhongshu.apps.meetings.actions.changing import locked
from zhongshu.apps.meetings.actions.editions import keep_edition
from zhongshu.apps.meetings.actions.evidence import show_done
from zhongshu.apps.meetings.catalogue import edition_of, templates_for
from zhongshu.apps.meetings.models import Debrief, Lesson, Meeting, TemplateEdition
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.policy.marks import refuse_marked
from zhongshu.lib.meeting.tasks import TASKS
from zhongshu.lib.meeting.template import to_data
from zhongshu.lib.refusal import Refused

TASK = "debrief"


def write_debrief(*, actor: Person, meeting: Meeting, well: str, badly: str) -> Debrief:
    """What went well, what went badly."""
    with act(actor=actor, verb="meetings.debrief", about=meeting) as this:
        meeting = locked(meeting)
        guards_after.may_see_to(actor, meeting, TASK)
        guards_after.has_begun(meeting)
        if not well.strip() and not badly.strip():
            raise Refused("请写做得好的和存在的问题，没有保存。")
        refuse_marked([well, badly])
        row, _ = Debrief.objects.update_or_create(
            meeting=meeting,
            defaults={"well": well.strip(), "badly": badly.strip(), "by": actor, "at": timezone.now()},
        )
        this.summary = f"《{meeting}》：会务总结"
        show_done(actor, meeting, TASK, "会务总结已写", row)
    return row


def add_lesson(*, actor: Person, meeting: Meeting, task: str, text: str) -> Lesson:
    """A line that the next meeting of the kind should check."""
    with act(actor=actor, verb="meetings.add_lesson", about=meeting) as this:
        meeting = locked(meeting)
        guards_after.may_see_to(actor, meeting, TASK)
        text = text.strip()[:200]
        if task not in TASKS or not text:
            raise Refused("请选择任务并写明下次要检查什么，没有保存。")
        if meeting.lessons.filter(task=task, text=text).exists():
            raise Refused("这一条已经记过，没有重复保存。")
        row = Lesson.objects.create(meeting=meeting, task=task, text=text, by=actor, at=timezone.now())
        this.summary, this.data = f"《{meeting}》：经验：{TASKS[task]} {text}", {"lesson": row.pk}
    return row


def drop_lesson(*, actor: Person, lesson: Lesson) -> None:
    """Written by mistake; one that the template has taken over stays."""
    with act(actor=actor, verb="meetings.drop_lesson", about=lesson.meeting) as this:
        guards_after.may_see_to(actor, locked(lesson.meeting), TASK)
        if lesson.carried_id is not None:
            raise Refused("这一条已带入模板，不能去掉。", remedy="请在会议模板中修改检查项。")
        this.summary = f"《{lesson.meeting}》：去掉经验：{lesson}"
        lesson.delete()


def carry_lesson(*, actor: Person, lesson: Lesson) -> TemplateEdition:
    """带入模板: the office's edition of the meeting's template gets the line in its checklist; meetings planned from now on
    begin with it. Also after the meeting is closed."""
    with act(actor=actor, verb="meetings.carry_lesson", about=lesson.meeting) as this:
        meeting = locked(lesson.meeting)
        lesson = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
        if lesson.carried_id is not None:
            raise Refused("这一条已带入模板。")
        template = templates_for(meeting.organ_id).get(meeting.template)
        if template is None:
            raise Refused("这种会议的模板已经不在，没有带入。", remedy="请先恢复模板。")
        if actor.organ_id != meeting.organ_id:
            raise Refused("会议模板由召开机关修改，没有带入。")
        content = to_data(template)
        checks = content["tasks"][lesson.task]["checks"]
        if lesson.text not in checks:
            checks.append(lesson.text)
        present = edition_of(meeting.organ_id, meeting.template)
        base = present.base if present else meeting.template
        lesson.carried = keep_edition(actor=actor, name=meeting.template, base=base, content=content)
        lesson.save(update_fields=["carried"])
        this.summary = f"《{template.title}》模板的“{TASKS[lesson.task]}”增加检查项：{lesson}"
        this.data = {"lesson": lesson.pk, "edition": lesson.carried.pk}
    return lesson.carried
