"""Who acts for whom, and who took over what."""

from django.db import models
from django.db.models import F, Q

from zhongshu.apps.org.models.person import Person


class StandIn(models.Model):
    """AB角 or 委托: for a period and a scope, one person may act for another.

    A delegation takes effect by its own period; an AB角 is standing and takes effect while the principal is absent.
    """

    class Kind(models.TextChoices):
        AB = "ab", "AB角"
        DELEGATION = "delegation", "委托"

    principal = models.ForeignKey(Person, models.PROTECT, related_name="stand_ins", verbose_name="委托人")
    stand_in = models.ForeignKey(Person, models.PROTECT, related_name="standing_in_for", verbose_name="代办人")
    kind = models.CharField("方式", max_length=10, choices=Kind.choices, default=Kind.DELEGATION)
    scope = models.CharField("范围", max_length=60, blank=True, help_text="留空为全部事项；或填流程标识，如 outgoing")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束", null=True, blank=True)
    reason = models.CharField("事由", max_length=120, blank=True)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "代办"
        ordering = ["-starts_at"]
        indexes = [
            models.Index(fields=["principal", "starts_at"], name="org_standin_principal"),
            models.Index(fields=["stand_in", "starts_at"], name="org_standin_standin"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(principal=F("stand_in")), name="org_standin_not_self"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="org_standin_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stand_in} 代 {self.principal}"


class Absence(models.Model):
    """外出: while it lasts, what comes to the person goes to the AB角."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="absences", verbose_name="人员")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    reason = models.CharField("事由", max_length=120)

    class Meta:
        verbose_name = "外出"
        ordering = ["-starts_at"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="org_absence_period")]

    def __str__(self) -> str:
        return f"{self.person} {self.reason}"


class Handover(models.Model):
    """工作移交: everything one person held went to others in one act."""

    leaver = models.ForeignKey(Person, models.PROTECT, related_name="handovers", verbose_name="移交人")
    successor = models.ForeignKey(Person, models.PROTECT, related_name="takeovers", verbose_name="接收人")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="经办人")
    made_at = models.DateTimeField("移交时间", auto_now_add=True)
    reason = models.CharField("事由", max_length=120)
    left = models.BooleanField("离岗", default=False)
    holdings = models.JSONField("移交清单", default=list)

    class Meta:
        verbose_name = "工作移交"
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.leaver} → {self.successor}"
