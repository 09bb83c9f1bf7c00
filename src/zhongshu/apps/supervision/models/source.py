"""Where a matter comes from, sentence-exact."""

from django.db import models
from django.db.models import F, Q

from zhongshu.apps.org.models import Organ, Person


class Source(models.Model):
    """来源: the very sentence that ordered something, and the thing it stands in (``object_type``, ``object_id``, span).

    A sentence that was typed has no object; its ``label`` says in words where it comes from.
    """

    class Kind(models.TextChoices):
        DECISION = "decision", "重大决策部署"
        WORK_REPORT = "work_report", "政府工作报告任务"
        MEETING = "meeting", "会议议定事项"
        PAPER = "paper", "文件要求"
        INSTRUCTION = "instruction", "领导批示"
        FIELD_STUDY = "field_study", "调研指示"
        ENTRUSTED = "entrusted", "交办事项"
        PROPOSAL = "proposal", "人大代表建议、政协委员提案"
        PETITION = "petition", "信访、热线"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="督办机关")
    kind = models.CharField("来源类别", max_length=12, choices=Kind.choices)
    sentence = models.TextField("原话")
    label = models.CharField("出处", max_length=300)
    object_type = models.CharField("出处类别", max_length=60, blank=True)
    object_id = models.BigIntegerField("出处编号", null=True, blank=True)
    start = models.PositiveIntegerField("起", null=True, blank=True)
    end = models.PositiveIntegerField("止", null=True, blank=True)
    leader = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="作出指示的领导"
    )
    given_on = models.DateField("日期", null=True, blank=True)

    class Meta:
        verbose_name = "督办来源"
        constraints = [
            models.CheckConstraint(condition=~Q(sentence="") & ~Q(label=""), name="sup_source_words"),
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="sup_source_span"),
            models.CheckConstraint(condition=Q(object_type="") | Q(object_id__isnull=False), name="sup_source_object"),
        ]
        indexes = [models.Index(fields=["object_type", "object_id"], name="sup_source_object_idx")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.label}"
