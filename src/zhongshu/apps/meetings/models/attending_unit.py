"""列席单位 of an agenda item: who has to be in the room for it."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.meetings.models.agenda_item import AgendaItem
from zhongshu.apps.org.models import Unit


class AttendingUnit(models.Model):
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="attending", verbose_name="议题")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="列席单位")
    name = models.CharField("名称", max_length=80)

    class Meta:
        verbose_name = "列席单位"
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "name"], name="meet_attending_once"),
            models.CheckConstraint(condition=~Q(name=""), name="meet_attending_named"),
        ]

    def __str__(self) -> str:
        return self.name
