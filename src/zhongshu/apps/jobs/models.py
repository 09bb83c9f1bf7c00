"""When each sweep last ran. Losing this table loses nothing: a sweep finds what is due from the works themselves."""

from django.db import models


class SweepRun(models.Model):
    name = models.CharField("巡查", max_length=80, primary_key=True)
    last_run_at = models.DateTimeField("上次运行", null=True)
    last_count = models.PositiveIntegerField("处理件数", default=0)
    last_error = models.TextField("出错信息", blank=True)

    class Meta:
        verbose_name = "巡查记录"

    def __str__(self) -> str:
        return self.name
