"""A paper that comes with an agenda item."""

from django.db import models

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.meetings.models.agenda_item import AgendaItem
from zhongshu.apps.org.models import Person


class ItemPaper(models.Model):
    class Kind(models.TextChoices):
        REPORT = "report", "汇报材料"
        DRAFT = "draft", "文件代拟稿"
        BASIS = "basis", "政策依据"
        LEGAL = "legal", "合法性审查意见"
        OPINION = "opinion", "征求意见情况"
        OTHER = "other", "其他材料"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="papers", verbose_name="议题")
    kind = models.CharField("材料", max_length=8, choices=Kind.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="提交人")
    at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "议题材料"
        ordering = ["item", "pk"]

    def __str__(self) -> str:
        return self.file.name
