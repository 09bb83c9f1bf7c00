"""第二意见: what a stronger corrector said of one version. Kept, so that no page waits for it and a version always says the same."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models.version import Version


class SecondOpinion(models.Model):
    """One row a version: asked again after silence, never after an answer."""

    class State(models.TextChoices):
        WAITING = "waiting", "正在询问"
        ANSWERED = "answered", "已答复"
        SILENT = "silent", "没有得到"

    version = models.OneToOneField(Version, models.PROTECT, related_name="second_opinion")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    advisor = models.CharField("校对模型", max_length=120, blank=True)
    findings = models.JSONField("校对意见", default=list, blank=True)
    silence = models.CharField("没有得到的原因", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="询问人")
    asked_at = models.DateTimeField("提出时间")
    begun_at = models.DateTimeField("开始询问", null=True, blank=True)
    ended_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = "第二意见"
        indexes = [models.Index(fields=["state", "asked_at"], name="out_opinion_state")]
        constraints = [
            models.CheckConstraint(condition=~Q(state="silent", silence=""), name="out_opinion_silence_has_words")
        ]

    def __str__(self) -> str:
        return f"{self.version}第二意见{self.get_state_display()}"
