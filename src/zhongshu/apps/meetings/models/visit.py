"""现场参观: where it goes, when, in which vehicles."""

from django.db import models
from django.db.models import F, Q

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.meetings.models.participant import Participant


class VisitStop(models.Model):
    """One place on the way, with who explains it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="stops", verbose_name="会议")
    arrives_at = models.DateTimeField("到达")
    leaves_at = models.DateTimeField("离开")
    place = models.CharField("地点", max_length=120)
    what = models.CharField("看什么", max_length=200, blank=True)
    briefer = models.CharField("介绍人", max_length=60, blank=True)
    minutes_on = models.PositiveSmallIntegerField("到下一站路上（分钟）", default=0)

    class Meta:
        verbose_name = "参观点"
        ordering = ["meeting", "arrives_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(leaves_at__gt=F("arrives_at")), name="meet_stop_times"),
            models.CheckConstraint(condition=~Q(place=""), name="meet_stop_place"),
        ]

    def __str__(self) -> str:
        return self.place


class Vehicle(models.Model):
    """车辆 of a visit. ``marshal`` counts heads. ``people`` are its passengers, where a query brings them."""

    people: "list[Passenger]"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="vehicles", verbose_name="会议")
    position = models.PositiveSmallIntegerField("车号")
    plate = models.CharField("车牌", max_length=20, blank=True)
    seats = models.PositiveSmallIntegerField("座位数")
    driver = models.CharField("驾驶员", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    marshal = models.CharField("随车联络员", max_length=40, blank=True)

    class Meta:
        verbose_name = "车辆"
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="meet_vehicle_once"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="meet_vehicle_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.position}号车"


class Passenger(models.Model):
    """A participant rides in one vehicle at most."""

    vehicle = models.ForeignKey(Vehicle, models.CASCADE, related_name="passengers", verbose_name="车辆")
    participant = models.OneToOneField(Participant, models.CASCADE, related_name="ride", verbose_name="参会人员")

    class Meta:
        verbose_name = "乘车"
        ordering = ["vehicle", "participant__rank", "pk"]

    def __str__(self) -> str:
        return self.participant.shown_name
