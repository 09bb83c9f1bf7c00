"""会议简报."""

from django.db import models

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person


class Bulletin(models.Model):
    """Numbered within the meeting, without a gap. ``object_*`` names the outgoing paper, where it goes out as one."""

    class State(models.TextChoices):
        DRAFT = "draft", "拟稿"
        ISSUED = "issued", "已印发"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="bulletins", verbose_name="会议")
    number = models.PositiveSmallIntegerField("期数")
    title = models.CharField("标题", max_length=200)
    text = models.TextField("正文")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField("修订", default=1)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="拟稿人")
    at = models.DateTimeField("保存时间")
    issued_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签发人"
    )
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)
    object_type = models.CharField("对象类别", max_length=60, blank=True)
    object_id = models.BigIntegerField("对象编号", null=True, blank=True)

    class Meta:
        verbose_name = "会议简报"
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="meet_bulletin_once")]

    def __str__(self) -> str:
        return f"第{self.number}期 {self.title}"
