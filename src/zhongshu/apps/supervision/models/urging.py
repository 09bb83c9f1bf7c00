"""催办: one rung of the ladder, taken once."""

from django.db import models

from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.models.matter import SupervisedMatter


class Urging(models.Model):
    """提醒 → 催办函 → 督办单 by the calendar, 通报 → 约谈 by decision. A rung is taken once for one clock's round.

    ``folded``: a higher rung fell due in the same pass, so that people were told of the higher one alone.
    ``paper_id`` is the outgoing paper that was drafted for it.
    """

    class Rung(models.IntegerChoices):
        REMINDER = 1, "提醒"
        LETTER = 2, "催办函"
        ORDER = 3, "督办单"
        CIRCULAR = 4, "通报"
        TALK = 5, "约谈"

    class Clock(models.TextChoices):
        DEADLINE = "deadline", "办理时限"
        REPORT = "report", "反馈时限"

    matter = models.ForeignKey(SupervisedMatter, models.PROTECT, related_name="urgings", verbose_name="督办事项")
    rung = models.PositiveSmallIntegerField("方式", choices=Rung.choices)
    clock = models.CharField("事由", max_length=8, choices=Clock.choices)
    round = models.PositiveIntegerField("第几轮")
    due_on = models.DateField("所涉时限")
    automatic = models.BooleanField("自动", default=True)
    folded = models.BooleanField("并入上一级", default=False)
    text = models.TextField("内容")
    told = models.JSONField("告知", default=list)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="决定人")
    at = models.DateTimeField("时间")
    paper_id = models.BigIntegerField("所拟公文", null=True)

    class Meta:
        verbose_name = "催办"
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["matter", "clock", "round", "rung"], name="sup_urging_once")]

    def __str__(self) -> str:
        return f"{self.get_rung_display()}（{self.get_clock_display()} {self.due_on:%Y-%m-%d}）"
