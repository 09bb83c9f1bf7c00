"""销号 and 重新立项."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.models.matter import SupervisedMatter
from zhongshu.apps.supervision.models.report import ProgressReport


class Closing(models.Model):
    """The supervising side proposes it on a verified report; a leader's instruction needs the leader's consent first.

    ``report`` is missing only for matters that an imported ledger says were closed before, and for a ``withdrawal`` (撤项):
    what was ordered is no longer to be done, and the leader concerned agrees.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "待领导同意"
        CONSENTED = "consented", "领导已同意"
        REFUSED = "refused", "领导不同意"
        CLOSED = "closed", "已销号"
        UNDONE = "undone", "已重新立项"

    matter = models.ForeignKey(SupervisedMatter, models.PROTECT, related_name="closings", verbose_name="督办事项")
    report = models.ForeignKey(ProgressReport, models.PROTECT, null=True, related_name="+", verbose_name="依据的反馈")
    result = models.TextField("完成情况")
    withdrawal = models.BooleanField("撤项", default=False)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="拟销号人")
    proposed_at = models.DateTimeField("时间")
    leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="须征得同意的领导")
    consented_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="表态人")
    consented_at = models.DateTimeField("表态时间", null=True)
    words = models.TextField("领导意见", blank=True)
    transcribed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="代录人")
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="销号人")
    closed_at = models.DateTimeField("销号时间", null=True)

    class Meta:
        verbose_name = "销号"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state__in=["proposed", "consented", "closed"]), name="sup_closing_one"
            ),
            # With a leader there is no closing without the leader's consent on record.
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(leader__isnull=True) | Q(consented_at__isnull=False),
                name="sup_closing_consent",
            ),
        ]
        indexes = [models.Index(fields=["leader", "state"], name="sup_closing_state")]

    def __str__(self) -> str:
        return f"{self.word}（{self.get_state_display()}）"

    @property
    def word(self) -> str:
        return "撤项" if self.withdrawal else "销号"


class Reopening(models.Model):
    """It relapsed: the matter is open again, with a new deadline; the closing stays on record."""

    closing = models.OneToOneField(Closing, models.PROTECT, related_name="reopening", verbose_name="原销号")
    reason = models.TextField("理由")
    deadline = models.DateField("新时限")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="决定人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "重新立项"

    def __str__(self) -> str:
        return f"重新立项（{self.at:%Y-%m-%d}）"
