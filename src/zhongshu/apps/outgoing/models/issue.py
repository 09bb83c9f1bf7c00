"""The issue: prints, seals and their register, and who got the paper."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.org.models import Organ, Person, Unit
from zhongshu.apps.outgoing.models.paper import Paper
from zhongshu.apps.outgoing.models.version import Version


class Printing(models.Model):
    """印制: the final PDF/A of one version, fixed with its checksum. ``content`` is the document as printed, number and date in it."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="printings")
    version = models.ForeignKey(Version, models.PROTECT, related_name="printings")
    content = models.JSONField("定稿")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="版式文件")
    pages = models.PositiveIntegerField("页数")
    copies = models.PositiveIntegerField("份数", default=1)
    missing = models.JSONField("缺字", default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="印制人")
    at = models.DateTimeField("时间", auto_now_add=True)
    superseded_at = models.DateTimeField("重印时间", null=True)

    class Meta:
        verbose_name = "印制"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper"], condition=Q(superseded_at__isnull=True), name="out_one_printing_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pages} 页 × {self.copies} 份"


class Seal(models.Model):
    """印章: the uploaded image of an organ's seal, in the charge of one keeper."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="kept_seals", verbose_name="保管机关")
    owner = models.ForeignKey(Organ, models.PROTECT, related_name="seals", verbose_name="印章所属机关")
    name = models.CharField("印章名称", max_length=80)
    image = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="印模图片")
    diameter_mm = models.DecimalField("直径（毫米）", max_digits=4, decimal_places=1)
    keeper = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="保管人")
    deposited_at = models.DateTimeField("启用时间", auto_now_add=True)
    retired_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        verbose_name = "印章"
        ordering = ["organ", "owner", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=Q(retired_at__isnull=True), name="out_one_seal_in_use")
        ]

    def __str__(self) -> str:
        return self.name


class SealUse(models.Model):
    """用印: one line of the register — which seal on which print, by whom, on whose approval."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="seal_uses")
    printing = models.ForeignKey(Printing, models.PROTECT, related_name="seal_uses")
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="uses", verbose_name="印章")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="用印后的版式文件")
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="批准人")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="用印人")
    copies = models.PositiveIntegerField("用印份数", default=1)
    note = models.CharField("备注", max_length=200, blank=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "用印登记"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["seal", "-at"], name="out_seal_use_register")]

    def __str__(self) -> str:
        return f"{self.seal} {self.at:%Y-%m-%d}"


class Delivery(models.Model):
    """One recipient's copy: an organ, a unit or a person on this server, or somebody outside reached on paper."""

    class State(models.TextChoices):
        DELIVERED = "delivered", "已送达"
        OPENED = "opened", "已打开"
        SIGNED = "signed", "已签收"
        RETURNED = "returned", "已退回"
        RECALLED = "recalled", "已撤回"

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="deliveries")
    printing = models.ForeignKey(Printing, models.PROTECT, related_name="deliveries")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="received_papers", verbose_name="接收机关")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="received_papers", verbose_name="接收科室")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="received_papers", verbose_name="接收人")
    name = models.CharField("接收单位", max_length=120)
    is_copy = models.BooleanField("抄送", default=False)
    copies = models.PositiveIntegerField("份数", default=1)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DELIVERED)
    secrecy = models.PositiveSmallIntegerField("密级", default=0)
    delivered_at = models.DateTimeField("送达时间")
    opened_at = models.DateTimeField("打开时间", null=True)
    settled_at = models.DateTimeField("签收或退回时间", null=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="签收人")
    settled_name = models.CharField("对方签收人", max_length=60, blank=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)
    due_at = models.DateTimeField("签收时限", null=True)
    reminded_at = models.DateTimeField("最近提醒", null=True)
    reminders = models.PositiveIntegerField("提醒次数", default=0)

    class Meta:
        verbose_name = "分发"
        ordering = ["is_copy", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["printing", "name"], name="out_delivery_once"),
            models.CheckConstraint(condition=~Q(state="returned", reason=""), name="out_return_has_reason"),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="out_delivery_state_due"),
            models.Index(fields=["-delivered_at"], name="out_delivery_newest"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_external(self) -> bool:
        """Not on this server: the receipt comes back on paper and is entered by the clerk."""
        return not (self.organ_id or self.unit_id or self.person_id)

    @property
    def waiting(self) -> bool:
        return self.state in {self.State.DELIVERED, self.State.OPENED}


class DeliveryEvent(models.Model):
    """What happened to one copy, in order: delivered, opened, reminded, signed for, returned."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="events")
    what = models.CharField("经过", max_length=20)
    by_name = models.CharField("经手人", max_length=60)
    note = models.CharField("说明", max_length=300, blank=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "分发经过"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.by_name}"
