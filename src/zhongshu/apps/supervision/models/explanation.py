"""检查/说明: what a unit that failed repeatedly owes in writing."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.org.models import Person, Unit
from zhongshu.apps.supervision.models.matter import SupervisedMatter


class UnitExplanation(models.Model):
    class Kind(models.TextChoices):
        EXPLANATION = "explanation", "书面说明"
        SELF_CRITICISM = "self_criticism", "书面检查"

    class State(models.TextChoices):
        DEMANDED = "demanded", "待提交"
        GIVEN = "given", "待审阅"
        ACCEPTED = "accepted", "已认可"
        SENT_BACK = "sent_back", "退回重写"

    matter = models.ForeignKey(SupervisedMatter, models.PROTECT, related_name="explanations", verbose_name="督办事项")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="explanations", verbose_name="单位")
    kind = models.CharField("形式", max_length=16, choices=Kind.choices)
    reason = models.TextField("事由")
    due_on = models.DateField("提交时限")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DEMANDED)
    text = models.TextField("内容", blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="附件")
    demanded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="要求人")
    demanded_at = models.DateTimeField("要求时间")
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="提交人")
    given_at = models.DateTimeField("提交时间", null=True)
    words = models.TextField("审阅意见", blank=True)

    class Meta:
        verbose_name = "检查说明"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "unit"],
                condition=Q(state__in=["demanded", "given", "sent_back"]),
                name="sup_explain_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.get_kind_display()}（{self.get_state_display()}）"
