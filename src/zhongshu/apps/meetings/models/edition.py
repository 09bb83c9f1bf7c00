"""The office's own edition of a meeting template."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.org.models import Organ, Person
from zhongshu.lib.meeting.kinds import KINDS


class TemplateEdition(models.Model):
    """``base`` names the template it was copied from; ``content`` has the shape of a template's data. Never changed: an
    edit makes the next row, meetings keep the row they were planned with."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    name = models.CharField("标识", max_length=40)
    title = models.CharField("会议名称", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=list(KINDS.items()))
    base = models.CharField("蓝本", max_length=40)
    content = models.JSONField("内容")
    current = models.BooleanField("现行", default=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="修改人")
    made_at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = "会议模板"
        ordering = ["kind", "title", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "name"], condition=Q(current=True), name="meet_edition_current")
        ]

    def __str__(self) -> str:
        return self.title
