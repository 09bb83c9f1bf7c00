"""What is kept for ever: opinions, phone approvals with the signatures owed for them, and the log."""

from typing import Any, NoReturn

from django.db import models

from zhongshu.apps.flow.models.flow import Flow, Step, choices
from zhongshu.apps.flow.models.work import Work
from zhongshu.apps.org.models import Organ, Person
from zhongshu.lib.flow.vocabulary import Move, OpinionKind, PhoneStatus, Verdict
from zhongshu.lib.refusal import Refused


def _kept() -> NoReturn:
    raise Refused("意见和流转记录一经写下，不得修改或删除。")


class KeptQuerySet(models.QuerySet):
    """Rows may be added and read, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        _kept()

    def delete(self) -> NoReturn:
        _kept()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        _kept()


class Kept(models.Model):
    """A row that is written once."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _kept()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _kept()


class Opinion(Kept):
    """Words somebody wrote on a step."""

    flow = models.ForeignKey(Flow, models.PROTECT, related_name="opinions")
    no = models.PositiveIntegerField("号")
    act = models.PositiveIntegerField("所属动作")
    step = models.ForeignKey(Step, models.PROTECT, related_name="opinions")
    work = models.ForeignKey(Work, models.PROTECT, related_name="opinions")
    step_name = models.CharField("环节", max_length=120)
    person = models.ForeignKey(Person, models.PROTECT, related_name="opinions", verbose_name="署名人")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="代")
    kind = models.CharField("类别", max_length=12, choices=choices(OpinionKind))
    verdict = models.CharField("表态", max_length=12, choices=choices(Verdict), default=Verdict.NONE)
    text = models.TextField("内容", blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "意见"
        ordering = ["flow", "no"]
        constraints = [models.UniqueConstraint(fields=["flow", "no"], name="flow_opinion_no")]

    def __str__(self) -> str:
        return f"{self.person}：{self.get_verdict_display()}{self.text}"


class Log(Kept):
    """One act on a flow."""

    flow = models.ForeignKey(Flow, models.PROTECT, related_name="log")
    no = models.PositiveIntegerField("号")
    at = models.DateTimeField("时间")
    move = models.CharField("动作", max_length=20, choices=choices(Move))
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="代")
    step_no = models.PositiveIntegerField("环节号", null=True)
    step_name = models.CharField("环节", max_length=120, blank=True)
    work_no = models.PositiveIntegerField("事项号", null=True)
    note = models.TextField("说明", blank=True)
    told = models.JSONField("告知", default=list)

    class Meta:
        verbose_name = "流转记录"
        ordering = ["flow", "no"]
        constraints = [models.UniqueConstraint(fields=["flow", "no"], name="flow_log_no")]

    def __str__(self) -> str:
        return f"{self.get_move_display()} {self.note}"


class PhoneApproval(Kept):
    """先电话请示: who was phoned, when, by whom, the question, the answer in words, a witness if there was one (§2.5)."""

    flow = models.ForeignKey(Flow, models.PROTECT, related_name="phone_approvals")
    no = models.PositiveIntegerField("号")
    step = models.ForeignKey(Step, models.PROTECT, related_name="phone_approvals")
    work = models.ForeignKey(Work, models.PROTECT, related_name="phone_approvals")
    leader = models.ForeignKey(Person, models.PROTECT, related_name="phone_approvals", verbose_name="请示的领导")
    officer = models.ForeignKey(Person, models.PROTECT, related_name="phone_records", verbose_name="记录人")
    called_at = models.DateTimeField("通话时间")
    question = models.TextField("请示的问题")
    answer = models.TextField("领导答复")
    witness = models.CharField("在场人", max_length=60, blank=True)
    recorded_at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "电话请示"
        ordering = ["flow", "no"]
        constraints = [models.UniqueConstraint(fields=["flow", "no"], name="flow_phone_no")]

    def __str__(self) -> str:
        return f"{self.leader}电话同意"


class DeferredSignature(models.Model):
    """后补签: the signature a phone approval still owes; ``debt`` is the leader's work for it."""

    approval = models.OneToOneField(PhoneApproval, models.PROTECT, related_name="signature")
    flow = models.ForeignKey(Flow, models.PROTECT, related_name="deferred_signatures")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    leader = models.ForeignKey(Person, models.PROTECT, related_name="deferred_signatures", verbose_name="欠补签人")
    debt = models.ForeignKey(Work, models.PROTECT, related_name="+")
    due_at = models.DateTimeField("补签时限")
    state = models.CharField("状态", max_length=12, choices=choices(PhoneStatus), default=PhoneStatus.OWED)
    settled_at = models.DateTimeField("了结时间", null=True)

    class Meta:
        verbose_name = "待补签"
        ordering = ["due_at"]
        indexes = [models.Index(fields=["organ", "state", "due_at"], name="flow_signature_state")]

    def __str__(self) -> str:
        return f"{self.leader} {self.get_state_display()}"
