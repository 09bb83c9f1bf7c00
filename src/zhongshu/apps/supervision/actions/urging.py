"""The ladder: what the calendar brings about, and what a person decides."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision import guards
from zhongshu.apps.supervision.actions.days import DERIVED, set_days, taken_of
from zhongshu.apps.supervision.actions.opening import locked, recompute
from zhongshu.apps.supervision.actions.papers import draft_by_itself
from zhongshu.apps.supervision.actions.telling import let_know, tell
from zhongshu.apps.supervision.models import SupervisedMatter, Urging
from zhongshu.apps.supervision.policy.ladder import Rung
from zhongshu.apps.supervision.queries.matters import open_matters
from zhongshu.apps.supervision.queries.tables import Rules, rules_for
from zhongshu.lib.refusal import Refused
from zhongshu.lib.worktime import WorkCalendar, workdays_between

BATCH = 500


def climb(*, now: datetime) -> int:
    """Take every rung that has come, once; set days anew where the calendar or a table has changed. Returns how many
    rungs were taken. What is due is found by index from the matters themselves, after any pause or clock jump."""
    today, taken = timezone.localdate(now), 0
    for organ in open_matters().order_by().values_list("organ", flat=True).distinct():
        rules = rules_for(organ, today)
        _restamp(organ, rules)
        for matter in _due(organ, today)[:BATCH]:
            taken += _climb(matter, rules, today)
    return taken


def _due(organ: int, today: date) -> QuerySet[SupervisedMatter]:
    return open_matters(organ).filter(next_rung_on__lte=today).order_by("next_rung_on", "pk")


def _restamp(organ: int, rules: Rules) -> None:
    """Set the days anew of every open matter that was computed with another calendar or other tables."""
    other = Q(stamp__lt=rules.stamp) | Q(stamp__gt=rules.stamp)
    # In the order of the index by stamp: mostly there is none, and then no matter is read at all.
    while batch := list(open_matters(organ).filter(other).order_by("stamp")[:BATCH]):
        known = taken_of(batch)
        for matter in batch:
            set_days(matter, rules, known[matter.pk])
        SupervisedMatter.objects.bulk_update(batch, DERIVED)


def _climb(matter: SupervisedMatter, rules: Rules, today: date) -> int:
    with act(actor=SYSTEM, verb="supervision.climb", about=matter) as this:
        matter = locked(matter)
        if matter.over:
            return 0
        left = set_days(matter, rules, taken_of([matter])[matter.pk])
        due = [rung for rung in left if rung.on <= today]
        if due:
            rows = _take(matter, due, rules, today)
            set_days(matter, rules, taken_of([matter])[matter.pk])
            this.summary = f"{matter.number}{'、'.join(str(row) for row in rows)}"
            this.data = {"urgings": [row.pk for row in rows]}
        matter.save(update_fields=DERIVED)
    return len(due)


def _take(matter: SupervisedMatter, due: Sequence[Rung], rules: Rules, today: date) -> list[Urging]:
    """Put the rungs on record; people are told of the highest one."""
    highest = max(due, key=lambda rung: (rung.rung, rung.clock.name == Urging.Clock.DEADLINE))
    rows = []
    for rung in due:
        row = Urging(
            matter=matter, rung=rung.rung, clock=rung.clock.name, round=rung.clock.round, due_on=rung.clock.due_on,
            folded=rung is not highest, text=words(matter, rung, rules.calendar, today), at=timezone.now(),
        )  # fmt: skip
        row.save()
        rows.append(row)
    told = rows[due.index(highest)]
    people = _addressees(matter, told.rung, rules)
    reached = tell(SYSTEM, matter, people, f"{told.get_rung_display()}：{told.text}", key=f"supervision:urge:{told.pk}")
    told.told = [person.name for person in reached]
    told.save(update_fields=["told"])
    if _writes_itself(told):
        draft_by_itself(urging=told)
    if told.rung == Urging.Rung.ORDER:
        _count_orders(matter, rules, today)
    return rows


def _writes_itself(urging: Urging) -> bool:
    """督办单, and the 催办函 of a missed deadline. A late report is called in by the notice; a letter for it is one click,
    or an office of five thousand matters would find two thousand drafts on its desk."""
    overdue = urging.rung == Urging.Rung.LETTER and urging.clock == Urging.Clock.DEADLINE
    return overdue or urging.rung == Urging.Rung.ORDER


def _addressees(matter: SupervisedMatter, rung: int, rules: Rules) -> list[Person]:
    """The holder; from the agreed rung the holder's superior; from 催办函 on whoever supervises."""
    people = [matter.person]
    superior = org.superior_of(matter.person) if rung >= rules.superior_from else None
    if superior is not None:
        let_know(SYSTEM, matter, superior, "责任人的上级")
        people.append(superior)
    if rung >= Urging.Rung.LETTER:
        people.append(matter.supervisor)
    return people


def _count_orders(matter: SupervisedMatter, rules: Rules, today: date) -> None:
    """A unit that fails again and again: whoever supervises is told that an explanation is due."""
    orders = Urging.objects.filter(
        matter__unit=matter.unit_id, rung=Urging.Rung.ORDER, folded=False, at__year=today.year
    ).count()
    if orders >= rules.explain_after:
        text = f"{matter.unit}今年已被发督办单 {orders} 次，按规定应作书面检查或说明，请在{matter.number}页面提出"
        tell(
            SYSTEM,
            matter,
            [matter.supervisor],
            text,
            key=f"supervision:repeated:{matter.unit_id}:{today.year}:{orders}",
        )


def words(matter: SupervisedMatter, rung: Rung, calendar: WorkCalendar, today: date) -> str:
    """What the urging says."""
    due, what = rung.clock.due_on, "反馈进展" if rung.clock.name == Urging.Clock.REPORT else "办结"
    late = workdays_between(calendar, due, today) if today > due else 0
    if late > 0:
        return f"{matter.number}“{matter.task}”应于 {due:%-m月%-d日} 前{what}，已逾期 {late} 个工作日，请立即办理并反馈原因"
    left = workdays_between(calendar, today, due) if due > today else 0
    when = f"还有 {left} 个工作日" if left else "今天到期"
    return f"{matter.number}“{matter.task}”应于 {due:%-m月%-d日} 前{what}，{when}"


def decide_rung(*, actor: Person, matter: SupervisedMatter, reason: str) -> Urging:
    """通报, and after it 约谈: by decision of the supervising side, above a 督办单 that has not helped."""
    with act(actor=actor, verb="supervision.decide_rung", about=matter) as this:
        matter = locked(matter)
        rung, last = guards.decidable_rung(actor, matter)
        if not reason.strip():
            raise Refused("请写明理由和经谁同意。")
        row = Urging.objects.create(
            matter=matter, rung=rung, clock=last.clock, round=last.round, due_on=last.due_on, automatic=False,
            text=reason.strip(), by=actor, at=timezone.now(),
        )  # fmt: skip
        superior = org.superior_of(matter.person)
        people = [matter.person, *([superior] if superior else [])]
        for person in people:
            let_know(actor, matter, person, row.get_rung_display())
        text = f"{row.get_rung_display()}：{matter.number}“{matter.task}”：{row.text}"
        row.told = [person.name for person in tell(actor, matter, people, text, key=f"supervision:urge:{row.pk}")]
        row.save(update_fields=["told"])
        recompute(matter)
        this.summary, this.data = f"{matter.number}{row}", {"urging": row.pk}
    return row
