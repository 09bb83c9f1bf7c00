"""Grants: who may know of what. One table for the whole house."""

from django.db import models


class Grant(models.Model):
    """``subject`` may read one object. Subjects are keys made by ``access.subjects`` (a person, unit, organ or duty)."""

    object_type = models.CharField("对象类别", max_length=60)
    object_id = models.BigIntegerField("对象编号")
    subject = models.CharField("知悉人", max_length=60)
    reason = models.CharField("缘由", max_length=60)
    granted_by = models.BigIntegerField("授予人编号", null=True)
    granted_at = models.DateTimeField("授予时间", auto_now_add=True)
    until = models.DateTimeField("截止", null=True, blank=True)

    class Meta:
        verbose_name = "知悉授权"
        constraints = [
            models.UniqueConstraint(fields=["object_type", "object_id", "subject"], name="access_grant_once")
        ]
        indexes = [models.Index(fields=["subject", "object_type", "object_id"], name="access_grant_subject")]

    def __str__(self) -> str:
        return f"{self.subject} → {self.object_type} {self.object_id}"
