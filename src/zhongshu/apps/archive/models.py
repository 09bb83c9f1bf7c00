"""The archive by piece (DA/T 22-2015): one finished paper is one item, numbered within year, term and unit."""

from django.db import models
from django.urls import reverse

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.org.models import Organ, Person


class Retention(models.TextChoices):
    """保管期限 (DA/T 22-2015). The value is the letter that stands in the archive number."""

    PERMANENT = "Y", "永久"
    THIRTY_YEARS = "D30", "30年"
    TEN_YEARS = "D10", "10年"


class Fonds(models.Model):
    """全宗: what one organ leaves behind, known to the archives by a number."""

    organ = models.OneToOneField(Organ, models.PROTECT, related_name="fonds", verbose_name="立档单位")
    code = models.CharField("全宗号", max_length=12, unique=True)

    class Meta:
        verbose_name = "全宗"

    def __str__(self) -> str:
        return f"{self.code} {self.organ}"


class Shelf(models.Model):
    """年度—期限—机构: one sequence of item numbers. Its row is locked while the next number is taken."""

    fonds = models.ForeignKey(Fonds, models.PROTECT, related_name="shelves", verbose_name="全宗")
    year = models.PositiveIntegerField("年度")
    retention = models.CharField("保管期限", max_length=4, choices=Retention.choices)
    category = models.CharField("机构代码", max_length=8)
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = "件号序列"
        constraints = [
            models.UniqueConstraint(fields=["fonds", "year", "retention", "category"], name="archive_shelf_once")
        ]

    def __str__(self) -> str:
        return f"{self.fonds.code}-WS·{self.year}-{self.retention}-{self.category}"


class Item(models.Model):
    """件: the paper as it was issued, with its record, in one package that proves itself by checksums."""

    shelf = models.ForeignKey(Shelf, models.PROTECT, related_name="items", verbose_name="类目")
    serial = models.PositiveIntegerField("件号")
    reference = models.CharField("档号", max_length=60, unique=True)
    object_type = models.CharField("来源类别", max_length=60)
    object_id = models.BigIntegerField("来源编号")
    title = models.CharField("题名", max_length=300)
    document_number = models.CharField("文件编号", max_length=60, blank=True)
    responsible = models.CharField("责任者", max_length=200)
    document_date = models.DateField("日期")
    pages = models.PositiveIntegerField("页数")
    secrecy = models.PositiveSmallIntegerField("密级", default=0)
    metadata = models.JSONField("元数据")
    package = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="归档包")
    filed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="归档人")
    filed_at = models.DateTimeField("归档时间")
    note = models.CharField("备注", max_length=200, blank=True)

    class Meta:
        verbose_name = "归档文件"
        ordering = ["-shelf__year", "shelf", "-serial"]
        constraints = [
            models.UniqueConstraint(fields=["shelf", "serial"], name="archive_item_serial"),
            models.UniqueConstraint(fields=["object_type", "object_id"], name="archive_item_once"),
        ]
        indexes = [models.Index(fields=["-document_date"], name="archive_item_date")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("archive:item", args=[self.pk])
