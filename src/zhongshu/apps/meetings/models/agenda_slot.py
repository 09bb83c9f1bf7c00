"""One entry of the agenda: an item, a break, or what else takes time."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.meetings.models.agenda_item import AgendaItem
from zhongshu.apps.meetings.models.meeting import Meeting


class AgendaSlot(models.Model):
    """Follows the entry before it, unless ``fixed_at`` says when it begins. An item stands in one agenda."""

    class Kind(models.TextChoices):
        ITEM = "item", "议题"
        PART = "part", "会议议程"
        BREAK = "break", "休息"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="slots", verbose_name="会议")
    position = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("类别", max_length=6, choices=Kind.choices, default=Kind.ITEM)
    item = models.OneToOneField(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="slot", verbose_name="议题"
    )
    title = models.CharField("内容", max_length=200, blank=True)
    speaker = models.CharField("由谁", max_length=60, blank=True)
    minutes = models.PositiveSmallIntegerField("时长", help_text="分钟")
    fixed_at = models.DateTimeField("固定开始时间", null=True, blank=True)

    class Meta:
        verbose_name = "议程"
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="item", item__isnull=False) | (~Q(kind="item") & Q(item__isnull=True) & ~Q(title="")),
                name="meet_slot_what",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="meet_slot_minutes"),
        ]

    def __str__(self) -> str:
        return self.item.title if self.item else self.title
