"""One chair of a seat plan."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.meetings.models.participant import Participant
from zhongshu.apps.meetings.models.seat_plan import SeatPlan


class Seat(models.Model):
    """``place`` is the chair's key in the room; ``block`` and ``position`` say in which order of protocol it is filled;
    ``moved``: its sitter was put here by hand. An empty ``block`` belongs to none."""

    plan = models.ForeignKey(SeatPlan, models.CASCADE, related_name="seats", verbose_name="座次")
    place = models.CharField("座位", max_length=12)
    label = models.CharField("座位号", max_length=24)
    section = models.CharField("区域", max_length=8)
    block = models.CharField("分区", max_length=80, blank=True)
    block_number = models.PositiveSmallIntegerField("分区次序", default=0)
    position = models.PositiveIntegerField("分区内次序", default=0)
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="seats", verbose_name="就座人"
    )
    reserved = models.CharField("保留给", max_length=20, blank=True)
    pinned = models.BooleanField("固定", default=False)
    moved = models.BooleanField("手工调整", default=False)

    class Meta:
        verbose_name = "座位"
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "place"], name="meet_seat_once"),
            models.UniqueConstraint(
                fields=["plan", "participant"], condition=Q(participant__isnull=False), name="meet_seat_sitter_once"
            ),
            models.CheckConstraint(condition=Q(participant__isnull=True) | Q(reserved=""), name="meet_seat_reserved"),
        ]

    def __str__(self) -> str:
        return self.label
