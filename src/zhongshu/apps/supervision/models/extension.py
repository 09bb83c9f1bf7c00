"""延期."""

from django.db import models
from django.db.models import F, Q

from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.models.matter import SupervisedMatter


class Extension(models.Model):
    """A later deadline, asked for before the old one with a reason, decided by the leader concerned."""

    class State(models.TextChoices):
        ASKED = "asked", "待批"
        GRANTED = "granted", "同意"
        REFUSED = "refused", "不同意"

    matter = models.ForeignKey(SupervisedMatter, models.PROTECT, related_name="extensions", verbose_name="督办事项")
    deadline = models.DateField("原时限")
    wanted = models.DateField("申请延至")
    reason = models.TextField("理由")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.ASKED)
    leader = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="审批领导")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="申请人")
    asked_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="审批人")
    decided_at = models.DateTimeField("审批时间", null=True)
    words = models.TextField("审批意见", blank=True)

    class Meta:
        verbose_name = "延期"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(wanted__gt=F("deadline")), name="sup_extension_later"),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True) | ~Q(state="asked"), name="sup_extension_decided"
            ),
            models.UniqueConstraint(fields=["matter"], condition=Q(state="asked"), name="sup_extension_one"),
        ]
        indexes = [models.Index(fields=["leader", "state"], name="sup_extension_state")]

    def __str__(self) -> str:
        return f"延至 {self.wanted:%Y-%m-%d}（{self.get_state_display()}）"
