"""What is decided about an incoming paper on its way: the check, the proposal, being sent back, being reminded of."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.incoming.models.paper import Paper
from zhongshu.apps.org.models import Person, Unit
from zhongshu.apps.outgoing.models import Paper as OutgoingPaper


class InitialCheck(models.Model):
    """初审: the answer to each of the five tests; ``answers``: test key → {"passed": bool, "note": str}."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="checks")
    answers = models.JSONField("五项审核")
    passed = models.BooleanField("通过")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="审核人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "初审"
        ordering = ["pk"]

    def __str__(self) -> str:
        return "初审通过" if self.passed else "初审未通过"


class SendBack(models.Model):
    """退文: back to the sender with a reason, on record and, if wanted, by letter."""

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="send_back")
    reason = models.TextField("退文理由")
    tests = models.JSONField("未通过的审核", default=list)
    letter = models.ForeignKey(OutgoingPaper, models.PROTECT, null=True, related_name="+", verbose_name="退文函")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="退文人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "退文"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="in_send_back_has_reason")]

    def __str__(self) -> str:
        return self.reason


class UnitField(models.Model):
    """职责分工: what a unit is responsible for, in the words that stand in papers. The office's own table."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="incoming_field", verbose_name="科室")
    words = models.TextField("职责关键词")
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="修改人")
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = "职责分工"
        ordering = ["unit__position", "unit"]

    def __str__(self) -> str:
        return f"{self.unit}：{self.words}"


class Proposal(models.Model):
    """拟办: who leads, who supports, by when, what is to come of it; and what became of the system's suggestion."""

    class Fate(models.TextChoices):
        TAKEN = "taken", "照用"
        EDITED = "edited", "修改后用"
        REFUSED = "refused", "未采用"
        NONE = "none", "没有建议"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="proposals")
    text = models.TextField("拟办意见")
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="主办科室")
    supporting = models.ManyToManyField(Unit, related_name="+", verbose_name="协办科室")
    due_on = models.DateField("办理时限", null=True)
    suggestion = models.JSONField("系统建议", default=dict)
    fate = models.CharField("建议采用情况", max_length=8, choices=Fate.choices, default=Fate.NONE)
    flags = models.JSONField("提示", default=list)
    flags_answer = models.CharField("对提示的说明", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="拟办人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "拟办意见"
        ordering = ["pk"]
        indexes = [models.Index(fields=["-at"], name="in_proposal_newest")]

    def __str__(self) -> str:
        return self.text


class Chase(models.Model):
    """One reminder of a paper's deadline. ``stage`` names what it was about; the same one is never given twice."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="chases")
    stage = models.CharField("事由", max_length=40)
    word = models.CharField("提醒", max_length=20)
    told = models.JSONField("告知", default=list)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "催办记录"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["paper", "stage"], name="in_chase_once")]

    def __str__(self) -> str:
        return self.word
