"""会议记录, on the skeleton of the agenda."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.meetings.models.agenda_slot import AgendaSlot
from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person


class MeetingRecord(models.Model):
    """A save must name the ``revision`` it started from. A confirmed record is not changed any more."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="record", verbose_name="会议")
    recorder = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="记录人")
    revision = models.PositiveIntegerField("修订", default=1)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="保存人")
    saved_at = models.DateTimeField("保存时间")
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审定人"
    )
    confirmed_at = models.DateTimeField("审定时间", null=True, blank=True)

    class Meta:
        verbose_name = "会议记录"
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_by__isnull=False), name="meet_record_confirmed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting}会议记录"


class RecordPart(models.Model):
    """What was said to one entry of the agenda. ``heading`` stays when the entry goes from the agenda."""

    record = models.ForeignKey(MeetingRecord, models.CASCADE, related_name="parts", verbose_name="会议记录")
    slot = models.ForeignKey(AgendaSlot, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="议程")
    position = models.PositiveSmallIntegerField("次序")
    heading = models.CharField("议程", max_length=200)
    text = models.TextField("记录", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="最近修改人")
    at = models.DateTimeField("最近修改", null=True, blank=True)

    class Meta:
        verbose_name = "会议记录的一段"
        ordering = ["record", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "slot"], condition=Q(slot__isnull=False), name="meet_part_once")
        ]

    def __str__(self) -> str:
        return self.heading
