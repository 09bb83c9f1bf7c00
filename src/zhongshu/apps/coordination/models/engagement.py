"""What leaders do when and where, and who keeps their calendars."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from zhongshu.apps.coordination.models.booking import span_in_words
from zhongshu.apps.org.models import Person


class Secretary(models.Model):
    """领导秘书（联络员）: enters a leader's engagements and sees all of them."""

    leader = models.ForeignKey(Person, models.PROTECT, related_name="secretaries", verbose_name="领导")
    person = models.ForeignKey(Person, models.PROTECT, related_name="secretary_to", verbose_name="秘书")

    class Meta:
        verbose_name = "领导秘书"
        constraints = [
            models.UniqueConstraint(fields=["leader", "person"], name="coord_secretary_once"),
            models.CheckConstraint(condition=~Q(leader=F("person")), name="coord_secretary_not_self"),
        ]

    def __str__(self) -> str:
        return f"{self.leader} — {self.person}"


class Engagement(models.Model):
    """活动安排 of one leader. ``travel_before`` and ``travel_after`` are the ways there and back in minutes.

    A private one shows as 已有安排 to whoever is not concerned. One that comes from a meeting is changed with the meeting:
    ``object_type`` and ``object_id`` name it.
    """

    class Source(models.TextChoices):
        HAND = "hand", "手工安排"
        SUBJECT = "subject", "由会议生成"

    class State(models.TextChoices):
        TENTATIVE = "tentative", "暂定"
        SETTLED = "settled", "已定"
        CANCELLED = "cancelled", "已取消"

    leader = models.ForeignKey(Person, models.PROTECT, related_name="engagements", verbose_name="领导")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    what = models.CharField("活动", max_length=120)
    place = models.CharField("地点", max_length=80, blank=True)
    accompanying = models.ManyToManyField(Person, related_name="accompanies", blank=True, verbose_name="陪同人员")
    speech_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="speeches_to_draft", verbose_name="讲话稿起草人"
    )
    travel_before = models.PositiveSmallIntegerField("去程（分钟）", default=0)
    travel_after = models.PositiveSmallIntegerField("回程（分钟）", default=0)
    source = models.CharField("来源", max_length=10, choices=Source.choices, default=Source.HAND)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.SETTLED)
    private = models.BooleanField("不公开", default=False)
    object_type = models.CharField("对象类别", max_length=60, blank=True)
    object_id = models.BigIntegerField("对象编号", null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="made_engagements", verbose_name="安排人")
    changed_at = models.DateTimeField("改动时间")
    cancel_reason = models.CharField("取消原因", max_length=120, blank=True)

    class Meta:
        verbose_name = "活动安排"
        ordering = ["starts_at", "leader__rank", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="coord_engagement_period"),
        ]
        indexes = [
            models.Index(fields=["leader", "ends_at"], name="coord_engagement_leader"),
            models.Index(fields=["object_type", "object_id"], name="coord_engagement_about"),
        ]

    def __str__(self) -> str:
        return f"{self.leader}{span_in_words(self.starts_at, self.ends_at)}"

    def get_absolute_url(self) -> str:
        return reverse("coordination:engagement", args=[self.pk])
