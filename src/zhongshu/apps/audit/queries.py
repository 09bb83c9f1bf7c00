"""Reading and checking the record."""

from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet

from zhongshu.apps.audit.models import ChainHead, Entry
from zhongshu.lib.chain import GENESIS, first_break


@dataclass(frozen=True)
class Verdict:
    """Whether the chain holds; if not, the number of the first broken entry and why."""

    ok: bool
    count: int
    broken_seq: int | None = None
    reason: str = ""


def verify(after: int = 0) -> Verdict:
    """Check the chain from entry ``after + 1`` to the end (the whole of it by default)."""
    previous = GENESIS
    if after:
        previous = Entry.objects.values_list("digest", flat=True).get(seq=after)
    entries = Entry.objects.filter(seq__gt=after).order_by("seq").iterator(chunk_size=2000)
    broken = first_break((entry.as_link() for entry in entries), start=after + 1, previous=previous)
    last = Entry.objects.order_by("-seq").values("seq", "digest").first() or {"seq": 0, "digest": GENESIS}
    if broken:
        return Verdict(False, last["seq"], broken.seq, broken.reason)
    head = ChainHead.objects.filter(id=1).first()
    if (head.seq, head.digest) != (last["seq"], last["digest"]) if head else last["seq"]:
        return Verdict(False, last["seq"], last["seq"] + 1, f"第 {last['seq'] + 1} 条及以后的记录被删去")
    return Verdict(True, last["seq"])


def about(obj: models.Model) -> QuerySet[Entry]:
    """The record of one object, oldest first."""
    return Entry.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk)
