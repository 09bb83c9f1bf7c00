"""How the people of a meeting are to be seated, and what binds the plan."""

from django.db import models

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person


class SeatPlan(models.Model):
    """座次. ``shape`` is the room as the office described it, ``sized`` the same with the chairs these people need (both as
    ``lib.seating.Room`` writes them). ``together``, ``apart`` and ``absent`` hold keys of participants.

    ``version`` grows with every change. ``trouble``: why the seats could not follow the last change of people; until that
    is mended those who have no seat are named. Once it was issued, ``told`` holds the seat each participant was told
    (key → label), and ``told_at`` when.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="seat_plan", verbose_name="会议")
    shape = models.JSONField("会场")
    sized = models.JSONField("实排会场")
    units = models.JSONField("单位次序", default=list)
    together = models.JSONField("坐在一起", default=list)
    apart = models.JSONField("分开就座", default=list)
    absent = models.JSONField("临时缺席", default=list)
    notes = models.JSONField("说明", default=list)
    trouble = models.TextField("未能排定的原因", blank=True)
    version = models.PositiveIntegerField("版次", default=1)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="调整人")
    changed_at = models.DateTimeField("调整时间")
    issued_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="发布人"
    )
    issued_at = models.DateTimeField("发布时间", null=True, blank=True)
    told = models.JSONField("已告知的座位", default=dict)
    told_at = models.DateTimeField("告知时间", null=True, blank=True)

    class Meta:
        verbose_name = "座次"

    def __str__(self) -> str:
        return f"{self.meeting}座次"
