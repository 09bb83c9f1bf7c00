"""佐证材料: a file that shows what a report or a field check says."""

from django.db import models
from django.db.models import Q

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.supervision.models.field_check import FieldCheck
from zhongshu.apps.supervision.models.matter import SupervisedMatter
from zhongshu.apps.supervision.models.report import ProgressReport


class Evidence(models.Model):
    matter = models.ForeignKey(SupervisedMatter, models.PROTECT, related_name="evidence", verbose_name="督办事项")
    report = models.ForeignKey(ProgressReport, models.PROTECT, null=True, related_name="evidence", verbose_name="反馈")
    field_check = models.ForeignKey(
        FieldCheck, models.PROTECT, null=True, related_name="photos", verbose_name="现场督查"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = "佐证材料"
        constraints = [
            models.CheckConstraint(
                condition=Q(report__isnull=False) | Q(field_check__isnull=False), name="sup_evidence_of"
            )
        ]

    def __str__(self) -> str:
        return self.file.name
