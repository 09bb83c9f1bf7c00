"""会议用品: what a meeting needs, tried before the start, taken out, returned and counted."""

from django.db import models
from django.db.models import F, Q

from zhongshu.apps.coordination.models import Equipment
from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person


class EquipmentLine(models.Model):
    """``equipment``: of the organ's own, booked for the meeting's time. ``returns`` is false for what is used up (茶水, 纸笔). Missing pieces are closed by who answers for them and what
    was arranged (``answers``, ``missing_words``)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="equipment", verbose_name="会议")
    position = models.PositiveSmallIntegerField("次序", default=0)
    name = models.CharField("用品", max_length=60)
    equipment = models.ForeignKey(
        Equipment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="本机关设备"
    )
    wanted = models.PositiveIntegerField("需要数量", default=1)
    returns = models.BooleanField("会后归还", default=True)
    source = models.CharField("来源", max_length=80, blank=True, help_text="库房、借用单位")
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField("会前检查时间", null=True, blank=True)
    works = models.BooleanField("检查正常", default=False)
    check_words = models.CharField("检查情况", max_length=200, blank=True)
    taken = models.PositiveIntegerField("领出数量", default=0)
    taken_by = models.CharField("领用人", max_length=40, blank=True)
    taken_at = models.DateTimeField("领出时间", null=True, blank=True)
    returned = models.PositiveIntegerField("归还数量", default=0)
    returned_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    returned_at = models.DateTimeField("归还时间", null=True, blank=True)
    answers = models.CharField("由谁负责", max_length=40, blank=True)
    missing_words = models.CharField("缺失处理", max_length=300, blank=True)

    class Meta:
        verbose_name = "会议用品"
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "name"], name="meet_equipment_once"),
            models.CheckConstraint(condition=Q(returned__lte=F("taken")), name="meet_equipment_count"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def missing(self) -> int:
        """Pieces taken out that are not back."""
        return self.taken - self.returned if self.returns else 0

    @property
    def owed(self) -> bool:
        """Pieces are out and nobody has said what becomes of them."""
        return self.missing > 0 and not (self.answers and self.missing_words)
