"""Document numbers: one series a code and year, drawn one after another, never reused."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.org.models import IssuerCode, Person
from zhongshu.apps.outgoing.models.paper import Paper


class NumberSeries(models.Model):
    """Where a code stands in a year. Whoever draws a number holds this row's lock until the act is done."""

    code = models.ForeignKey(IssuerCode, models.PROTECT, related_name="series", verbose_name="代字")
    year = models.PositiveIntegerField("年份")
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = "字号序列"
        ordering = ["code", "-year"]
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="out_series_once")]

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕"


class Number(models.Model):
    """One number of a series. A void number stays in the ledger with its reason and is never given out again."""

    class State(models.TextChoices):
        RESERVED = "reserved", "预留"
        ASSIGNED = "assigned", "已用"
        VOID = "void", "作废"

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="numbers", verbose_name="序列")
    serial = models.PositiveIntegerField("顺序号")
    state = models.CharField("状态", max_length=10, choices=State.choices)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="numbers", verbose_name="公文")
    purpose = models.CharField("用途", max_length=200, blank=True)
    void_reason = models.CharField("作废理由", max_length=300, blank=True)
    drawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="取号人")
    drawn_at = models.DateTimeField("取号时间", auto_now_add=True)
    assigned_at = models.DateTimeField("编号时间", null=True)
    voided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="作废人")
    voided_at = models.DateTimeField("作废时间", null=True)

    class Meta:
        verbose_name = "发文字号"
        ordering = ["series", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["series", "serial"], name="out_number_once"),
            models.UniqueConstraint(fields=["paper"], condition=Q(state="assigned"), name="out_paper_one_number"),
            models.CheckConstraint(condition=Q(serial__gte=1), name="out_number_from_one"),
            models.CheckConstraint(condition=~Q(state="void", void_reason=""), name="out_void_has_reason"),
            models.CheckConstraint(condition=~Q(state="assigned", paper__isnull=True), name="out_assigned_has_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.series}{self.serial}号"
