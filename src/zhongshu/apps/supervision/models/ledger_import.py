"""导入原有台账: an office's Excel ledger, its columns mapped, row by row accepted or rejected with the reason."""

from django.db import models

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.org.models import Organ, Person


class LedgerImport(models.Model):
    """``mapping``: field → column number (from 0). ``done``: how many rows of the sheet have been dealt with.

    A large workbook is read in the background: until then there are no ``rows``. ``fault``: why one could not be read.
    """

    class State(models.TextChoices):
        READING = "reading", "读取中"
        FAILED = "failed", "读不出来"
        UPLOADED = "uploaded", "待对应"
        RUNNING = "running", "导入中"
        DONE = "done", "已完成"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="督办机关")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="导入人")
    at = models.DateTimeField("时间")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="台账文件")
    rows = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="读出的行")
    header_row = models.PositiveIntegerField("表头行", default=0)
    headings = models.JSONField("表头", default=list)
    mapping = models.JSONField("对应", default=dict)
    year = models.PositiveIntegerField("台账年份")
    kind = models.CharField("默认来源类别", max_length=12, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.UPLOADED)
    total = models.PositiveIntegerField("行数", default=0)
    fault = models.CharField("读不出来的原因", max_length=300, blank=True)
    done = models.PositiveIntegerField("已处理", default=0)
    created = models.PositiveIntegerField("导入", default=0)
    rejected = models.PositiveIntegerField("退回", default=0)
    touched_at = models.DateTimeField("最近进展", null=True)

    class Meta:
        verbose_name = "台账导入"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file.name}（{self.get_state_display()}）"


class RejectedRow(models.Model):
    """A row that was not taken over, with every reason."""

    ledger = models.ForeignKey(LedgerImport, models.CASCADE, related_name="rejections", verbose_name="导入")
    row = models.PositiveIntegerField("行号")
    cells = models.JSONField("内容")
    reason = models.TextField("原因")

    class Meta:
        verbose_name = "退回的行"
        ordering = ["ledger", "row"]
        constraints = [models.UniqueConstraint(fields=["ledger", "row"], name="sup_rejected_row")]

    def __str__(self) -> str:
        return f"第 {self.row} 行：{self.reason}"
