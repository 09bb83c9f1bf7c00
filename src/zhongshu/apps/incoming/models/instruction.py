"""Leaders' instructions (批示), sentence by sentence."""

from datetime import date

from django.db import models
from django.db.models import Q

from zhongshu.apps.incoming.models.paper import Paper
from zhongshu.apps.org.models import Person, Unit


class Instruction(models.Model):
    """批示: a leader's own words on a paper; a transcribed one says by whom, when and from what."""

    class Form(models.TextChoices):
        WRITTEN = "written", "本人签批"
        INITIALLED = "initialled", "圈阅"
        TRANSCRIBED = "transcribed", "代录"
        PHONE = "phone", "电话批示"

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="instructions", verbose_name="收文")
    leader = models.ForeignKey(Person, models.PROTECT, related_name="instructions", verbose_name="批示领导")
    text = models.TextField("批示")
    given_on = models.DateField("批示日期")
    at = models.DateTimeField("录入时间")
    form = models.CharField("方式", max_length=12, choices=Form.choices, default=Form.WRITTEN)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="录入人")
    transcribed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="代录人")
    source = models.CharField("代录依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "批示"
        ordering = ["pk"]
        indexes = [models.Index(fields=["leader", "-at"], name="in_instruction_leader")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(form__in=["transcribed", "phone"]) | Q(transcribed_by__isnull=False),
                name="in_transcribed_says_by_whom",
            )
        ]

    def __str__(self) -> str:
        return f"{self.leader} {self.given_on:%Y年%-m月%-d日}批示"


class InstructionSentence(models.Model):
    """One sentence: ``instruction.text[start:end] == text``; all of them joined are the instruction's text."""

    class Nature(models.TextChoices):
        ORDER = "order", "交办"
        CONSENT = "consent", "同意"
        READ = "read", "阅知"
        INFORMATION = "information", "说明"

    instruction = models.ForeignKey(Instruction, models.PROTECT, related_name="sentences")
    no = models.PositiveIntegerField("第几句")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    text = models.TextField("句子")
    nature = models.CharField("性质", max_length=12, choices=Nature.choices)
    proposed_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="拟承办科室")
    proposed_due = models.DateField("拟定时限", null=True)
    due_phrase = models.CharField("时限原话", max_length=60, blank=True)
    due_note = models.CharField("时限说明", max_length=120, blank=True)

    class Meta:
        verbose_name = "批示语句"
        ordering = ["instruction", "no"]
        constraints = [models.UniqueConstraint(fields=["instruction", "no"], name="in_sentence_once")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{self.paper.get_absolute_url()}#sentence-{self.pk}"

    @property
    def paper(self) -> Paper:
        return self.instruction.paper

    @property
    def leader(self) -> Person:
        return self.instruction.leader

    @property
    def given_on(self) -> date:
        return self.instruction.given_on

    @property
    def orders(self) -> bool:
        """It tells somebody to do something."""
        return self.nature == self.Nature.ORDER
