"""Making known and taking back."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Model

from zhongshu.apps.access.models import Grant
from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.prepared import Insert, Prepared

_FEW = 3
_GRANT = Insert(Grant, or_update=["reason", "granted_by", "until"], unique=["object_type", "object_id", "subject"])
_HELD = Prepared(
    lambda kind, pk, subject: Grant.objects.filter(object_type=kind, object_id=pk, subject=subject).values_list(
        "subject", "until"
    ),
    keys=3,
)


def grant(*, actor: Actor, obj: Model, subject: str, reason: str, until: datetime | None = None) -> bool:
    """Let ``subject`` know of ``obj``. True when that is news; a lasting grant is never shortened."""
    return bool(make_known(actor=actor, obj=obj, subjects=[subject], reason=reason, until=until))


def make_known(
    *, actor: Actor, obj: Model, subjects: Iterable[str], reason: str, until: datetime | None = None
) -> list[str]:
    """Let each of ``subjects`` know of ``obj``; returns those to whom that is news."""
    about = {"object_type": obj._meta.label_lower, "object_id": obj.pk}
    wanted = list(dict.fromkeys(subjects))
    present = dict(_present(about, wanted))
    news = [subject for subject in wanted if subject not in present or _longer(until, present[subject])]
    if not news:
        return []
    data = {"subject": news[0]} if len(news) == 1 else {"subjects": news}
    summary = f"知悉范围增加：{reason}"
    with act(actor=actor, verb="access.grant", about=obj, summary=summary, data=data, savepoint=False):
        # Safe when two acts make the same thing known at once.
        _GRANT.rows(
            Grant(**about, subject=subject, reason=reason, granted_by=actor.pk, until=until) for subject in news
        )
    return news


def _present(about: dict[str, Any], subjects: list[str]) -> Iterable[tuple[Any, ...]]:
    """Subject and end of the grants there are; a step of the engine asks for one or two subjects."""
    if len(subjects) <= _FEW:
        return chain.from_iterable(_HELD.rows(*about.values(), subject) for subject in subjects)
    return Grant.objects.filter(**about, subject__in=subjects).values_list("subject", "until")


def _longer(until: datetime | None, present: datetime | None) -> bool:
    """Whether a grant until then outlasts the present one (None: for good)."""
    return present is not None and (until is None or present < until)


def revoke(*, actor: Actor, obj: Model, subject: str, reason: str) -> bool:
    """Take a grant back. True when there was one."""
    with act(
        actor=actor, verb="access.revoke", about=obj, summary=f"知悉范围减少：{reason}", data={"subject": subject}
    ) as this:
        gone, _ = Grant.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk, subject=subject).delete()
        this.data["removed"] = gone
    return bool(gone)
