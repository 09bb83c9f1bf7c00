"""日历订阅: a secret address at which a calendar program reads a calendar."""

from django.db import models

from zhongshu.apps.org.models import Person


class Feed(models.Model):
    """``owner`` reads the calendar of ``leader`` (who may be the owner). Only a hash of the secret is kept."""

    owner = models.ForeignKey(Person, models.PROTECT, related_name="feeds", verbose_name="订阅人")
    leader = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="谁的日历")
    name = models.CharField("用途", max_length=40)
    digest = models.CharField("密址摘要", max_length=64, unique=True)
    made_at = models.DateTimeField("建立时间")
    read_at = models.DateTimeField("最近读取", null=True, blank=True)
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = "日历订阅"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.leader}的日历（{self.name}）"
