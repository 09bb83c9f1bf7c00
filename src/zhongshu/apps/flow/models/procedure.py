"""Procedures: versioned BPMN files, one set for every organ."""

from hashlib import sha256

from django.db import models
from django.db.models import Q

from zhongshu.apps.org.models import Organ, Person


class Procedure(models.Model):
    """One version of one procedure of one organ. A version never changes: running flows finish on the one they began with."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="procedures", verbose_name="机关")
    key = models.CharField("标识", max_length=60)
    name = models.CharField("名称", max_length=120)
    version = models.PositiveIntegerField("版本")
    bpmn = models.TextField("流程图")
    tables = models.JSONField("决策表", default=dict, blank=True)
    digest = models.CharField("校验值", max_length=64)
    active = models.BooleanField("在用", default=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="启用人")
    made_at = models.DateTimeField("启用时间", auto_now_add=True)

    class Meta:
        verbose_name = "流程"
        ordering = ["organ", "key", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "key", "version"], name="flow_procedure_version"),
            models.UniqueConstraint(fields=["organ", "key"], condition=Q(active=True), name="flow_procedure_in_use"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（第 {self.version} 版）"

    @staticmethod
    def digest_of(bpmn: str, tables: object) -> str:
        return sha256(f"{bpmn}\0{tables!r}".encode()).hexdigest()
