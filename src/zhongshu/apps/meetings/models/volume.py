"""材料合订: the whole meeting in one PDF, as it was bound."""

from django.db import models
from django.urls import reverse

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person


class BoundVolume(models.Model):
    """``parts``: title, first page, pages and source of each part, as the contents say. Binding again makes the next
    edition; the one that was filed stays as it is."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="volumes", verbose_name="会议")
    edition = models.PositiveIntegerField("版次")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="合订本")
    pages = models.PositiveIntegerField("页数")
    parts = models.JSONField("目录", default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="合订人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "会议材料合订本"
        ordering = ["meeting", "-edition"]
        constraints = [models.UniqueConstraint(fields=["meeting", "edition"], name="meet_volume_edition")]

    def __str__(self) -> str:
        return f"{self.meeting}材料合订本"

    def get_absolute_url(self) -> str:
        return reverse("meetings:volume", args=[self.meeting_id])

    @property
    def title(self) -> str:
        return str(self)

    @property
    def secrecy(self) -> int:
        return self.meeting.secrecy
