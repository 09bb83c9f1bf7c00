"""编号文件: one numbered copy of a meeting's paper, who holds it, and every move it made."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.meetings.models.paper import MeetingPaper
from zhongshu.apps.meetings.models.participant import Participant
from zhongshu.apps.org.models import Person


class PaperCopy(models.Model):
    """``number`` is the 份号. A copy is in one state at a time and is never deleted: what became of it stands in its moves.

    A lost copy stays open until the office's director has settled it (``settled_words``).
    """

    class State(models.TextChoices):
        STOCK = "stock", "未发"
        OUT = "out", "在外"
        BACK = "back", "已清退"
        LOST = "lost", "遗失"
        DESTROYED = "destroyed", "已销毁"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="copies", verbose_name="会议")
    paper = models.ForeignKey(MeetingPaper, models.PROTECT, related_name="copies", verbose_name="文件")
    number = models.PositiveIntegerField("份号")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.STOCK)
    holder = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name="参会人员"
    )
    holder_name = models.CharField("领取人", max_length=80, blank=True)
    out_at = models.DateTimeField("发出时间", null=True, blank=True)
    back_at = models.DateTimeField("收回时间", null=True, blank=True)
    asked_on = models.DateField("最近催还", null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_words = models.TextField("遗失处理", blank=True)

    class Meta:
        verbose_name = "编号文件"
        ordering = ["meeting", "paper__position", "paper", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="meet_copy_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="meet_copy_from_one"),
            models.CheckConstraint(
                condition=~Q(state__in=("out", "lost")) | ~Q(holder_name=""), name="meet_copy_held_by"
            ),
        ]
        indexes = [models.Index(fields=["meeting", "state"], name="meet_copy_state")]

    def __str__(self) -> str:
        return f"{self.paper} {self.shown}"

    @property
    def shown(self) -> str:
        """The number as it stands on the paper: six digits (GB/T 9704-2012)."""
        return f"{self.number:06d}"

    @property
    def owed(self) -> bool:
        """Somebody still has to answer for it."""
        return self.state == self.State.OUT or (self.state == self.State.LOST and not self.settled_words)


class CopyMove(models.Model):
    """One move of a copy. Only ever added."""

    class Kind(models.TextChoices):
        OUT = "out", "发出"
        BACK = "back", "收回"
        LOST = "lost", "报失"
        SETTLED = "settled", "遗失处理"
        DESTROYED = "destroyed", "销毁"

    copy = models.ForeignKey(PaperCopy, models.PROTECT, related_name="moves", verbose_name="编号文件")
    kind = models.CharField("动作", max_length=10, choices=Kind.choices)
    who = models.CharField("领取或交还人", max_length=80, blank=True)
    words = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="经手人")
    witness = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="监销人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "编号文件登记"
        ordering = ["copy", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="destroyed") | Q(witness__isnull=False), name="meet_move_witness")
        ]

    def __str__(self) -> str:
        return f"{self.copy}{self.get_kind_display()}"
