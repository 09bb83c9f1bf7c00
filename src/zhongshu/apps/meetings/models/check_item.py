"""One line of a task's checklist."""

from django.db import models

from zhongshu.apps.meetings.models.task import MeetingTask
from zhongshu.apps.org.models import Person


class CheckItem(models.Model):
    task = models.ForeignKey(MeetingTask, models.CASCADE, related_name="checks", verbose_name="任务")
    position = models.PositiveSmallIntegerField("排序")
    text = models.CharField("内容", max_length=200)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="核对人")
    done_at = models.DateTimeField("核对时间", null=True, blank=True)

    class Meta:
        verbose_name = "检查项"
        ordering = ["task", "position", "pk"]

    def __str__(self) -> str:
        return self.text
