"""Works: what lies on people's desks. The lists of every desk are read from this one table."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.flow.models.flow import Flow, Step, choices
from zhongshu.apps.org.models import Organ, Person
from zhongshu.lib.flow.vocabulary import URGENCIES, Verdict, WorkKind, WorkStatus


class Work(models.Model):
    """One thing on one person's desk. Columns as in `lib.flow.state.Work`, and what a list page shows beside them.

    ``box``: in which of the holder's lists it lies ("" in none); ``at`` orders the list: when it came, or was done.
    ``responsible``: its holder answers for the branch ``lane`` now; the database lets there be one at most.
    """

    class Box(models.TextChoices):
        TODO = "todo", "待办"
        TO_READ = "to_read", "待阅"
        IN_HAND = "in_hand", "在办"
        DONE = "done", "已办"
        COMPLETED = "completed", "办结"
        NONE = "", "无"

    flow = models.ForeignKey(Flow, models.CASCADE, related_name="works")
    step = models.ForeignKey(Step, models.CASCADE, related_name="works")
    no = models.PositiveIntegerField("号")
    lane = models.CharField("分支", max_length=120)
    place = models.PositiveIntegerField("次序", default=1)
    kind = models.CharField("事项", max_length=12, choices=choices(WorkKind))
    state = models.CharField("状态", max_length=12, choices=choices(WorkStatus))
    holder = models.ForeignKey(Person, models.PROTECT, related_name="works", verbose_name="持有人")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="代")
    sender = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="交来人")
    opened_in = models.PositiveIntegerField()
    opened_at = models.DateTimeField("产生时间")
    activated_in = models.PositiveIntegerField(null=True)
    received_at = models.DateTimeField("收到时间", null=True)
    signed_at = models.DateTimeField("签收时间", null=True)
    due_at = models.DateTimeField("时限", null=True)
    closed_at = models.DateTimeField("办毕时间", null=True)
    closed_in = models.PositiveIntegerField(null=True)
    verdict = models.CharField("表态", max_length=12, choices=choices(Verdict), default=Verdict.NONE)
    chased = models.PositiveIntegerField("催办次数", default=0)
    reminded = models.CharField("已提醒", max_length=8, blank=True)

    responsible = models.BooleanField("责任", default=False)
    box = models.CharField("所在列表", max_length=10, blank=True)
    at = models.DateTimeField("排序时间")
    title = models.CharField("标题", max_length=300)
    urgency = models.CharField("紧急程度", max_length=15, choices=list(URGENCIES.items()), default="normal")
    step_name = models.CharField("环节", max_length=120)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    subject_type = models.CharField("对象类别", max_length=60)
    subject_id = models.BigIntegerField("对象编号")

    class Meta:
        verbose_name = "办理事项"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["flow", "no"], name="flow_work_no"),
            models.UniqueConstraint(
                fields=["flow", "lane"], condition=Q(responsible=True), name="flow_one_responsible_a_lane"
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "box", "-at", "-id"], name="flow_work_box"),
            models.Index(fields=["organ", "due_at"], condition=Q(responsible=True), name="flow_work_responsible"),
            models.Index(fields=["box", "due_at"], name="flow_work_box_due"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.step_name}"
