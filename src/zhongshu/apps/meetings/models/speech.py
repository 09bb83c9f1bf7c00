"""大会发言: who speaks on the floor, in which order, for how long."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.meetings.models.participant import Participant


class FloorSpeech(models.Model):
    """One speaks at a time. ``minutes`` is what is allowed."""

    class State(models.TextChoices):
        WAITING = "waiting", "等候"
        SPEAKING = "speaking", "正在发言"
        DONE = "done", "已发言"
        WITHDRAWN = "withdrawn", "不发言"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="speeches", verbose_name="会议")
    position = models.PositiveSmallIntegerField("次序")
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="speeches", verbose_name="发言人"
    )
    name = models.CharField("姓名", max_length=40)
    body = models.CharField("单位职务", max_length=160, blank=True)
    topic = models.CharField("发言题目", max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField("时长（分钟）", default=8)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    started_at = models.DateTimeField("开始", null=True, blank=True)
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    note = models.TextField("发言要点", blank=True)

    class Meta:
        verbose_name = "大会发言"
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state="speaking"), name="meet_speech_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="meet_speech_minutes"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(started_at__isnull=False, ended_at__isnull=False),
                name="meet_speech_done",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def taken(self, now: datetime) -> timedelta:
        """How long the speech has lasted."""
        return (self.ended_at or now) - self.started_at if self.started_at else timedelta()

    def over(self, now: datetime) -> timedelta:
        """How far it is beyond its time; nothing while within."""
        return max(self.taken(now) - timedelta(minutes=self.minutes), timedelta())
