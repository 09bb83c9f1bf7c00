"""One line of an organ's 校对库."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from zhongshu.apps.org.models import Organ, Person
from zhongshu.lib.proofread import base

KINDS = [(kind.value, kind.label) for kind in base.EntryKind]


class Entry(models.Model):
    """条目: a term, a formula, a leader's term of office, a renamed body or place, a figure, a quotation, a law …

    What each field holds for a kind is in ``lib.proofread.base.SPECIFICATIONS``. A retired one stays on record.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="lexicon", verbose_name="机关")
    kind = models.CharField("类别", max_length=10, choices=KINDS)
    name = models.CharField("名称", max_length=200)
    value = models.CharField("内容", max_length=500, blank=True)
    detail = models.CharField("补充", max_length=100, blank=True)
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)
    reason = models.CharField("说明", max_length=300, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="改动人")
    changed_at = models.DateTimeField("改动时间", auto_now=True)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = "校对库条目"
        ordering = ["kind", "pk"]
        indexes = [models.Index(fields=["organ", "kind"], name="lex_entry_kind")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="lex_entry_has_name"),
            models.UniqueConstraint(
                fields=["organ", "kind", "name", "value", "detail"],
                condition=Q(retired_at__isnull=True),
                name="lex_entry_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}“{self.name}”"

    def get_absolute_url(self) -> str:
        return reverse("lexicon:change", args=[self.pk])

    @property
    def plain(self) -> base.Entry:
        """As the proofreader reads it."""
        return base.Entry(
            base.EntryKind(self.kind),
            self.name,
            self.value,
            self.detail,
            self.since,
            self.until,
            self.reason,
            self.basis,
        )
