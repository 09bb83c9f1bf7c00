"""What shows that a task is done: a file, or the thing in the house (``object_type``, ``object_id``), with a word."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.meetings.models.task import MeetingTask
from zhongshu.apps.org.models import Person


class TaskEvidence(models.Model):
    task = models.ForeignKey(MeetingTask, models.CASCADE, related_name="evidence", verbose_name="任务")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="文件")
    note = models.CharField("说明", max_length=300, blank=True)
    object_type = models.CharField("对象类别", max_length=60, blank=True)
    object_id = models.BigIntegerField("对象编号", null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="提交人")
    at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "会务佐证"
        ordering = ["task", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(note="") | Q(object_id__isnull=False), name="meet_evidence_some"
            )
        ]

    def __str__(self) -> str:
        return self.note or str(self.file)
