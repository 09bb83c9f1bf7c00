"""场次: one sitting of a meeting that people come to and check in for: registration, preparatory session, plenary."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.meetings.models.participant import Participant
from zhongshu.apps.org.models import Person


class MeetingSession(models.Model):
    """``nonce`` makes the address behind its QR code; a new one makes old codes worthless. ``agenda`` has one matter a
    line, ``outcome`` says what was adopted (预备会议)."""

    class Kind(models.TextChoices):
        REGISTRATION = "registration", "报到"
        PREPARATORY = "preparatory", "预备会议"
        PLENARY = "plenary", "全体会议"
        GROUP = "group", "分组讨论"
        VISIT = "visit", "现场参观"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sessions", verbose_name="会议")
    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    title = models.CharField("名称", max_length=60)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    place = models.CharField("地点", max_length=120, blank=True)
    chair = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="主持人"
    )
    agenda = models.TextField("议程", blank=True)
    outcome = models.TextField("通过和决定的事项", blank=True)
    nonce = models.CharField(max_length=32)
    opens_at = models.DateTimeField("签到开始")
    closed_at = models.DateTimeField("签到截止", null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "场次"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meet_session_times"),
            models.UniqueConstraint(fields=["meeting", "title"], name="meet_session_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def late_after(self) -> datetime:
        """报到 takes as long as it takes: nobody is late for it, or missed, before it ends."""
        return self.ends_at if self.kind == self.Kind.REGISTRATION else self.starts_at


class CheckIn(models.Model):
    """签到 of one participant at one session. ``at`` is when it happened by the device's clock, made sensible;
    ``received_at`` when it reached the server: later where the network was down."""

    class How(models.TextChoices):
        PHONE = "phone", "扫码"
        BADGE = "badge", "证件码"
        LIST = "list", "名单"

    session = models.ForeignKey(MeetingSession, models.CASCADE, related_name="check_ins", verbose_name="场次")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="check_ins", verbose_name="参会人员")
    at = models.DateTimeField("签到时间")
    received_at = models.DateTimeField("收到时间")
    how = models.CharField("方式", max_length=6, choices=How.choices)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代签人")
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "签到"
        ordering = ["session", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "participant"], condition=Q(undone_at__isnull=True), name="meet_check_in_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant}{self.get_how_display()}签到"

    @property
    def late(self) -> bool:
        return self.at > self.session.late_after
