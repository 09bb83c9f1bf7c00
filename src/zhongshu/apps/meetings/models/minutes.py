"""会议纪要: the outgoing paper that was drafted from the meeting."""

from django.db import models

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models import Paper


class MeetingMinutes(models.Model):
    """A voided or ended paper may be followed by another: the newest row is the one in force."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes", verbose_name="会议")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="minutes_of", verbose_name="纪要")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="拟稿人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "会议纪要"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.paper)
