"""Engagements that follow a thing of the house (a meeting): made, changed and cancelled with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model

from zhongshu.apps.audit.actions import act
from zhongshu.apps.coordination.actions.engaging import _bump, apply_changes, cancel, engage, locked
from zhongshu.apps.coordination.actions.telling import concerned, tell
from zhongshu.apps.coordination.models import Engagement
from zhongshu.apps.coordination.queries.calendar import engagements_of
from zhongshu.apps.org.models import Person


@dataclass(frozen=True)
class Arrangement:
    """What one leader's calendar shall say of the thing. One leader may have several, at different starts."""

    leader: Person
    starts_at: datetime
    ends_at: datetime
    what: str
    place: str = ""
    accompanying: tuple[Person, ...] = ()
    speech_by: Person | None = None
    travel_before: int = 0
    travel_after: int = 0
    settled: bool = True
    private: bool = False


@dataclass
class Changes:
    """What came of it; an engagement that was right already is in none of the lists."""

    made: list[Engagement] = field(default_factory=list)
    changed: list[Engagement] = field(default_factory=list)
    cancelled: list[Engagement] = field(default_factory=list)

    @property
    def told(self) -> bool:
        return bool(self.made or self.changed or self.cancelled)


def replace_engagements(
    *, actor: Person, subject: Model, wanted: Sequence[Arrangement], reason: str = "随会议调整", quiet: bool = False
) -> Changes:
    """Make the engagements of ``subject`` exactly ``wanted``; whoever's did not change is not told anything.

    A leader's engagements are matched in order of time, so a meeting that moves changes an engagement and makes no
    second one. The caller has asked its own guard. ``quiet``: the caller tells those who take part itself, so only the
    leaders' secretaries are told here.
    """
    found = Changes()
    with act(actor=actor, verb="coordination.replace_engagements", about=subject) as this:
        # Two who rearrange one meeting at once would both find nothing there: the leaders' rows make them take turns.
        leaders = {one.leader.pk for one in wanted} | set(engagements_of(subject).values_list("leader", flat=True))
        list(Person.objects.select_for_update(no_key=True).filter(pk__in=leaders).order_by("pk").values_list("pk"))
        standing: dict[int, list[Engagement]] = {}
        for row in engagements_of(subject).order_by("starts_at", "pk"):
            standing.setdefault(row.leader_id, []).append(locked(row))
        for one in sorted(wanted, key=lambda one: (one.leader.pk, one.starts_at)):
            rows = standing.get(one.leader.pk, [])
            _one(actor, subject, one, rows.pop(0) if rows else None, found, quiet)
        for rows in standing.values():
            for row in rows:
                cancel(actor, row, reason, quiet=quiet)
                found.cancelled.append(row)
        this.summary = (
            f"领导日程：新增 {len(found.made)} 项，改 {len(found.changed)} 项，取消 {len(found.cancelled)} 项"
        )
        this.data = {name: [row.pk for row in getattr(found, name)] for name in ("made", "changed", "cancelled")}
    return found


def _one(actor: Person, subject: Model, one: Arrangement, row: Engagement | None, found: Changes, quiet: bool) -> None:
    fields = {
        "starts_at": one.starts_at, "ends_at": one.ends_at, "what": one.what.strip()[:120], "place": one.place.strip()[:80],
        "speech_by": one.speech_by, "travel_before": one.travel_before, "travel_after": one.travel_after,
        "private": one.private,
    }  # fmt: skip
    if row is None:
        found.made.append(
            engage(
                actor=actor, leader=one.leader, subject=subject, settled=one.settled, accompanying=one.accompanying, quiet=quiet,
                **fields,  # type: ignore[arg-type]
            )
        )  # fmt: skip
        return
    before = [] if quiet else concerned(row)
    touched = apply_changes(row, actor, fields, one.settled)
    company = [person for person in one.accompanying if person.pk != one.leader.pk]
    if {person.pk for person in company} != set(row.accompanying.values_list("pk", flat=True)):
        row.accompanying.set(company)
        touched.append("accompanying")
    if touched:
        _bump(row, actor)
        after = [] if quiet else concerned(row)
        tell(actor, row, "安排有变", {person.pk: person for person in [*before, *after]}.values(), quiet=quiet)
        found.changed.append(row)
