"""A thing derived from the meeting, as it was last issued."""

from django.db import models

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person


class IssuedSheet(models.Model):
    """``content`` is what the derivation gave, ``fingerprint`` its digest. Nobody edits one: a change of the meeting makes
    the next version."""

    class Kind(models.TextChoices):
        NOTICE = "notice", "会议通知"
        SEATS = "seats", "座次名单"
        TABLE_SIGNS = "table_signs", "桌签"
        CHAIR_SCRIPT = "chair_script", "主持词"
        BADGES = "badges", "证件"
        CALENDAR = "calendar", "日程"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sheets", verbose_name="会议")
    kind = models.CharField("种类", max_length=12, choices=Kind.choices)
    version = models.PositiveIntegerField("版次")
    fingerprint = models.CharField("校验值", max_length=64)
    content = models.JSONField("内容")
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="发出人")
    issued_at = models.DateTimeField("发出时间")

    class Meta:
        verbose_name = "会议派生件"
        ordering = ["meeting", "kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["meeting", "kind", "version"], name="meet_sheet_version")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}第 {self.version} 版"
