"""导入参会名单: a list from Excel, told row by row before anything is taken over."""

from django.db import models

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person


class RosterImport(models.Model):
    """``rows``: what each row of the sheet says and what becomes of it, with every reason."""

    class State(models.TextChoices):
        READ = "read", "待确认"
        TAKEN = "taken", "已导入"
        DROPPED = "dropped", "已放弃"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="roster_imports", verbose_name="会议")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="名单文件")
    rows = models.JSONField("各行", default=list)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.READ)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="导入人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "名单导入"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file.name}（{self.get_state_display()}）"
