"""作息时间: when the office works, from a day on; summer and winter have their own."""

from django.db import models
from django.db.models import F, Q

from zhongshu.apps.org.models import Organ


class OfficeHours(models.Model):
    """In force from ``since`` until the next one begins. Free time is looked for within them."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+", verbose_name="机关")
    since = models.DateField("从哪天起")
    morning_from = models.TimeField("上午上班")
    morning_to = models.TimeField("上午下班")
    afternoon_from = models.TimeField("下午上班")
    afternoon_to = models.TimeField("下午下班")

    class Meta:
        verbose_name = "作息时间"
        ordering = ["organ", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "since"], name="coord_hours_once"),
            models.CheckConstraint(
                condition=Q(morning_from__lt=F("morning_to"))
                & Q(morning_to__lte=F("afternoon_from"))
                & Q(afternoon_from__lt=F("afternoon_to")),
                name="coord_hours_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.morning_from:%-H:%M}—{self.morning_to:%-H:%M}，{self.afternoon_from:%-H:%M}—{self.afternoon_to:%-H:%M}"
