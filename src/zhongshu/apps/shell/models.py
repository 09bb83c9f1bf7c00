"""What the frame of the pages keeps itself: notifications, saved filters, passwords issued by somebody else."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from zhongshu.apps.org.models import Person


class Notification(models.Model):
    """提醒: one line for one person with the address of what it is about. Never the only trace of a duty."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notifications", verbose_name="收件人")
    by_name = models.CharField("发出人", max_length=40, blank=True)
    text = models.CharField("内容", max_length=300)
    url = models.CharField("地址", max_length=300)
    about_type = models.CharField("所关事物", max_length=60, blank=True)
    about_id = models.BigIntegerField("编号", null=True, blank=True)
    # Null rather than empty when there is no key: some databases hold the two to be the same.
    key = models.CharField("去重键", max_length=120, null=True, blank=True)
    created_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        verbose_name = "提醒"
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="shell_one_per_key")]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="shell_note_newest"),
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="shell_note_unread"),
            models.Index(fields=["about_id", "about_type"], condition=Q(read_at__isnull=True), name="shell_note_about"),
        ]

    def __str__(self) -> str:
        return self.text


class SavedView(models.Model):
    """常用筛选: filters and sort of one list that a person has given a name."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_views", verbose_name="所属人")
    path = models.CharField("列表", max_length=200)
    name = models.CharField("名称", max_length=30)
    query = models.CharField("条件", max_length=500)

    class Meta:
        verbose_name = "常用筛选"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "path", "name"], name="shell_one_view_a_name")]

    def __str__(self) -> str:
        return self.name


class IssuedPassword(models.Model):
    """The account's password was set by an administrator and must be changed at the next sign-in."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="issued_password", verbose_name="账号"
    )
    issued_at = models.DateTimeField("设置时间", auto_now_add=True)

    class Meta:
        verbose_name = "待改口令"

    def __str__(self) -> str:
        return str(self.user)
