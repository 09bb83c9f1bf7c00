"""现场督查."""

from django.db import models

from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.models.matter import SupervisedMatter


class FieldCheck(models.Model):
    """The supervising side was there and saw; its photos are evidence."""

    matter = models.ForeignKey(SupervisedMatter, models.PROTECT, related_name="field_checks", verbose_name="督办事项")
    checked_on = models.DateField("日期")
    place = models.CharField("地点", max_length=200)
    people = models.CharField("参加人员", max_length=200, blank=True)
    findings = models.TextField("现场情况")
    confirmed = models.BooleanField("与反馈一致")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="记录人")
    at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "现场督查"
        ordering = ["-checked_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.checked_on:%Y-%m-%d} {self.place}"
