"""Organs, the units inside them, and the codes they issue papers under."""

from django.db import models
from django.db.models import F, Q


class Organ(models.Model):
    """机关: a body with its own numbers, procedures, templates and people."""

    class Level(models.IntegerChoices):
        CENTRAL = 1, "中央"
        PROVINCE = 2, "省级"
        CITY = 3, "市级"
        COUNTY = 4, "县级"
        TOWN = 5, "乡级"

    class System(models.TextChoices):
        PARTY = "party", "党委"
        GOVERNMENT = "government", "政府"
        CONGRESS = "congress", "人大"
        CONSULTATIVE = "consultative", "政协"
        DISCIPLINE = "discipline", "纪委"
        COURT = "court", "法院"
        PROCURATORATE = "procuratorate", "检察院"
        PEOPLE = "people", "人民团体"
        ENTERPRISE = "enterprise", "企事业"

    name = models.CharField("名称", max_length=80, unique=True)
    short_name = models.CharField("简称", max_length=30)
    level = models.PositiveSmallIntegerField("层级", choices=Level.choices)
    system = models.CharField("系统", max_length=15, choices=System.choices)
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinates", verbose_name="直接上级"
    )
    office_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name="为其办文的机关",
        help_text="办公室（厅）代本级党委、政府拟办公文时填写",
    )
    may_issue = models.BooleanField("可对外行文", default=True)
    position = models.PositiveIntegerField("排序", default=0)
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "机关"
        ordering = ["level", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(superior__isnull=True) | ~Q(superior=F("id")), name="org_organ_not_own_boss"
            )
        ]

    def __str__(self) -> str:
        return self.name


class IssuerCode(models.Model):
    """发文机关代字: the series a document number is drawn from, such as 明政办发."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="issuer_codes", verbose_name="管理机关")
    issuer = models.ForeignKey(Organ, models.PROTECT, related_name="issued_codes", verbose_name="发文机关")
    code = models.CharField("代字", max_length=20, unique=True)
    name = models.CharField("用途", max_length=60, blank=True)
    layout = models.CharField(
        "格式", max_length=12, default="document", choices=[("document", "文件"), ("letter", "信函")]
    )
    retired_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "发文机关代字"
        ordering = ["organ", "pk"]

    def __str__(self) -> str:
        return self.code


class Unit(models.Model):
    """内设机构: a section inside an organ."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="units", verbose_name="机关")
    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级机构"
    )
    is_office = models.BooleanField("办公室", default=False, help_text="办公室以外的内设机构不得对外正式行文")
    position = models.PositiveIntegerField("排序", default=0)
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "内设机构"
        ordering = ["organ", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["organ", "name"], name="org_unit_name")]

    def __str__(self) -> str:
        return self.name
