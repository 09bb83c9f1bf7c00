"""The record of acts: append-only, each entry chained to the one before."""

from typing import Any

from django.db import models

from zhongshu.lib.chain import GENESIS, Link


class Entry(models.Model):
    """One act by one actor. Never changed, never deleted (the database refuses both)."""

    seq = models.BigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间", db_index=True)
    actor_id = models.BigIntegerField("经办人编号", null=True, db_index=True)
    actor_name = models.CharField("经办人", max_length=60)
    on_behalf_of = models.CharField("代", max_length=60, blank=True)
    verb = models.CharField("行为", max_length=60, db_index=True)
    object_type = models.CharField("对象类别", max_length=60, blank=True)
    object_id = models.BigIntegerField("对象编号", null=True)
    summary = models.CharField("摘要", max_length=300, blank=True)
    data = models.JSONField("内容", default=dict)
    previous = models.CharField("前一条摘要", max_length=64)
    digest = models.CharField("摘要值", max_length=64, unique=True)

    class Meta:
        verbose_name = "审计记录"
        ordering = ["seq"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_entry_object")]

    def __str__(self) -> str:
        return f"{self.seq} {self.actor_name} {self.summary or self.verb}"

    def content(self) -> dict[str, Any]:
        """What the digest covers. The time is written in UTC to the microsecond."""
        return {
            "seq": self.seq,
            "at": self.at.isoformat(timespec="microseconds"),
            "actor_id": self.actor_id,
            "actor_name": self.actor_name,
            "on_behalf_of": self.on_behalf_of,
            "verb": self.verb,
            "object_type": self.object_type,
            "object_id": self.object_id,
            "summary": self.summary,
            "data": self.data,
        }

    def as_link(self) -> Link:
        return Link(self.seq, self.previous, self.digest, self.content())


class ChainHead(models.Model):
    """Where the chain ends; the one row every writer waits for, so that links never fork."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_one_head")]

    def __str__(self) -> str:
        return f"链尾 {self.seq}"
