"""财务结算: what was planned and what was spent, line by line, in whole fen."""

from django.db import models
from django.db.models import F, Q

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person


class AccountLine(models.Model):
    """``spent`` is None until the bill is there; 0 says that nothing was spent."""

    class Kind(models.TextChoices):
        VENUE = "venue", "场地租赁"
        MEALS = "meals", "伙食"
        LODGING = "lodging", "住宿"
        TRANSPORT = "transport", "交通"
        MATERIALS = "materials", "资料印刷"
        OTHER = "other", "其他"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="account_lines", verbose_name="会议")
    kind = models.CharField("费用", max_length=10, choices=Kind.choices)
    what = models.CharField("内容", max_length=120, blank=True)
    budget = models.PositiveBigIntegerField("预算（分）", default=0)
    spent = models.PositiveBigIntegerField("支出（分）", null=True, blank=True)
    bills = models.PositiveSmallIntegerField("单据张数", default=0)
    reason = models.CharField("超支原因", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "会议费用"
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "kind", "what"], name="meet_account_once"),
            models.CheckConstraint(
                condition=Q(spent__isnull=True) | Q(spent__lte=F("budget")) | ~Q(reason=""), name="meet_account_over"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{f'（{self.what}）' if self.what else ''}"

    @property
    def over(self) -> int:
        """Fen spent beyond the budget."""
        return max(0, (self.spent or 0) - self.budget)


class Settlement(models.Model):
    """The account as it was closed: the sums stand here, the lines do not change any more."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="settlement", verbose_name="会议")
    budget = models.PositiveBigIntegerField("预算合计（分）")
    spent = models.PositiveBigIntegerField("支出合计（分）")
    bills = models.PositiveIntegerField("单据张数", default=0)
    note = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="结算人")
    at = models.DateTimeField("结算时间")

    class Meta:
        verbose_name = "会议结算"

    def __str__(self) -> str:
        return f"{self.meeting}结算"
