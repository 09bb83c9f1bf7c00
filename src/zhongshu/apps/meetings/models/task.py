"""One of the nineteen tasks of a meeting."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.tasks import PHASES, TASKS


class MeetingTask(models.Model):
    """``days`` is how it was counted: workdays before (negative) or after the start (end, for what comes after)."""

    class State(models.TextChoices):
        OPEN = "open", "待办"
        DONE = "done", "已完成"
        DROPPED = "dropped", "不办"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="tasks", verbose_name="会议")
    key = models.CharField("任务", max_length=12, choices=list(TASKS.items()))
    phase = models.CharField("阶段", max_length=8, choices=list(PHASES.items()))
    position = models.PositiveSmallIntegerField("排序")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="meeting_tasks", verbose_name="负责人")
    days = models.SmallIntegerField("工作日数")
    due_on = models.DateField("时限")
    own_due = models.BooleanField("时限由人工指定", default=False)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    note = models.TextField("办理情况", blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理人")
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    dropped_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField("决定不办时间", null=True, blank=True)
    dropped_reason = models.TextField("不办的理由", blank=True)
    told_on = models.DateField("最近提醒", null=True, blank=True)

    class Meta:
        verbose_name = "会务任务"
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "key"], name="meet_task_once"),
            models.CheckConstraint(
                condition=~Q(state="dropped") | (Q(dropped_by__isnull=False) & ~Q(dropped_reason="")),
                name="meet_task_dropped",
            ),
            models.CheckConstraint(condition=~Q(state="done") | Q(done_at__isnull=False), name="meet_task_done"),
        ]
        indexes = [
            models.Index(fields=["holder", "state", "due_on"], name="meet_task_holder_state"),
            models.Index(fields=["state", "due_on"], name="meet_task_state_due"),
        ]

    def __str__(self) -> str:
        return self.get_key_display()
