"""议题: proposed by a unit, vetted by the office, approved by the chair."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.files.actions import store
from zhongshu.apps.meetings import guards
from zhongshu.apps.meetings.actions.telling import make_item_findable, readers_of_item, spread, tell_all
from zhongshu.apps.meetings.catalogue import templates_for
from zhongshu.apps.meetings.facts import post_of, unit_name
from zhongshu.apps.meetings.models import AgendaItem, AttendingUnit, ItemCountersign, ItemPaper
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person, Unit
from zhongshu.apps.outgoing.policy.marks import refuse_marked
from zhongshu.lib.refusal import Refused

#: (kind of paper, file name, content)
Paper = tuple[str, str, bytes]


@dataclass(frozen=True)
class ItemFacts:
    """What the proposing unit says of its item."""

    title: str
    forum: str
    summary: str = ""
    reporter: Person | None = None
    reporter_name: str = ""
    reporter_post: str = ""
    minutes: int = 15
    major: str = ""
    needs_legal: bool = False
    attending: Sequence[Unit] = field(default_factory=tuple)
    countersign: Sequence[Unit] = field(default_factory=tuple)


def propose_item(*, actor: Person, organ: Organ, facts: ItemFacts, papers: Iterable[Paper] = ()) -> AgendaItem:
    """提请议题, for a meeting of an organ."""
    with act(actor=actor, verb="meetings.propose_item") as this:
        guards.works(actor)
        unit = org.main_unit(actor)
        if unit is None:
            raise Refused("您没有在任何单位任职，不能提请议题。")
        _refuse_unfit(organ, facts)
        item = AgendaItem(organ=organ, unit=unit, proposed_by=actor, proposed_at=timezone.now())
        _fill(item, facts)
        _keep_papers(actor, item, papers)
        this.about, this.summary = item, f"提请议题《{item}》"
        this.data = {"forum": facts.forum, "unit": unit.pk}
        _announce(actor, item)
        directors = org.people_with_duty(organ, Duty.DIRECTOR)
        tell_all(actor, item, directors, f"{unit}提请议题《{item}》，请审核", f"meetings:item:{item.pk}")
    return item


def edit_item(*, actor: Person, item: AgendaItem, facts: ItemFacts, papers: Iterable[Paper] = ()) -> AgendaItem:
    """Correct the item, or hand it in again after it was returned."""
    with act(actor=actor, verb="meetings.edit_item", about=item) as this:
        item = _locked(item)
        guards.proposing_side(actor, item)
        guards.step(item, "edit")
        _refuse_unfit(item.organ, facts)
        again = item.state == AgendaItem.State.RETURNED
        before = readers_of_item(item)
        item.state = AgendaItem.State.PROPOSED
        _fill(item, facts)
        _keep_papers(actor, item, papers)
        spread(actor, item, readers_of_item(item), before)
        make_item_findable(item)
        this.summary = f"{'补正后重新提请' if again else '修改'}议题《{item}》"
        if again:
            directors = org.people_with_duty(item.organ, Duty.DIRECTOR)
            key = f"meetings:item:{item.pk}:{timezone.now():%Y%m%d%H%M%S}"
            tell_all(actor, item, directors, f"议题《{item}》已补正，请审核", key)
    return item


def add_item_papers(*, actor: Person, item: AgendaItem, papers: Iterable[Paper]) -> AgendaItem:
    """Hand in papers, until the meeting has decided."""
    with act(actor=actor, verb="meetings.add_item_papers", about=item) as this:
        item = _locked(item)
        if item.state in (AgendaItem.State.DECIDED, AgendaItem.State.CARRIED, AgendaItem.State.WITHDRAWN):
            raise Refused(f"议题《{item}》{item.get_state_display()}，材料不再改动。")
        guards.proposing_side(actor, item)
        count = _keep_papers(actor, item, papers)
        if not count:
            raise Refused("没有选择文件，没有提交材料。")
        this.summary, this.data = f"议题《{item}》提交材料 {count} 份", {"count": count}
    return item


def answer_countersign(*, actor: Person, row: ItemCountersign, agree: bool, words: str = "") -> ItemCountersign:
    """会签: the unit concerned agrees, or says why not."""
    with act(actor=actor, verb="meetings.answer_countersign", about=row.item) as this:
        item = _locked(row.item)
        row = ItemCountersign.objects.select_for_update(of=("self",)).select_related("unit").get(pk=row.pk)
        if row.unit_id not in {unit.pk for unit in org.units_of(actor)}:
            raise Refused(f"会签由{row.unit}办理，没有改动。")
        if item.state not in (AgendaItem.State.PROPOSED, AgendaItem.State.RETURNED):
            raise Refused(f"议题《{item}》{item.get_state_display()}，会签已经结束。")
        if not agree and not words.strip():
            raise Refused("有不同意见的，请写明意见。")
        row.state = ItemCountersign.State.AGREED if agree else ItemCountersign.State.OPINION
        row.words, row.by, row.at = words.strip(), actor, timezone.now()
        row.save()
        this.summary, this.data = f"会签议题《{item}》：{row}", {"countersign": row.pk}
        key = f"meetings:countersign:{row.pk}:{timezone.now():%Y%m%d%H%M%S}"
        tell_all(actor, item, [item.proposed_by], f"{row.unit}会签《{item}》：{row.get_state_display()}", key)
    return row


def vet_item(*, actor: Person, item: AgendaItem, passing: bool, words: str = "") -> AgendaItem:
    """审核: passed to the chair, or returned with what is missing. Refused to pass with something missing."""
    with act(actor=actor, verb="meetings.vet_item", about=item) as this:
        item = _locked(item)
        guards.may_vet(actor, item, passing=passing)
        if not passing and not words.strip():
            raise Refused("退回要写明缺什么、怎么补。")
        item.state = AgendaItem.State.VETTED if passing else AgendaItem.State.RETURNED
        item.words, item.vetted_by, item.vetted_at = words.strip(), actor, timezone.now()
        item.save()
        this.summary, this.data = (
            f"议题《{item}》审核：{item.get_state_display()}",
            {"passing": passing, "words": words},
        )
        stamp = f"{timezone.now():%Y%m%d%H%M%S}"
        if passing:
            leaders = org.people_with_duty(item.organ, Duty.PRINCIPAL_LEADER)
            tell_all(actor, item, leaders, f"议题《{item}》请审定", f"meetings:vet:{item.pk}:{stamp}")
        else:
            text = f"议题《{item}》退回补正：{item.words}"
            tell_all(actor, item, [item.proposed_by], text, f"meetings:vet:{item.pk}:{stamp}")
    return item


def approve_item(
    *, actor: Person, item: AgendaItem, agree: bool, words: str = "", transcribed: bool = False
) -> AgendaItem:
    """审定 by the chair. ``transcribed``: the office writes down, marked so, what the chair said."""
    with act(actor=actor, verb="meetings.approve_item", about=item) as this:
        item = _locked(item)
        guards.may_approve(actor, item, transcribed=transcribed)
        if not words.strip() and (transcribed or not agree):
            raise Refused("请写明领导的原话。" if transcribed else "不同意上会的，请写明意见。")
        leader = org.people_with_duty(item.organ, Duty.PRINCIPAL_LEADER).first()
        item.state = AgendaItem.State.APPROVED if agree else AgendaItem.State.RETURNED
        item.approved_by, item.approved_at = (leader if transcribed else actor), timezone.now()
        item.approval_words, item.transcribed_by = words.strip(), actor if transcribed else None
        item.save()
        said = "同意上会" if agree else "暂不上会"
        this.summary, this.data = f"议题《{item}》审定：{said}", {"agree": agree, "words": words}
        if leader is not None and actor.pk != leader.pk:
            this.on_behalf_of = leader.name
        spread(actor, item, readers_of_item(item))
        people = [item.proposed_by, *([item.vetted_by] if item.vetted_by else [])]
        text = f"议题《{item}》{said}{'：' + words.strip() if words.strip() else ''}"
        tell_all(actor, item, people, text, f"meetings:approve:{item.pk}:{timezone.now():%Y%m%d%H%M%S}")
    return item


def withdraw_item(*, actor: Person, item: AgendaItem, reason: str) -> AgendaItem:
    """The proposing unit takes its item back."""
    with act(actor=actor, verb="meetings.withdraw_item", about=item) as this:
        item = _locked(item)
        guards.proposing_side(actor, item)
        guards.step(item, "withdraw")
        if not reason.strip():
            raise Refused("请写明撤回的理由。")
        item.state, item.words = AgendaItem.State.WITHDRAWN, reason.strip()
        item.save(update_fields=["state", "words"])
        this.summary, this.data = f"撤回议题《{item}》", {"reason": reason}
    return item


def _locked(item: AgendaItem) -> AgendaItem:
    rows = AgendaItem.objects.select_for_update(of=("self",)).select_related("organ", "unit__organ", "proposed_by")
    return rows.get(pk=item.pk)


def _refuse_unfit(organ: Organ, facts: ItemFacts) -> None:
    if not facts.title.strip():
        raise Refused("议题没有名称，没有保存。")
    if not 1 <= facts.minutes <= 24 * 60:
        raise Refused("议题时长应在 1 分钟到 24 小时之间，没有保存。")
    template = templates_for(organ).get(facts.forum)
    if template is None or not template.takes_items:
        raise Refused("这种会议不收议题，没有保存。", remedy="请选择常务会、办公会等议事的会议。")
    refuse_marked([facts.title, facts.summary])


def _fill(item: AgendaItem, facts: ItemFacts) -> None:
    item.title, item.forum, item.summary = facts.title.strip()[:200], facts.forum, facts.summary.strip()
    item.reporter, item.minutes, item.major = facts.reporter, facts.minutes, facts.major
    item.reporter_name = "" if facts.reporter else facts.reporter_name.strip()
    item.reporter_post = facts.reporter_post.strip() or _reporter_post(facts.reporter)
    item.needs_legal = facts.needs_legal
    item.save()
    wanted = {unit_name(unit, item.organ_id): unit for unit in facts.attending}
    item.attending.exclude(name__in=wanted).delete()
    for name, unit in wanted.items():
        AttendingUnit.objects.get_or_create(item=item, name=name, defaults={"unit": unit})
    item.countersigns.exclude(unit__in=facts.countersign).filter(state=ItemCountersign.State.ASKED).delete()
    for unit in facts.countersign:
        ItemCountersign.objects.get_or_create(item=item, unit=unit)


def _reporter_post(person: Person | None) -> str:
    unit = org.main_unit(person) if person else None
    return f"{unit_name(unit, 0)}{post_of(person)}" if unit else ""


def _keep_papers(actor: Person, item: AgendaItem, papers: Iterable[Paper]) -> int:
    rows = [
        ItemPaper(
            item=item, kind=kind, file=store(actor=actor, name=name, content=content), by=actor, at=timezone.now()
        )
        for kind, name, content in papers
    ]
    ItemPaper.objects.bulk_create(rows)
    return len(rows)


def _announce(actor: Person, item: AgendaItem) -> None:
    spread(actor, item, readers_of_item(item))
    make_item_findable(item)
    for row in item.countersigns.select_related("unit"):
        head = org.head_of(row.unit)
        if head is not None:
            tell_all(actor, item, [head], f"请会签议题《{item}》", f"meetings:countersign:{row.pk}")
