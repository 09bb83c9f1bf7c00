"""立项, 分解, 改派."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person, Unit
from zhongshu.apps.supervision import guards, sources
from zhongshu.apps.supervision.actions.days import set_days, taken_of
from zhongshu.apps.supervision.actions.tables import adopt_starting_tables
from zhongshu.apps.supervision.actions.telling import make_findable, make_known, readers_of, tell
from zhongshu.apps.supervision.models import MatterSeries, Source, SupervisedMatter, SupportingUnit
from zhongshu.apps.supervision.queries import matters as doors
from zhongshu.apps.supervision.queries.tables import rules_for, track_for
from zhongshu.apps.supervision.sources import SourceFacts
from zhongshu.lib.refusal import Refused


@dataclass(frozen=True)
class Duties:
    """任务、标准、时限、责任, and what goes with them."""

    task: str
    standard: str
    deadline: date | None
    unit: Unit | None
    person: Person | None
    leader: Person | None = None
    supporting: Sequence[Unit] = field(default_factory=tuple)
    urgency: str = SupervisedMatter.Urgency.NORMAL
    importance: str = SupervisedMatter.Importance.ROUTINE


def open_matter(
    *, actor: Person, source: SourceFacts, duties: Duties, supervising_unit: Unit | None = None
) -> SupervisedMatter:
    """立项: a sentence becomes a matter. ``supervising_unit`` overrides what the routing table says.

    Refused without any of the four, with a standard nobody can measure, a deadline in the past, a unit that is no more
    or a person who does not serve in it; and when the sentence's paper is not for the actor.
    """
    with act(actor=actor, verb="supervision.open_matter") as this:
        guards.may_open(actor)
        refuse_unfit(duties)
        adopt_starting_tables(organ=actor.organ)
        origin = _keep_source(actor, source)
        track, unit = _side(actor.organ, origin, duties, supervising_unit)
        matter = _create(
            actor, duties, source=origin, organ=actor.organ, track=track, supervising_unit=unit,
            supervisor=_supervisor(actor, unit),
        )  # fmt: skip
        this.about, this.summary = matter, f"立项 {matter}"
        this.data = {"source": origin.pk, "unit": matter.unit_id, "person": matter.person_id, "track": track}
        _announce(actor, matter)
    return matter


def split_matter(*, actor: Person, parent: SupervisedMatter, duties: Duties) -> SupervisedMatter:
    """分解: a part with its own four, due no later than the whole."""
    with act(actor=actor, verb="supervision.split_matter", about=parent) as this:
        parent = locked(parent)
        guards.is_open(parent)
        if not doors.answers_for(actor, parent):
            guards.supervising_side(actor, parent)
        if parent.parent_id is not None:
            raise Refused("子事项不再往下分解。", remedy="请在上级事项下另立一个子事项。")
        if guards.current_closing(parent) is not None:
            raise Refused("本件已拟销号，不能再分解。")
        refuse_unfit(duties)
        if duties.deadline is not None and duties.deadline > parent.deadline:
            raise Refused(
                f"子事项的时限晚于上级事项的 {parent.deadline:%Y年%m月%d日}，没有分解。",
                remedy="请提前，或先延长上级事项。",
            )
        part = _create(
            actor, duties, source=parent.source, organ=parent.organ, track=parent.track, parent=parent,
            supervising_unit=parent.supervising_unit, supervisor=parent.supervisor,
        )  # fmt: skip
        if parent.handed_in:
            # There is work again below what had been reported done.
            parent.handed_in, parent.rhythm_from = False, timezone.localdate()
            recompute(parent)
        this.summary, this.data = f"分解 {parent.number}：{part}", {"part": part.pk}
        _announce(actor, part)
    return part


def reassign_matter(
    *, actor: Person, matter: SupervisedMatter, unit: Unit, person: Person, reason: str, supporting: Sequence[Unit] = ()
) -> SupervisedMatter:
    """改派: another unit or person answers for it from now on."""
    with act(actor=actor, verb="supervision.reassign_matter", about=matter) as this:
        matter = locked(matter)
        guards.is_open(matter)
        guards.supervising_side(actor, matter)
        if not reason.strip():
            raise Refused("请写明改派的理由。")
        guards.fit(unit, person)
        before, old = readers_of(matter), (matter.unit_id, matter.person_id)
        this.summary = f"{matter.number}由{matter.unit}{matter.person}改派{unit}{person}"
        this.data = {"before": list(old), "after": [unit.pk, person.pk], "reason": reason}
        matter.unit, matter.person = unit, person
        matter.save(update_fields=["unit", "person"])
        _set_supporting(matter, supporting)
        make_known(actor, matter, before=before)
        text = f"{matter.number}“{matter.task}”改由您负责，{matter.deadline:%-m月%-d日}前办结：{reason}"
        tell(actor, matter, [person], text, key=f"supervision:assign:{matter.pk}:{timezone.now():%Y%m%d%H%M%S}")
    return matter


def refuse_unfit(duties: Duties) -> None:
    guards.four(
        task=duties.task, standard=duties.standard, deadline=duties.deadline, unit=duties.unit, person=duties.person
    )
    for unit in duties.supporting:
        if unit.dissolved_on is not None:
            raise Refused(f"配合单位{unit}已撤销。", remedy="请另选。")


def locked(matter: SupervisedMatter) -> SupervisedMatter:
    """The matter as it is now, kept from others until the act is over."""
    rows = doors.with_names(SupervisedMatter.objects.select_for_update(of=("self",)))
    return rows.get(pk=matter.pk)


def next_number(organ: Organ, year: int, count: int = 1) -> int:
    """The first of ``count`` fresh serial numbers of a year."""
    MatterSeries.objects.get_or_create(organ=organ, year=year)
    series = MatterSeries.objects.select_for_update().get(organ=organ, year=year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return first


def _create(actor: Person, duties: Duties, **more: Any) -> SupervisedMatter:
    today = timezone.localdate()
    organ = more["organ"]
    assert duties.deadline is not None  # refuse_unfit has seen to it
    matter = SupervisedMatter(
        year=today.year, serial=next_number(organ, today.year), opened_by=actor, opened_at=timezone.now(),
        opened_on=today, rhythm_from=today, task=duties.task.strip(), standard=duties.standard.strip(),
        deadline=duties.deadline, first_deadline=duties.deadline, unit=duties.unit, person=duties.person,
        leader=duties.leader, urgency=duties.urgency, importance=duties.importance, **more,
    )  # fmt: skip
    set_days(matter, rules_for(organ, today), set())
    matter.save()
    _set_supporting(matter, duties.supporting)
    return matter


def _set_supporting(matter: SupervisedMatter, units: Sequence[Unit]) -> None:
    wanted = {unit.pk: unit for unit in units if unit.pk != matter.unit_id}
    matter.supporting.exclude(unit__in=wanted).delete()
    for unit in wanted.values():
        SupportingUnit.objects.get_or_create(matter=matter, unit=unit)


def _announce(actor: Person, matter: SupervisedMatter) -> None:
    make_known(actor, matter)
    make_findable(matter)
    text = f"交由您负责的督办事项：{matter.number}“{matter.task}”，{matter.deadline:%-m月%-d日}前办结"
    tell(actor, matter, [matter.person], text, key=f"supervision:open:{matter.pk}")
    if matter.supervisor_id != actor.pk:
        tell(
            actor,
            matter,
            [matter.supervisor],
            f"请督办 {matter.number}“{matter.task}”",
            f"supervision:open:{matter.pk}",
        )


def _keep_source(actor: Person, facts: SourceFacts) -> Source:
    if not facts.sentence.strip() or not facts.label.strip():
        raise Refused("没有写明来源：原话和出处都要填写。", remedy="请录入交办的原话，并写明出自哪份文件、会议或谈话。")
    if facts.object_type and sources.find(actor, facts.object_type, facts.object_id or 0, facts.span) is None:
        raise Refused("找不到来源所指的文件，或者不在您的知悉范围内，没有立项。")
    start, end = facts.span or (None, None)
    place = {"object_type": facts.object_type, "object_id": facts.object_id, "start": start, "end": end}
    present = Source.objects.filter(organ=actor.organ, **place).first() if facts.object_type else None
    if present is not None:
        return present
    return Source.objects.create(
        organ=actor.organ, kind=facts.kind, sentence=facts.sentence.strip(), label=facts.label.strip()[:300],
        leader=facts.leader, given_on=facts.given_on, **place,
    )  # fmt: skip


def _side(organ: Organ, source: Source, duties: Duties, wanted: Unit | None) -> tuple[str, Unit]:
    """专职 or 专项, and the unit that supervises: by the office's table, unless the opener named a unit."""
    office = doors.supervision_office(organ)
    if wanted is not None:
        if wanted.organ_id != organ.pk or wanted.dissolved_on is not None:
            raise Refused(f"{wanted}不是本机关在用的科室，不能督办。")
        own = office is not None and office.pk == wanted.pk
        return (SupervisedMatter.Track.OFFICE if own else SupervisedMatter.Track.SECTION), wanted
    section = section_for(organ, source.kind, source.leader or duties.leader)
    unit = section or office
    if unit is None:
        raise Refused("本机关没有督查科室（没有督查员），不能立项。", remedy="请系统管理员给督查人员安排“督查员”职责。")
    return (SupervisedMatter.Track.SECTION if section else SupervisedMatter.Track.OFFICE), unit


def section_for(organ: Organ, kind: str, leader: Person | None) -> Unit | None:
    """The section that supervises a leader's order of this kind by the office's table; None: the supervision office does."""
    ranks = org.duties_of(leader) if leader else set()
    duty = next((duty.value for duty in doors.LEADERS if duty.value in ranks), "")
    track = track_for(organ, timezone.localdate(), source=kind, leader=duty)
    return _section_of(leader, organ) if track == SupervisedMatter.Track.SECTION and leader else None


def _section_of(leader: Person, organ: Organ) -> Unit | None:
    """对口科室: the first section in the leader's charge that has somebody to supervise."""
    charged = leader.portfolios.filter(unit__organ=organ, unit__dissolved_on__isnull=True).select_related("unit")
    for portfolio in charged.order_by("unit__position", "unit"):
        if portfolio.unit is not None and org.head_of(portfolio.unit) is not None:
            return portfolio.unit
    return None


def _supervisor(actor: Person, unit: Unit) -> Person:
    """Who supervises for the unit: the opener if of the unit, else a supervision officer there, else its head."""
    if any(own.pk == unit.pk for own in org.units_of(actor)):
        return actor
    for duty in (Duty.SUPERVISION_OFFICER, Duty.SECTION_HEAD):
        found = org.people_with_duty(unit.organ_id, duty, unit).first()
        if found is not None:
            return found
    raise Refused(f"{unit}没有督查员也没有负责人，不能督办。", remedy="请另选督办科室，或请管理员安排人员。")


def recompute(matter: SupervisedMatter) -> None:
    """Set the days anew and save the whole row; for an open matter."""
    set_days(matter, rules_for(matter.organ_id, timezone.localdate()), taken_of([matter])[matter.pk])
    matter.save()
