"""The meeting: one row from which everything else follows."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from zhongshu.apps.access.policy import Secrecy
from zhongshu.apps.meetings.models.edition import TemplateEdition
from zhongshu.apps.org.models import Organ, Person, Unit
from zhongshu.lib.meeting.kinds import KINDS


class Meeting(models.Model):
    """会议. ``template`` names the kind of meeting (县长办公会 …); ``edition`` the office's own edition of it, if any.

    ``revision`` grows with every change of what the sheets are derived from: a change is decided on the difference it
    was shown with. ``small``: a 碰头会, without the nineteen tasks.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "筹备中"
        NOTIFIED = "notified", "已通知"
        READY = "ready", "准备就绪"
        OPEN = "open", "正在召开"
        ENDED = "ended", "已散会"
        CLOSED = "closed", "已办结"
        CANCELLED = "cancelled", "已取消"

    class Secrecy(models.IntegerChoices):
        PUBLIC = Secrecy.PUBLIC, Secrecy.PUBLIC.label
        INTERNAL = Secrecy.INTERNAL, Secrecy.INTERNAL.label

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="meetings", verbose_name="召开机关")
    kind = models.CharField("类别", max_length=12, choices=list(KINDS.items()))
    template = models.CharField("会议种类", max_length=40)
    edition = models.ForeignKey(TemplateEdition, models.PROTECT, null=True, blank=True, related_name="meetings")
    name = models.CharField("会议名称", max_length=200)
    session = models.CharField("届次", max_length=40, blank=True)
    purpose = models.TextField("会议内容", blank=True)
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    place = models.CharField("地点", max_length=200)
    chair = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="chaired_meetings", verbose_name="主持人"
    )
    host_unit = models.ForeignKey(Unit, models.PROTECT, related_name="hosted_meetings", verbose_name="承办单位")
    officer = models.ForeignKey(Person, models.PROTECT, related_name="run_meetings", verbose_name="会务负责人")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PLANNED)
    secrecy = models.PositiveSmallIntegerField("密级", choices=Secrecy.choices, default=Secrecy.INTERNAL)
    small = models.BooleanField("碰头会", default=False)
    answer_by = models.DateTimeField("回执截止", null=True, blank=True)
    revision = models.PositiveIntegerField("修订", default=1)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="立会人")
    created_at = models.DateTimeField("立会时间")
    notified_at = models.DateTimeField("发通知时间", null=True, blank=True)
    opened_at = models.DateTimeField("开会时间", null=True, blank=True)
    ended_at = models.DateTimeField("散会时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    cancelled_at = models.DateTimeField("取消时间", null=True, blank=True)
    cancel_reason = models.TextField("取消理由", blank=True)

    class Meta:
        verbose_name = "会议"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meet_meeting_times"),
            models.CheckConstraint(condition=~Q(name=""), name="meet_meeting_named"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                name="meet_meeting_cancelled",
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "state", "starts_at"], name="meet_meeting_due"),
            models.Index(fields=["starts_at", "ends_at"], name="meet_meeting_when"),
            models.Index(fields=["place", "starts_at"], name="meet_meeting_where"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def over(self) -> bool:
        """Nothing of it is prepared any more."""
        return self.state in (self.State.ENDED, self.State.CLOSED, self.State.CANCELLED)

    @property
    def coming(self) -> bool:
        """It has not begun: what is derived from it may still change."""
        return self.state in (self.State.PLANNED, self.State.NOTIFIED, self.State.READY)

    @property
    def local_start(self) -> datetime:
        return timezone.localtime(self.starts_at)

    @property
    def local_end(self) -> datetime:
        return timezone.localtime(self.ends_at)

    @property
    def days(self) -> list[date]:
        """Every day it touches; a meeting across midnight touches two."""
        first, last = self.local_start.date(), self.local_end.date()
        return [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
