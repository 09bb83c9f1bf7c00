"""The outgoing paper (发文): one matter on its way from draft to archive."""

from django.db import models
from django.urls import reverse

from zhongshu.apps.org.models import IssuerCode, Organ, Person, Unit
from zhongshu.lib.document.kinds import KINDS


class Paper(models.Model):
    """What the paper is and where it stands. Its words lie in versions; ``revision`` is the number of the current one.

    ``state`` follows the flow and exists to be listed and filtered; the flow itself decides what may be done.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "拟稿"
        VET = "vet", "核稿"
        COUNTERSIGN = "countersign", "会签"
        GATES = "gates", "五关把关"
        SIGN_OFF = "sign_off", "签发"
        RECHECK = "recheck", "复核"
        NUMBER = "number", "编号"
        PRINT = "print", "印制"
        SEAL = "seal", "用印"
        DISTRIBUTE = "distribute", "分发"
        ARCHIVE = "archive", "待归档"
        DONE = "done", "已办结"
        TERMINATED = "terminated", "已终止"
        VOID = "void", "已作废"

    class Secrecy(models.IntegerChoices):
        PUBLIC = 0, "公开"
        INTERNAL = 1, "内部"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="papers", verbose_name="办文机关")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="papers", verbose_name="拟稿科室")
    issuer_code = models.ForeignKey(
        IssuerCode, models.PROTECT, null=True, related_name="papers", verbose_name="发文机关代字"
    )
    drafter = models.ForeignKey(Person, models.PROTECT, related_name="drafted_papers", verbose_name="拟稿人")
    title = models.CharField("标题", max_length=300)
    kind = models.CharField("文种", max_length=40)
    direction = models.CharField("行文方向", max_length=12)
    urgency = models.CharField("紧急程度", max_length=15, blank=True)
    secrecy = models.PositiveSmallIntegerField("密级", choices=Secrecy.choices, default=Secrecy.PUBLIC)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField("现行版本", default=0)
    flow_id = models.BigIntegerField("流转编号", null=True)
    routing = models.JSONField("行文情况", default=dict, blank=True)
    number_text = models.CharField("发文字号", max_length=60, blank=True)
    number_year = models.PositiveIntegerField("年份", null=True)
    signed_on = models.DateField("签发日期", null=True)
    created_at = models.DateTimeField("拟稿时间", auto_now_add=True)
    changed_at = models.DateTimeField("最近改动", auto_now=True)
    distributed_at = models.DateTimeField("分发时间", null=True)
    void_reason = models.CharField("作废理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "发文"
        ordering = ["-changed_at", "-pk"]
        indexes = [
            models.Index(fields=["organ", "state", "-changed_at"], name="out_paper_state"),
            models.Index(fields=["organ", "number_year"], name="out_paper_year"),
            models.Index(fields=["drafter", "-changed_at"], name="out_paper_drafter"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("outgoing:paper", args=[self.pk])

    @property
    def over(self) -> bool:
        """Nothing more is to be done with it."""
        return self.state in {self.State.DONE, self.State.TERMINATED, self.State.VOID}

    @property
    def kind_name(self) -> str:
        kind = KINDS.get(self.kind)
        return kind.name if kind else self.kind


class CoDrafter(models.Model):
    """A colleague whom the drafter lets write in the draft."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="co_drafters")
    person = models.ForeignKey(Person, models.PROTECT, related_name="co_drafted", verbose_name="共同拟稿人")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="邀请人")
    added_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "共同拟稿人"
        constraints = [models.UniqueConstraint(fields=["paper", "person"], name="out_co_drafter_once")]

    def __str__(self) -> str:
        return self.person.name
