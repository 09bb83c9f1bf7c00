"""The notice to one unit, and its receipt."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Organ, Person, Unit


class Invitation(models.Model):
    """A unit of the own organ, another organ on this server, or a body that is not on the server (``external``), which
    answers by a link with a code; only the code's digest is kept.

    ``told_version`` is the version of the notice the unit was last told of.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "待回执"
        ANSWERED = "answered", "已回执"
        STALE = "stale", "变更后待确认"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations", verbose_name="会议")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="机关")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    external = models.BooleanField("外单位", default=False)
    name = models.CharField("单位名称", max_length=80)
    contact = models.CharField("联系人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    quota = models.PositiveSmallIntegerField("名额", default=1)
    wanted = models.CharField("参会要求", max_length=120, blank=True, help_text="如：主要负责人、分管负责人")
    position = models.PositiveSmallIntegerField("排序", default=0)
    state = models.CharField("回执", max_length=8, choices=State.choices, default=State.WAITING)
    told_version = models.PositiveIntegerField("已知的通知版次", default=0)
    answered_by = models.CharField("回执人", max_length=40, blank=True)
    answered_at = models.DateTimeField("回执时间", null=True, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    reminded = models.PositiveSmallIntegerField("已提醒次数", default=0)
    reminded_on = models.DateField("最近提醒", null=True, blank=True)
    code_digest = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField("链接有效至", null=True, blank=True)
    code_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField("首次打开", null=True, blank=True)

    class Meta:
        verbose_name = "参会单位"
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "name"], name="meet_invitation_once"),
            models.UniqueConstraint(fields=["code_digest"], condition=~Q(code_digest=""), name="meet_invitation_code"),
            models.CheckConstraint(
                condition=Q(external=False) | Q(organ__isnull=True, unit__isnull=True), name="meet_invitation_outside"
            ),
        ]
        indexes = [models.Index(fields=["state", "meeting"], name="meet_invitation_state")]

    def __str__(self) -> str:
        return self.name
