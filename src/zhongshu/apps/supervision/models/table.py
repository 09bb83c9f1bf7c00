"""The office's own tables. A table is never changed: a new one takes effect on its day (of two for one day the later made
is in force), the old one stays readable."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.org.models import Organ, Person


class Table(models.Model):
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    effective_on = models.DateField("生效日期")
    note = models.CharField("依据", max_length=200, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="制定人")
    made_at = models.DateTimeField("制定时间", auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["-effective_on", "-pk"]


class RoutingTable(Table):
    """归口表: 专职 or 专项, a decision table (``lib.flow.tables``)."""

    content = models.JSONField("规则")

    class Meta(Table.Meta):
        verbose_name = "督办归口表"
        indexes = [models.Index(fields=["organ", "-effective_on"], name="sup_routing_day")]

    def __str__(self) -> str:
        return f"督办归口表（{self.effective_on:%Y-%m-%d} 起）"


class RhythmTable(Table):
    """反馈频次表: ``{"urgency:importance": workdays}`` for every pair."""

    days = models.JSONField("频次")

    class Meta(Table.Meta):
        verbose_name = "反馈频次表"
        indexes = [models.Index(fields=["organ", "-effective_on"], name="sup_rhythm_day")]

    def __str__(self) -> str:
        return f"反馈频次表（{self.effective_on:%Y-%m-%d} 起）"


class LadderTable(Table):
    """催办阶梯和红黄绿灯的界限, in workdays."""

    yellow_before = models.PositiveSmallIntegerField("距时限几个工作日亮黄灯")
    silent_after = models.PositiveSmallIntegerField("反馈逾期几个工作日亮红灯")
    remind_before = models.PositiveSmallIntegerField("到期前几个工作日提醒")
    letter_after = models.PositiveSmallIntegerField("逾期几个工作日发催办函")
    order_after = models.PositiveSmallIntegerField("逾期几个工作日发督办单")
    superior_from = models.PositiveSmallIntegerField("从哪一级起同时告知责任人的上级")
    explain_after = models.PositiveSmallIntegerField("被发督办单几次后须书面说明")

    class Meta(Table.Meta):
        verbose_name = "催办阶梯"
        indexes = [models.Index(fields=["organ", "-effective_on"], name="sup_ladder_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(letter_after__gte=1) & Q(order_after__gt=models.F("letter_after")) & Q(silent_after__gte=1),
                name="sup_ladder_order",
            ),
        ]

    def __str__(self) -> str:
        return f"催办阶梯（{self.effective_on:%Y-%m-%d} 起）"

    @classmethod
    def label_of(cls, name: str) -> str:
        """What a threshold is called."""
        return str(cls._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
