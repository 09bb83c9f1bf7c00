"""A change of a meeting: what was, what is, what was issued anew and who was told."""

from django.db import models

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person


class MeetingChange(models.Model):
    """``lines``: the differences in words; ``sheets``: kinds issued anew; ``told``: names of those who were told."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="changes", verbose_name="会议")
    revision = models.PositiveIntegerField("修订")
    lines = models.JSONField("变动", default=list)
    sheets = models.JSONField("重发", default=list)
    told = models.JSONField("已告知", default=list)
    reason = models.TextField("理由", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="变更人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "会议变更"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "revision"], name="meet_change_once")]

    def __str__(self) -> str:
        return "；".join(self.lines) or "变更"
