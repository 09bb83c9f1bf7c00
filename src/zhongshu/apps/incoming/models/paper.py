"""The incoming paper (收文), its copies, and the register's numbers."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.org.models import Organ, Person, Unit
from zhongshu.apps.outgoing.models import Delivery
from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
from zhongshu.lib.document.kinds import KINDS


class RegisterSeries(models.Model):
    """Where an organ's register stands in a year. Whoever takes a number holds this row until the act is done."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    year = models.PositiveIntegerField("年份")
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = "收文号序列"
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="in_series_once")]

    def __str__(self) -> str:
        return f"{self.organ.short_name} {self.year}"


class Paper(models.Model):
    """What came in, from whom, and where it stands.

    ``state`` follows the flow and exists to be listed and filtered. A paper above the secrecy ceiling is only an entry
    of the register (``kept``): its copies and their places, no words.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "待登记"
        CHECK = "check", "初审"
        PROPOSE = "propose", "拟办"
        INSTRUCT = "instruct", "批示"
        ASSIGN = "assign", "分办"
        HANDLE = "handle", "承办"
        COMPLETE = "complete", "办结审核"
        ARCHIVE = "archive", "待归档"
        DONE = "done", "已办结"
        RETURNED = "returned", "已退文"
        TERMINATED = "terminated", "已终止"
        KEPT = "kept", "仅登记"

    class Channel(models.TextChoices):
        ONLINE = "online", "本系统送达"
        EXCHANGE = "exchange", "机要交换"
        POST = "post", "邮寄"
        FAX = "fax", "传真"
        HAND = "hand", "当面送交"
        MAIL = "mail", "电子传输"

    class Secrecy(models.IntegerChoices):
        PUBLIC = 0, "公开"
        INTERNAL = 1, "内部"
        CONFIDENTIAL = 2, "秘密"
        SECRET = 3, "机密"
        TOP_SECRET = 4, "绝密"

    URGENCIES = (("", "一般"), ("urgent", "加急"), ("extra_urgent", "特急"))

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="incoming_papers", verbose_name="收文机关")
    sender = models.CharField("来文机关", max_length=120)
    sender_organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name="来文机关（本系统）"
    )
    document_number = models.CharField("来文字号", max_length=60, blank=True)
    number_key = models.CharField("来文字号（查重）", max_length=60, blank=True)
    title = models.CharField("标题", max_length=300)
    kind = models.CharField("文种", max_length=40, blank=True)
    document_date = models.DateField("成文日期", null=True)
    secrecy = models.PositiveSmallIntegerField("密级", choices=Secrecy.choices, default=Secrecy.PUBLIC)
    urgency = models.CharField("紧急程度", max_length=15, choices=URGENCIES, blank=True)
    copies = models.PositiveIntegerField("份数", default=1)
    channel = models.CharField("来文方式", max_length=10, choices=Channel.choices, default=Channel.EXCHANGE)
    received_at = models.DateTimeField("签收时间")
    received_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="签收人")
    delivery = models.OneToOneField(
        Delivery, models.PROTECT, null=True, related_name="incoming", verbose_name="本系统送达件"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="来文文件")
    text = models.TextField("来文文字", blank=True)
    read_fields = models.JSONField("识别结果", default=dict)
    fingerprint = models.CharField("文字指纹", max_length=64, blank=True)
    band1 = models.IntegerField(null=True)
    band2 = models.IntegerField(null=True)
    band3 = models.IntegerField(null=True)
    band4 = models.IntegerField(null=True)
    note = models.CharField("备注", max_length=300, blank=True)
    register_year = models.PositiveIntegerField("收文年份", null=True)
    register_serial = models.PositiveIntegerField("收文顺序号", null=True)
    register_text = models.CharField("收文号", max_length=40, blank=True)
    registered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    registered_at = models.DateTimeField("登记时间", null=True)
    due_on = models.DateField("办理时限", null=True)
    due_at = models.DateTimeField("办理时限（时刻）", null=True)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="led_incoming", verbose_name="主办科室")
    supporting_units = models.ManyToManyField(
        Unit, related_name="supported_incoming", verbose_name="协办科室", db_table="incoming_supporting"
    )
    needs_answer = models.BooleanField("须答复来文机关", default=False)
    reply = models.ForeignKey(
        OutgoingPaper, models.PROTECT, null=True, related_name="answered_incoming", verbose_name="复文"
    )
    no_reply_reason = models.CharField("不复文的理由", max_length=300, blank=True)
    result = models.CharField("办理结果", max_length=500, blank=True)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.RECEIVED)
    flow_id = models.BigIntegerField("流转编号", null=True)
    changed_at = models.DateTimeField("最近改动", auto_now=True)
    completed_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        verbose_name = "收文"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "register_year", "register_serial"], name="in_register_number_once"
            ),
            models.CheckConstraint(
                condition=Q(register_serial__isnull=True) | Q(register_year__isnull=False), name="in_serial_has_year"
            ),
            models.CheckConstraint(
                condition=~Q(state="kept") | Q(file__isnull=True, text=""), name="in_kept_has_no_words"
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "state", "-received_at"], name="in_paper_state"),
            models.Index(fields=["organ", "number_key"], name="in_paper_number"),
            models.Index(fields=["organ", "fingerprint"], name="in_paper_print"),
            models.Index(fields=["organ", "band1"], name="in_paper_band1"),
            models.Index(fields=["organ", "band2"], name="in_paper_band2"),
            models.Index(fields=["organ", "band3"], name="in_paper_band3"),
            models.Index(fields=["organ", "band4"], name="in_paper_band4"),
            models.Index(fields=["due_at"], condition=Q(completed_at__isnull=True), name="in_paper_due"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("incoming:paper", args=[self.pk])

    @property
    def over(self) -> bool:
        """Nothing more is to be done with it."""
        return self.state in {self.State.DONE, self.State.RETURNED, self.State.TERMINATED, self.State.KEPT}

    @property
    def kind_name(self) -> str:
        kind = KINDS.get(self.kind)
        return kind.name if kind else (self.kind or "其他")


class Copy(models.Model):
    """One copy as counted: its own number (份号) if it carries one, and where it is."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="copy_rows")
    no = models.PositiveIntegerField("第几份")
    copy_number = models.CharField("份号", max_length=12, blank=True)
    place = models.CharField("存放", max_length=120, blank=True)

    class Meta:
        verbose_name = "来文份数"
        ordering = ["paper", "no"]
        constraints = [models.UniqueConstraint(fields=["paper", "no"], name="in_copy_once")]

    def __str__(self) -> str:
        return f"第 {self.no} 份"
