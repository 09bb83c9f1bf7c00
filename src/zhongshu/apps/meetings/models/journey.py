"""返程: who leaves when, by what, driven by whom, and seen off."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.meetings.models.participant import Participant
from zhongshu.apps.org.models import Person


class Journey(models.Model):
    class Means(models.TextChoices):
        CAR = "car", "派车"
        OWN = "own", "自行驾车"
        TRAIN = "train", "火车"
        PLANE = "plane", "飞机"
        BUS = "bus", "客车"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="journeys", verbose_name="会议")
    traveller = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="journeys", verbose_name="参会人员"
    )
    name = models.CharField("姓名", max_length=80)
    people = models.PositiveSmallIntegerField("人数", default=1)
    leaves_at = models.DateTimeField("离会时间")
    pick_up = models.CharField("上车地点", max_length=80, blank=True)
    means = models.CharField("方式", max_length=6, choices=Means.choices, default=Means.CAR)
    service = models.CharField("车次航班", max_length=40, blank=True)
    to = models.CharField("去向", max_length=80, blank=True)
    driver = models.CharField("驾驶员", max_length=40, blank=True)
    plate = models.CharField("车号", max_length=20, blank=True)
    escort = models.CharField("送行人", max_length=40, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)
    seen_off_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    seen_off_at = models.DateTimeField("送走时间", null=True, blank=True)

    class Meta:
        verbose_name = "返程"
        ordering = ["meeting", "leaves_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="meet_journey_named"),
            models.UniqueConstraint(
                fields=["meeting", "traveller"], condition=Q(traveller__isnull=False), name="meet_journey_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}返程"
