"""差错登记: what was found wrong in a paper after it was sent."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models.gate import GATES
from zhongshu.apps.outgoing.models.paper import Paper


class Lapse(models.Model):
    """One mistake that got through the five gates, who found it and how it was put right."""

    class Remedy(models.TextChoices):
        CORRECTED = "corrected", "发更正函"
        REISSUED = "reissued", "收回重发"
        TOLD = "told", "电话更正"
        NONE = "none", "不影响执行，未更正"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="lapses")
    gate = models.CharField("应由哪一关把住", max_length=10, choices=GATES)
    rule = models.CharField("对应的规则", max_length=80, blank=True)
    wrong = models.CharField("原文", max_length=300)
    right = models.CharField("应为", max_length=300)
    found_by = models.CharField("发现单位或人", max_length=80)
    found_on = models.DateField("发现日期")
    remedy = models.CharField("处理", max_length=10, choices=Remedy.choices)
    note = models.CharField("原因和改进", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", auto_now_add=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    void_reason = models.CharField("作废理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "差错"
        ordering = ["-found_on", "-pk"]
        indexes = [models.Index(fields=["found_on"], name="out_lapse_found")]
        constraints = [
            models.CheckConstraint(condition=~Q(wrong=""), name="out_lapse_has_words"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""), name="out_lapse_void_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.wrong}”应为“{self.right}”"
