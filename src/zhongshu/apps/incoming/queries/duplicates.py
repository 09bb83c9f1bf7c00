"""Papers that may be the same one come in twice."""

from dataclasses import dataclass

from django.db.models import Q

from zhongshu.apps.incoming.models import Paper
from zhongshu.lib.document.likeness import likeness, normal

#: From this share of common runs on two texts are the same paper, allowing for a scan's errors.
SAME = 0.8
CANDIDATES = 20


@dataclass(frozen=True)
class Duplicate:
    """Another paper of the organ, and why it looks the same."""

    paper: Paper
    why: str

    @property
    def words(self) -> str:
        return f"{self.paper.register_text or '待登记'}《{self.paper.title}》{self.why}"


def duplicates_of(paper: Paper) -> list[Duplicate]:
    """The organ's papers with the same number and sender, or the same text; certain ones first. Indexed look-ups."""
    others = Paper.objects.filter(organ=paper.organ).exclude(pk=paper.pk or 0)
    others = others.exclude(state__in=(Paper.State.RETURNED, Paper.State.KEPT))
    found: dict[int, Duplicate] = {}
    key = normal(paper.document_number)
    if key:
        for row in others.filter(number_key=key, sender=paper.sender)[:CANDIDATES]:
            found[row.pk] = Duplicate(row, "来文机关和字号相同")
    if paper.fingerprint:
        for row in others.filter(fingerprint=paper.fingerprint)[:CANDIDATES]:
            found.setdefault(row.pk, Duplicate(row, "文字完全相同"))
        shared = Q(band1=paper.band1) | Q(band2=paper.band2) | Q(band3=paper.band3) | Q(band4=paper.band4)
        for row in others.filter(shared).exclude(pk__in=found)[:CANDIDATES]:
            share = likeness(paper.text, row.text)
            if share >= SAME:
                found[row.pk] = Duplicate(row, f"文字 {share:.0%} 相同")
    return list(found.values())
