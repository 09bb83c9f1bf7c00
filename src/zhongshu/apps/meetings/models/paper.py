"""会议文件: a paper the meeting needs, written or still to be written."""

from django.db import models

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person


class MeetingPaper(models.Model):
    """``restricted``: handed out in numbered copies and taken back. ``object_*`` names the outgoing paper it is drafted as."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers", verbose_name="会议")
    position = models.PositiveSmallIntegerField("次序")
    title = models.CharField("文件", max_length=200)
    holder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="起草人")
    due_on = models.DateField("时限", null=True, blank=True)
    restricted = models.BooleanField("会后收回", default=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件")
    object_type = models.CharField("对象类别", max_length=60, blank=True)
    object_id = models.BigIntegerField("对象编号", null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提交人")
    at = models.DateTimeField("提交时间", null=True, blank=True)

    class Meta:
        verbose_name = "会议文件"
        ordering = ["meeting", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "title"], name="meet_paper_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def ready(self) -> bool:
        return self.file_id is not None or self.object_id is not None
