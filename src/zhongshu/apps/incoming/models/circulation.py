"""传阅: who is to read a paper, in which order, who has, and who was passed over while away."""

from django.db import models

from zhongshu.apps.incoming.models.paper import Paper
from zhongshu.apps.org.models import Person


class Circulation(models.Model):
    """One round of reading."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="circulations")
    in_order = models.BooleanField("依次传阅")
    note = models.CharField("传阅说明", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="发起人")
    at = models.DateTimeField("时间")
    finished_at = models.DateTimeField("传阅完毕", null=True)

    class Meta:
        verbose_name = "传阅"
        ordering = ["pk"]

    def __str__(self) -> str:
        return "依次传阅" if self.in_order else "同时传阅"


class Stop(models.Model):
    """One reader. A reader who is away is ``skipped`` and gets the paper when back."""

    class State(models.TextChoices):
        WAITING = "waiting", "未到"
        READING = "reading", "在阅"
        READ = "read", "已阅"
        SKIPPED = "skipped", "外出，回来补阅"
        DROPPED = "dropped", "不再送阅"

    circulation = models.ForeignKey(Circulation, models.CASCADE, related_name="stops")
    person = models.ForeignKey(Person, models.PROTECT, related_name="incoming_stops", verbose_name="传阅人")
    place = models.PositiveIntegerField("次序")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    note = models.CharField("说明", max_length=120, blank=True)
    sent_at = models.DateTimeField("送阅时间", null=True)
    read_at = models.DateTimeField("阅毕时间", null=True)
    skipped_at = models.DateTimeField("跳过时间", null=True)

    class Meta:
        verbose_name = "传阅人"
        ordering = ["circulation", "place"]
        constraints = [models.UniqueConstraint(fields=["circulation", "person"], name="in_stop_once")]
        indexes = [models.Index(fields=["state", "person"], name="in_stop_state")]

    def __str__(self) -> str:
        return f"{self.person} {self.get_state_display()}"
