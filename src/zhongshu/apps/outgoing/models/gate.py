"""The five-gate record: what was found, what a person decided, who signed each gate; and routing rules set aside."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models.paper import Paper
from zhongshu.apps.outgoing.models.version import Version
from zhongshu.lib.proofread import Gate, Level

GATES = [(gate.value, gate.label) for gate in Gate]
LEVELS = [(level.value, level.label) for level in Level]


class FindingDecision(models.Model):
    """What a person did about one finding of one version. The finding itself is kept as it was shown."""

    class Choice(models.TextChoices):
        ACCEPTED = "accepted", "采纳"
        EDITED = "edited", "另行修改"
        OVERRIDDEN = "overridden", "不采纳"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="decisions")
    version = models.ForeignKey(Version, models.PROTECT, related_name="decisions")
    fingerprint = models.CharField("标识", max_length=16)
    gate = models.CharField("关", max_length=10, choices=GATES)
    level = models.CharField("等级", max_length=10, choices=LEVELS)
    rule = models.CharField("规则", max_length=80)
    finding = models.JSONField("校对意见")
    choice = models.CharField("处理", max_length=10, choices=Choice.choices)
    reason = models.CharField("理由", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="处理人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "校对意见处理"
        ordering = ["pk"]
        indexes = [models.Index(fields=["paper", "fingerprint"], name="out_decision_finding")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(choice="overridden", level="must", reason=""), name="out_override_has_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_gate_display()} {self.get_choice_display()}"


class GateSignature(models.Model):
    """One gate signed by a named person on one version; ``invalid_since`` is the version whose substance differs."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="gate_signatures")
    version = models.ForeignKey(Version, models.PROTECT, related_name="gate_signatures")
    gate = models.CharField("关", max_length=10, choices=GATES)
    digest = models.CharField("文稿校验值", max_length=64)
    summary = models.JSONField("校对情况", default=dict)
    note = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="签字人")
    at = models.DateTimeField("时间", auto_now_add=True)
    invalid_since = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+", verbose_name="因修改失效")

    class Meta:
        verbose_name = "过关签字"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "gate"], condition=Q(invalid_since__isnull=True), name="out_gate_signed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_gate_display()} {self.by}"


class BreachOverride(models.Model):
    """A routing rule set aside with a reason: allowed only where the rule itself allows it, and it leaves this mark."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="overrides")
    rule = models.CharField("规则", max_length=60)
    article = models.CharField("依据", max_length=120)
    message = models.CharField("情况", max_length=400)
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="说明人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "行文规则例外"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="out_breach_has_reason"),
            models.UniqueConstraint(fields=["paper", "rule", "message"], name="out_breach_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article}：{self.reason}"
