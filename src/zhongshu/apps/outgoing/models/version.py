"""The words of a paper: versions that are only ever added, what is being typed, and what was imported."""

from typing import Any, NoReturn

from django.db import models

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models.paper import Paper
from zhongshu.lib.document import Document
from zhongshu.lib.refusal import Refused


class Version(models.Model):
    """One state of the whole document, as ``lib.document`` JSON. Written once, never changed."""

    class Change(models.TextChoices):
        DRAFTED = "drafted", "拟稿"
        EDITED = "edited", "修改"
        MERGED = "merged", "合并两人修改"
        IMPORTED = "imported", "导入文稿"
        CORRECTED = "corrected", "按校对意见修改"
        RESTORED = "restored", "恢复旧版本"
        CLEAN = "clean", "清稿"

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    no = models.PositiveIntegerField("版本")
    content = models.JSONField("文稿")
    digest = models.CharField("校验值", max_length=64)
    change = models.CharField("改动方式", max_length=10, choices=Change.choices)
    substantive = models.BooleanField("实质性修改", default=True)
    note = models.CharField("说明", max_length=300, blank=True)
    step = models.CharField("所在环节", max_length=20, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="修改人")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "版本"
        ordering = ["paper", "no"]
        constraints = [models.UniqueConstraint(fields=["paper", "no"], name="out_version_no")]

    def __str__(self) -> str:
        return f"第 {self.no} 稿"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused("版本一经保存，不得修改。", remedy="请另存为新的版本。")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused("版本一经保存，不得删除。")

    @property
    def step_name(self) -> str:
        """The step the paper was at when these words were saved."""
        return dict(Paper.State.choices).get(self.step, self.step)

    @property
    def document(self) -> Document:
        return Document.from_json(self.content)


class Autosave(models.Model):
    """What one person has typed since version ``base``; kept until it has become a version or is thrown away by its owner."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="autosaves")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="录入人")
    base = models.PositiveIntegerField("起始版本")
    fields = models.JSONField("内容")
    saved_at = models.DateTimeField("保存时间", auto_now=True)

    class Meta:
        verbose_name = "自动保存"
        constraints = [models.UniqueConstraint(fields=["paper", "person"], name="out_autosave_once")]

    def __str__(self) -> str:
        return f"{self.person} 自动保存"


class ImportedText(models.Model):
    """A file or text read into elements, waiting for (or confirmed by) a person who compared both sides.

    ``lines`` are the original's paragraphs, ``pieces`` what each was taken for, as ``lib.document.reading`` writes them and
    as the person has re-assigned them since; ``content`` is the document as read, for what words alone do not say.
    """

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="imports")
    source = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="原文件")
    text = models.TextField("原文")
    fields = models.JSONField("识别结果")
    notes = models.JSONField("识别说明", default=list)
    lines = models.JSONField("原文各段", default=list)
    pieces = models.JSONField("识别的要素", default=list)
    content = models.JSONField("识别的文稿", default=dict)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="导入人")
    at = models.DateTimeField("时间", auto_now_add=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="imports", verbose_name="存为版本")

    class Meta:
        verbose_name = "导入文稿"
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.source.name if self.source else "粘贴的文字"
