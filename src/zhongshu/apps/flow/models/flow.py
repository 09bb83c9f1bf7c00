"""A flow: one matter on its way along a procedure; and the steps it has made."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.flow.models.procedure import Procedure
from zhongshu.apps.org.models import Organ, Person
from zhongshu.lib.flow.vocabulary import URGENCIES, FlowStatus, StepStatus
from zhongshu.lib.word import Word


def choices(words: type[Word]) -> list[tuple[str, str]]:
    """A vocabulary of the engine as the choices of a field."""
    return [(word.value, word.label) for word in words]


class Flow(models.Model):
    """``subject_type`` / ``subject_id`` name the paper (`model._meta.label_lower`, pk); ``last_no`` is the last number used."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="flows", verbose_name="流程")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="flows", verbose_name="机关")
    subject_type = models.CharField("对象类别", max_length=60)
    subject_id = models.BigIntegerField("对象编号")
    title = models.CharField("标题", max_length=300)
    urgency = models.CharField("紧急程度", max_length=15, choices=list(URGENCIES.items()), default="normal")
    state = models.CharField("状态", max_length=12, choices=choices(FlowStatus), default=FlowStatus.RUNNING)
    starter = models.ForeignKey(Person, models.PROTECT, related_name="started_flows", verbose_name="发起人")
    variables = models.JSONField("变量", default=dict)
    last_no = models.PositiveIntegerField("末号", default=0)
    started_at = models.DateTimeField("发起时间")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "流转"
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(state__in=["running", "stopped"]),
                name="flow_one_going_a_subject",
            )
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="flow_subject"),
            models.Index(fields=["organ", "state", "started_at"], name="flow_organ_state"),
        ]

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """One visit of a branch to an element of the procedure. Columns as in `lib.flow.state.Step`."""

    flow = models.ForeignKey(Flow, models.CASCADE, related_name="steps")
    no = models.PositiveIntegerField("号")
    element = models.CharField("环节标识", max_length=100)
    name = models.CharField("环节", max_length=120)
    lane = models.CharField("分支", max_length=120)
    round = models.PositiveIntegerField("第几次")
    state = models.CharField("状态", max_length=12, choices=choices(StepStatus))
    opened_at = models.DateTimeField("开始时间")
    opened_in = models.PositiveIntegerField()
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    closed_in = models.PositiveIntegerField(null=True)
    undone_in = models.PositiveIntegerField(null=True)
    back_to = models.PositiveIntegerField(null=True)
    back_person = models.BigIntegerField(null=True)
    choice = models.JSONField(default=dict)
    timers_fired = models.JSONField(default=list)
    next_timer_at = models.DateTimeField("下次定时", null=True, blank=True)

    class Meta:
        verbose_name = "环节"
        ordering = ["flow", "no"]
        constraints = [models.UniqueConstraint(fields=["flow", "no"], name="flow_step_no")]
        indexes = [
            models.Index(fields=["next_timer_at"], condition=Q(next_timer_at__isnull=False), name="flow_step_timer"),
        ]

    def __str__(self) -> str:
        return self.name
