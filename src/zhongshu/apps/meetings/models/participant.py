"""Who takes part, and whether the person comes."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.meetings.models.invitation import Invitation
from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.org.models import Person


class Participant(models.Model):
    """``rank`` orders by protocol: the smaller the higher. ``name`` stands on signs and lists; of a stand-in the
    ``stand_in_*`` words do. ``row`` says where an imported list had it."""

    class Role(models.TextChoices):
        ATTEND = "attend", "出席"
        OBSERVE = "observe", "列席"
        STAFF = "staff", "工作人员"

    class State(models.TextChoices):
        INVITED = "invited", "待回执"
        COMING = "coming", "参会"
        STAND_IN = "stand_in", "由他人代会"
        LEAVE_ASKED = "leave_asked", "请假待批"
        LEAVE = "leave", "已准假"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants", verbose_name="会议")
    invitation = models.ForeignKey(
        Invitation, models.CASCADE, null=True, blank=True, related_name="participants", verbose_name="参会单位"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="participations", verbose_name="人员"
    )
    name = models.CharField("姓名", max_length=40)
    body = models.CharField("单位", max_length=80, blank=True)
    post = models.CharField("职务", max_length=80, blank=True)
    mobile = models.CharField("手机", max_length=20, blank=True)
    role = models.CharField("参会身份", max_length=8, choices=Role.choices, default=Role.ATTEND)
    rank = models.PositiveIntegerField("排名", default=1000)
    on_rostrum = models.BooleanField("主席台就座", default=False)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.INVITED)
    stand_in_name = models.CharField("代会人", max_length=40, blank=True)
    stand_in_post = models.CharField("代会人职务", max_length=80, blank=True)
    reason = models.TextField("代会或请假的理由", blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decision_words = models.TextField("审批意见", blank=True)
    row = models.PositiveIntegerField("名单行号", null=True, blank=True)

    class Meta:
        verbose_name = "参会人员"
        ordering = ["meeting", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="meet_participant_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="meet_participant_named"),
            models.CheckConstraint(
                condition=~Q(state="stand_in") | (~Q(stand_in_name="") & ~Q(reason="")),
                name="meet_participant_stand_in",
            ),
            models.CheckConstraint(
                condition=~Q(state="leave") | (Q(decided_at__isnull=False) & ~Q(reason="")),
                name="meet_participant_leave",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "state"], name="meet_participant_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def absent(self) -> bool:
        return self.state == self.State.LEAVE

    @property
    def shown_name(self) -> str:
        """Who sits on the seat."""
        return self.stand_in_name if self.state == self.State.STAND_IN else self.name

    @property
    def shown_post(self) -> str:
        return self.stand_in_post if self.state == self.State.STAND_IN else self.post
