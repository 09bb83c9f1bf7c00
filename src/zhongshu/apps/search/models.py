"""What can be found: one entry per object, with the text that finds it."""

from django.db import models

from zhongshu.apps.org.models import Organ


class Entry(models.Model):
    """The findable side of one object. Derived data: rebuilt at any time by ``zhongshu reindex``."""

    object_type = models.CharField("类别", max_length=60)
    object_id = models.BigIntegerField("编号")
    organ = models.ForeignKey(Organ, models.CASCADE, verbose_name="机关", null=True)
    title = models.CharField("标题", max_length=300)
    body = models.TextField("内容", blank=True)
    url = models.CharField("地址", max_length=200)
    at = models.DateTimeField("时间", db_index=True)
    secrecy = models.PositiveSmallIntegerField("密级", default=0)
    public = models.BooleanField("全员可见", default=False)

    class Meta:
        verbose_name = "可查对象"
        constraints = [models.UniqueConstraint(fields=["object_type", "object_id"], name="search_entry_once")]

    def __str__(self) -> str:
        return self.title
