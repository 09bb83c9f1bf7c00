"""Countersigners who disagree, and the sign-off."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.org.models import Person, Unit
from zhongshu.apps.outgoing.models.paper import Paper
from zhongshu.apps.outgoing.models.version import Version


class Disagreement(models.Model):
    """A countersigner's 不同意. Until it is settled or decided above, the paper cannot be signed off."""

    class State(models.TextChoices):
        OPEN = "open", "未协商一致"
        SETTLED = "settled", "已协商一致"
        ESCALATED = "escalated", "已报请裁定"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="disagreements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="会签人")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="会签单位")
    text = models.TextField("意见")
    opened_at = models.DateTimeField("提出时间", auto_now_add=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OPEN)
    outcome = models.TextField("结果", blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="裁定领导")
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="记录人")
    closed_at = models.DateTimeField("了结时间", null=True)

    class Meta:
        verbose_name = "会签分歧"
        ordering = ["pk"]
        indexes = [models.Index(fields=["paper", "state"], name="out_disagreement_state")]

    def __str__(self) -> str:
        return f"{self.person}不同意（{self.get_state_display()}）"


class SignOff(models.Model):
    """签发: opinion, name and full date on one version.

    A sign-off whose version differs in substance from the current one is ``superseded``: the same signatory signs again.
    """

    class Form(models.TextChoices):
        SIGNED = "signed", "签署"
        INITIALLED = "initialled", "圈阅"
        PHONE = "phone", "电话同意"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="sign_offs")
    version = models.ForeignKey(Version, models.PROTECT, related_name="sign_offs")
    form = models.CharField("方式", max_length=10, choices=Form.choices, default=Form.SIGNED)
    signatory = models.ForeignKey(Person, models.PROTECT, related_name="signed_off", verbose_name="签发人")
    acted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="经手人")
    duty = models.CharField("职责", max_length=24)
    opinion = models.TextField("意见")
    signed_on = models.DateField("签发日期")
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)
    owed = models.BooleanField("待补签", default=False)
    settled_at = models.DateTimeField("补签时间", null=True)
    superseded_by = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+", verbose_name="因修改失效")

    class Meta:
        verbose_name = "签发"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper"], condition=Q(superseded_by__isnull=True), name="out_one_sign_off_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"{self.signatory} {self.signed_on:%Y年%-m月%-d日}"
