"""The supervised matter: task, standard, deadline, responsibility; and the days on which its light turns."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from zhongshu.apps.org.models import Organ, Person, Unit
from zhongshu.apps.supervision.models.source import Source
from zhongshu.lib.worktime import Light, Turns, matter_light


class MatterSeries(models.Model):
    """The running number of an organ's matters in a year; its row is locked while the next number is taken."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="督办机关")
    year = models.PositiveIntegerField("年份")
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = "立项号序列"
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="sup_series_once")]

    def __str__(self) -> str:
        return f"督〔{self.year}〕"


class SupervisedMatter(models.Model):
    """督办事项. One responsible unit and one person, always; an open one has a next day on which something is due.

    ``rhythm`` is the feedback rhythm in workdays; ``rhythm_from`` the day it was last counted from. ``near_on`` …
    ``red_on`` are the days on which the light turns (``lib.worktime.turns``), ``next_rung_on`` the next day on which
    the ladder has something to do, ``stamp`` the calendar and tables all of them were computed with. While ``handed_in``
    (the unit has reported it done) the next step is the supervising side's: no rung is taken, no light turns red.
    """

    class State(models.TextChoices):
        OPEN = "open", "办理中"
        CLOSED = "closed", "已销号"
        DROPPED = "dropped", "已撤项"

    class Urgency(models.TextChoices):
        NORMAL = "normal", "一般"
        URGENT = "urgent", "紧急"
        EXTRA_URGENT = "extra_urgent", "特急"

    class Importance(models.TextChoices):
        ROUTINE = "routine", "一般"
        IMPORTANT = "important", "重要"
        MAJOR = "major", "重大"

    class Track(models.TextChoices):
        OFFICE = "office", "专职督查"
        SECTION = "section", "专项督查"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="supervised_matters", verbose_name="督办机关")
    year = models.PositiveIntegerField("年份")
    serial = models.PositiveIntegerField("序号")
    source = models.ForeignKey(Source, models.PROTECT, related_name="matters", verbose_name="来源")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="上级事项"
    )
    task = models.CharField("任务", max_length=500)
    standard = models.CharField("标准", max_length=500)
    opened_on = models.DateField("立项日期")
    deadline = models.DateField("时限")
    first_deadline = models.DateField("原定时限")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="matters", verbose_name="责任单位")
    person = models.ForeignKey(Person, models.PROTECT, related_name="matters", verbose_name="责任人")
    leader = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="led_matters", verbose_name="牵头领导"
    )
    track = models.CharField("督办方式", max_length=8, choices=Track.choices)
    supervising_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="supervised_matters", verbose_name="督办科室"
    )
    supervisor = models.ForeignKey(Person, models.PROTECT, related_name="supervised_matters", verbose_name="督办人")
    urgency = models.CharField("紧急程度", max_length=12, choices=Urgency.choices, default=Urgency.NORMAL)
    importance = models.CharField("重要程度", max_length=10, choices=Importance.choices, default=Importance.ROUTINE)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    imported = models.BooleanField("由原台账导入", default=False)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="立项人")
    opened_at = models.DateTimeField("立项时间")
    closed_on = models.DateField("销号日期", null=True, blank=True)
    in_time = models.BooleanField("按时办结", null=True)
    # what is derived, so that lists and sweeps read one index
    rhythm = models.PositiveSmallIntegerField("反馈频次", help_text="工作日")
    rhythm_from = models.DateField("频次起算日")
    report_round = models.PositiveIntegerField("第几轮反馈", default=1)
    deadline_round = models.PositiveIntegerField("第几个时限", default=1)
    handed_in = models.BooleanField("已报完成，待销号", default=False)
    again_by = models.DateField("补报时限", null=True, blank=True)
    next_report_on = models.DateField("下次反馈", null=True)
    progress = models.CharField("最近进展", max_length=200, blank=True)
    reported_on = models.DateField("最近反馈", null=True, blank=True)
    reports_made = models.PositiveIntegerField("反馈次数", default=0)
    reports_held = models.PositiveIntegerField(
        "有效反馈次数", default=0, help_text="按时，且没有被退回、没有被认定不实"
    )
    near_on = models.DateField(null=True)
    late_on = models.DateField(null=True)
    unreported_on = models.DateField(null=True)
    silent_on = models.DateField(null=True)
    yellow_on = models.DateField(null=True)
    red_on = models.DateField(null=True)
    next_rung_on = models.DateField(null=True)
    stamp = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "督办事项"
        ordering = ["-year", "-serial"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "year", "serial"], name="sup_matter_number"),
            models.CheckConstraint(condition=~Q(task="") & ~Q(standard=""), name="sup_matter_task"),
            models.CheckConstraint(condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="sup_matter_parent"),
            models.CheckConstraint(condition=Q(deadline__gte=F("opened_on")), name="sup_matter_deadline"),
            models.CheckConstraint(condition=Q(rhythm__gte=1), name="sup_matter_rhythm"),
            models.CheckConstraint(
                condition=Q(state__in=["closed", "dropped"], closed_on__isnull=False)
                | Q(
                    state="open",
                    closed_on__isnull=True,
                    next_report_on__isnull=False,
                    red_on__isnull=False,
                    yellow_on__isnull=False,
                    next_rung_on__isnull=False,
                ),
                name="sup_matter_next",
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "state", "red_on"], name="sup_matter_red"),
            models.Index(fields=["organ", "state", "deadline"], name="sup_matter_due"),
            models.Index(fields=["unit", "state"], name="sup_matter_unit"),
            models.Index(fields=["person", "state"], name="sup_matter_person"),
            models.Index(fields=["state", "next_rung_on"], name="sup_matter_state_rung"),
            models.Index(fields=["state", "stamp"], name="sup_matter_state_stamp"),
            models.Index(fields=["parent", "-year", "-serial"], name="sup_matter_order"),
        ]

    def __str__(self) -> str:
        return f"{self.number}《{self.task}》"

    def get_absolute_url(self) -> str:
        return reverse("supervision:matter", args=[self.pk])

    @property
    def number(self) -> str:
        return f"督〔{self.year}〕{self.serial}号"

    @property
    def over(self) -> bool:
        """Nothing more is to be done: closed, or withdrawn."""
        return self.state != self.State.OPEN

    def turning(self) -> Turns:
        """The days on which the light turns; only for an open matter."""
        if not (self.near_on and self.late_on and self.unreported_on and self.silent_on):
            raise ValueError("a closed matter has no light")
        return Turns(self.near_on, self.late_on, self.unreported_on, self.silent_on)

    def light(self, day: date) -> Light:
        return matter_light(day, self.turning())


class SupportingUnit(models.Model):
    """配合单位."""

    matter = models.ForeignKey(SupervisedMatter, models.CASCADE, related_name="supporting")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="配合单位")

    class Meta:
        verbose_name = "配合单位"
        constraints = [models.UniqueConstraint(fields=["matter", "unit"], name="sup_supporting_once")]

    def __str__(self) -> str:
        return str(self.unit)
