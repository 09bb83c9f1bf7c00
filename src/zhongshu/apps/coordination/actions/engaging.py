"""A leader's engagements, one by one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.coordination import guards
from zhongshu.apps.coordination.actions.telling import concerned, tell
from zhongshu.apps.coordination.models import Engagement
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.actions import forget_notices_about
from zhongshu.lib.refusal import Refused

#: What a change may touch.
FIELDS = ("starts_at", "ends_at", "what", "place", "speech_by", "travel_before", "travel_after", "private")
LONGEST_WAY = 12 * 60


def engage(
    *,
    actor: Person,
    leader: Person,
    starts_at: datetime,
    ends_at: datetime,
    what: str,
    place: str = "",
    accompanying: Iterable[Person] = (),
    speech_by: Person | None = None,
    travel_before: int = 0,
    travel_after: int = 0,
    settled: bool = True,
    private: bool = False,
    subject: Model | None = None,
    quiet: bool = False,
) -> Engagement:
    """Enter an engagement. A clash does not stop it: pages show clashes first (``queries.clashes_with``).

    Without ``subject`` only who arranges for the leader may; with it (a meeting) the caller has asked its own guard,
    and the engagement is changed through ``replace_engagements`` alone. ``quiet``: only the leader's secretaries are told.
    """
    with act(actor=actor, verb="coordination.engage") as this:
        guards.period(starts_at, ends_at)
        if subject is None:
            guards.may_arrange(actor, leader)
        if not what.strip():
            raise Refused("请写明是什么活动，没有保存。")
        _sensible(travel_before, travel_after)
        row = Engagement.objects.create(
            leader=leader, starts_at=starts_at, ends_at=ends_at, what=what.strip()[:120], place=place.strip()[:80],
            speech_by=speech_by, travel_before=travel_before, travel_after=travel_after, private=private,
            source=Engagement.Source.HAND if subject is None else Engagement.Source.SUBJECT,
            state=Engagement.State.SETTLED if settled else Engagement.State.TENTATIVE,
            object_type=subject._meta.label_lower if subject is not None else "",
            object_id=subject.pk if subject is not None else None, made_by=actor, changed_at=timezone.now(),
        )  # fmt: skip
        row.accompanying.set(_company(leader, accompanying))
        this.about, this.summary = row, f"安排{row}的活动"
        told = tell(actor, row, "新的安排" if settled else "新的安排（暂定）", quiet=quiet)
        this.data = {"told": [person.pk for person in told]}
    return row


def _sensible(before: int, after: int) -> None:
    if not (0 <= before <= LONGEST_WAY and 0 <= after <= LONGEST_WAY):
        raise Refused("路上时间在 0 到 720 分钟之间，没有保存。")


def _company(leader: Person, people: Iterable[Person]) -> list[Person]:
    return [person for person in people if person.pk != leader.pk]


def change_engagement(
    *,
    actor: Person,
    engagement: Engagement,
    revision: int,
    settled: bool | None = None,
    accompanying: Iterable[Person] | None = None,
    **changes: Any,
) -> Engagement:
    """Change one that was entered by hand. ``revision`` is the one the person saw; refused when it is no longer that.

    Those who are concerned before or after are told when something changed.
    """
    if strangers := set(changes) - set(FIELDS):
        raise TypeError(f"unknown fields: {sorted(strangers)}")
    with act(actor=actor, verb="coordination.change_engagement", about=engagement) as this:
        engagement = locked(engagement)
        guards.may_change(actor, engagement)
        guards.fresh(engagement, revision)
        before = concerned(engagement)
        touched = apply_changes(engagement, actor, changes, settled)
        if accompanying is not None and set(_company(engagement.leader, accompanying)) != set(
            engagement.accompanying.all()
        ):
            engagement.accompanying.set(_company(engagement.leader, accompanying))
            touched.append("accompanying")
        if touched:
            _bump(engagement, actor)
            people = {person.pk: person for person in [*before, *concerned(engagement)]}
            tell(actor, engagement, "安排有变", people.values())
        this.summary, this.data = f"调整{engagement}的活动", {"fields": touched}
    return engagement


def apply_changes(engagement: Engagement, actor: Person, changes: dict[str, Any], settled: bool | None) -> list[str]:
    """Write the changed fields; returns which they are."""
    if settled is not None:
        changes = {**changes, "state": Engagement.State.SETTLED if settled else Engagement.State.TENTATIVE}
    touched = [name for name, value in changes.items() if getattr(engagement, name) != value]
    for name in touched:
        setattr(engagement, name, changes[name])
    guards.period(engagement.starts_at, engagement.ends_at)
    _sensible(engagement.travel_before, engagement.travel_after)
    if not engagement.what.strip():
        raise Refused("请写明是什么活动，没有保存。")
    return touched


def _bump(engagement: Engagement, actor: Person) -> None:
    engagement.revision += 1
    engagement.changed_at = timezone.now()
    engagement.save()


def disengage(*, actor: Person, engagement: Engagement, reason: str) -> Engagement:
    """Cancel one that was entered by hand; it stays on record and those concerned are told."""
    with act(actor=actor, verb="coordination.disengage", about=engagement) as this:
        engagement = locked(engagement)
        guards.may_change(actor, engagement)
        if not reason.strip():
            raise Refused("请写明取消的原因，没有取消。")
        cancel(actor, engagement, reason)
        this.summary = f"取消{engagement}的活动"
    return engagement


def cancel(actor: Person, engagement: Engagement, reason: str, *, quiet: bool = False) -> None:
    """Cancel and tell; for acts that have asked their own guard."""
    forget_notices_about(about=engagement)
    engagement.state, engagement.cancel_reason = Engagement.State.CANCELLED, reason.strip()[:120]
    _bump(engagement, actor)
    tell(actor, engagement, "取消安排", quiet=quiet)


def locked(engagement: Engagement) -> Engagement:
    rows = Engagement.objects.select_for_update(of=("self",)).select_related("leader", "speech_by", "made_by")
    return rows.get(pk=engagement.pk)
