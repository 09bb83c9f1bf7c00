"""反馈 and its verification."""

from django.db import models

from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.models.matter import SupervisedMatter


class ProgressReport(models.Model):
    """One report of the responsible unit. ``flags``: what looks wrong with it and why, for whoever verifies it."""

    matter = models.ForeignKey(SupervisedMatter, models.PROTECT, related_name="reports", verbose_name="督办事项")
    no = models.PositiveIntegerField("第几次")
    round = models.PositiveIntegerField("第几轮反馈")
    due_on = models.DateField("应反馈日期")
    in_time = models.BooleanField("按时")
    progress = models.TextField("进展")
    difficulty = models.TextField("困难和问题", blank=True)
    next_step = models.TextField("下一步")
    done = models.BooleanField("已完成，申请销号", default=False)
    flags = models.JSONField("存疑", default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="反馈人")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="代")
    at = models.DateTimeField("反馈时间")

    class Meta:
        verbose_name = "反馈"
        ordering = ["matter", "-no"]
        constraints = [models.UniqueConstraint(fields=["matter", "no"], name="sup_report_no")]

    def __str__(self) -> str:
        return f"第 {self.no} 次反馈"


class Verification(models.Model):
    """核实: what the supervising side found a report to be worth."""

    class Verdict(models.TextChoices):
        TRUE = "true", "属实"
        SENT_BACK = "sent_back", "退回补报"
        FALSE = "false", "与事实不符"

    report = models.OneToOneField(ProgressReport, models.PROTECT, related_name="verification", verbose_name="反馈")
    verdict = models.CharField("结论", max_length=10, choices=Verdict.choices)
    reason = models.TextField("依据和要求", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="核实人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "核实"

    def __str__(self) -> str:
        return self.get_verdict_display()
