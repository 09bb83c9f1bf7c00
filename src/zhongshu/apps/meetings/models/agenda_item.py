"""议题: what a unit puts before a meeting, from its proposal to the decision."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from zhongshu.apps.org.models import Organ, Person, Unit


class AgendaItem(models.Model):
    """``forum`` names the template of the meeting it is meant for. The meeting it stands in is its slot's.

    ``reporter_name`` is filled for a reporter who is not on the server. What a meeting did not finish is CARRIED and goes
    on as a fresh item (``carried_from``).
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "待审核"
        RETURNED = "returned", "退回补正"
        VETTED = "vetted", "待审定"
        APPROVED = "approved", "待上会"
        SCHEDULED = "scheduled", "已列入议程"
        DECIDED = "decided", "已议定"
        CARRIED = "carried", "转下次会议"
        WITHDRAWN = "withdrawn", "已撤回"

    class Major(models.TextChoices):
        """三重一大."""

        NONE = "", "不属于三重一大"
        DECISION = "decision", "重大决策"
        PERSONNEL = "personnel", "重要人事任免"
        PROJECT = "project", "重大项目安排"
        FUNDS = "funds", "大额资金使用"

    class Outcome(models.TextChoices):
        AGREED = "agreed", "同意"
        IN_PRINCIPLE = "in_principle", "原则同意"
        NOTED = "noted", "听取"
        REVISE = "revise", "修改后再议"
        REFUSED = "refused", "不同意"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="agenda_items", verbose_name="议事机关")
    forum = models.CharField("提请的会议", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="agenda_items", verbose_name="提请单位")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="提请人")
    proposed_at = models.DateTimeField("提请时间")
    title = models.CharField("议题", max_length=200)
    summary = models.TextField("提请事项", blank=True)
    reporter = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="reported_items", verbose_name="汇报人"
    )
    reporter_name = models.CharField("汇报人姓名", max_length=40, blank=True)
    reporter_post = models.CharField("汇报人职务", max_length=60, blank=True)
    minutes = models.PositiveSmallIntegerField("时长", default=15)
    major = models.CharField("三重一大", max_length=10, choices=Major.choices, blank=True, default=Major.NONE)
    needs_legal = models.BooleanField("须合法性审查", default=False)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PROPOSED)
    words = models.TextField("审核意见", blank=True)
    vetted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    vetted_at = models.DateTimeField("审核时间", null=True, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField("审定时间", null=True, blank=True)
    approval_words = models.TextField("审定意见", blank=True)
    transcribed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField("结论", max_length=12, choices=Outcome.choices, blank=True)
    decision = models.TextField("会议决定", blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("记录时间", null=True, blank=True)
    returned_at = models.DateTimeField("摘录送回时间", null=True, blank=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to", verbose_name="接续的议题"
    )
    carry_reason = models.TextField("未议完的原因", blank=True)

    class Meta:
        verbose_name = "议题"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="meet_item_title"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="meet_item_minutes"),
            models.CheckConstraint(
                condition=~Q(state="decided") | (~Q(outcome="") & ~Q(decision="")), name="meet_item_decided"
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "state", "forum"], name="meet_item_state"),
            models.Index(fields=["unit", "state"], name="meet_item_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:item", args=[self.pk])

    @property
    def reporter_shown(self) -> str:
        return self.reporter.name if self.reporter else self.reporter_name
