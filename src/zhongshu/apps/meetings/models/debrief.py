"""会务总结: what went well, what did not, and the lessons that the next meeting of the kind begins with."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.meetings.models.edition import TemplateEdition
from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.tasks import TASKS


class Debrief(models.Model):
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="debrief", verbose_name="会议")
    well = models.TextField("做得好的", blank=True)
    badly = models.TextField("存在的问题", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="总结人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "会务总结"

    def __str__(self) -> str:
        return f"{self.meeting}会务总结"


class Lesson(models.Model):
    """``text`` is a line for the checklist of ``task``; ``carried`` is the template's edition that took it over."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="lessons", verbose_name="会议")
    task = models.CharField("任务", max_length=12, choices=list(TASKS.items()))
    text = models.CharField("下次要检查的", max_length=200)
    carried = models.ForeignKey(
        TemplateEdition, models.PROTECT, null=True, blank=True, related_name="lessons", verbose_name="带入的模板"
    )
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="提出人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "会务经验"
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="meet_lesson_text"),
            models.UniqueConstraint(fields=["meeting", "task", "text"], name="meet_lesson_once"),
        ]

    def __str__(self) -> str:
        return self.text
