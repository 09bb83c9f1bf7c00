"""议定事项: who has to do what by when; in the supervision ledger, or with the reason why not."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.meetings.models.agenda_item import AgendaItem
from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person, Unit
from zhongshu.apps.supervision.models import SupervisedMatter


class AgreedItem(models.Model):
    """``text`` is the minutes' own sentence. Exactly one of ``matter`` and ``excuse`` closes it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agreed_items", verbose_name="会议")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="agreed_items", verbose_name="议题"
    )
    position = models.PositiveSmallIntegerField("次序")
    text = models.TextField("议定事项")
    task = models.CharField("任务", max_length=500, blank=True)
    standard = models.CharField("标准", max_length=500, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任单位")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任人")
    deadline = models.DateField("时限", null=True, blank=True)
    matter = models.OneToOneField(
        SupervisedMatter, models.PROTECT, null=True, blank=True, related_name="agreed_item", verbose_name="督办事项"
    )
    excuse = models.TextField("不列入督办的理由", blank=True)
    excused_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="记录人")
    at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "议定事项"
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="meet_agreed_text"),
            models.CheckConstraint(condition=Q(matter__isnull=True) | Q(excuse=""), name="meet_agreed_one"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def settled(self) -> bool:
        """It is in the ledger, or says why not."""
        return self.matter_id is not None or bool(self.excuse)
