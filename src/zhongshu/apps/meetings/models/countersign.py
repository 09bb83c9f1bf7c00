"""会签 of an agenda item: what a unit concerned says to it before the meeting."""

from django.db import models

from zhongshu.apps.meetings.models.agenda_item import AgendaItem
from zhongshu.apps.org.models import Person, Unit


class ItemCountersign(models.Model):
    class State(models.TextChoices):
        ASKED = "asked", "待会签"
        AGREED = "agreed", "同意"
        OPINION = "opinion", "有不同意见"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="countersigns", verbose_name="议题")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="会签单位")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.ASKED)
    words = models.TextField("意见", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="会签人")
    at = models.DateTimeField("时间", null=True, blank=True)

    class Meta:
        verbose_name = "议题会签"
        ordering = ["item", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "unit"], name="meet_countersign_once")]

    def __str__(self) -> str:
        return f"{self.unit}{self.get_state_display()}"
