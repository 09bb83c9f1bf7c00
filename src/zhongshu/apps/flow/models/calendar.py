"""The office's own exceptions to the published holiday arrangement."""

from django.db import models


class CalendarDay(models.Model):
    """One day that is a workday, or is not, whatever the published calendar says."""

    day = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("上班")
    note = models.CharField("说明", max_length=60, blank=True)

    class Meta:
        verbose_name = "节假日调整"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%Y年%m月%d日} {'上班' if self.is_workday else '放假'}"
