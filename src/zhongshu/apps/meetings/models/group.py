"""分组讨论: groups with a leader and a recorder, and what was said in them."""

from django.db import models
from django.db.models import F, Q

from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.meetings.models.participant import Participant
from zhongshu.apps.org.models import Person


class BreakoutGroup(models.Model):
    """``recorder`` is of the office and writes ``record``, whose ``revision`` a save must name.
    ``people`` are its members, where a query brings them."""

    people: "list[GroupMember]"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="groups", verbose_name="会议")
    position = models.PositiveSmallIntegerField("次序")
    name = models.CharField("组名", max_length=40)
    place = models.CharField("地点", max_length=120, blank=True)
    starts_at = models.DateTimeField("开始", null=True, blank=True)
    ends_at = models.DateTimeField("结束", null=True, blank=True)
    leader = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="召集人"
    )
    recorder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记录员")
    topic = models.TextField("讨论内容", blank=True)
    record = models.TextField("讨论记录", blank=True)
    revision = models.PositiveIntegerField("修订", default=1)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField("保存时间", null=True, blank=True)

    class Meta:
        verbose_name = "讨论组"
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "name"], name="meet_group_once"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meet_group_times",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A participant is in one group at most."""

    group = models.ForeignKey(BreakoutGroup, models.CASCADE, related_name="members", verbose_name="讨论组")
    participant = models.OneToOneField(
        Participant, models.CASCADE, related_name="group_member", verbose_name="参会人员"
    )

    class Meta:
        verbose_name = "组员"
        ordering = ["group", "participant__rank", "pk"]

    def __str__(self) -> str:
        return self.participant.shown_name
