"""The office's own tables: a new one from a day on, never a change of one that is in force."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.org.models import Organ, Person
from zhongshu.apps.supervision.models import LadderTable, RhythmTable, RoutingTable, SupervisedMatter
from zhongshu.apps.supervision.models.table import Table
from zhongshu.apps.supervision.queries.matters import keeps_tables
from zhongshu.apps.supervision.starting_tables import starting
from zhongshu.lib.flow import parse_table
from zhongshu.lib.refusal import Refused

LONGEST_RHYTHM = 250
PAIRS = [
    f"{urgency}:{importance}" for urgency in SupervisedMatter.Urgency for importance in SupervisedMatter.Importance
]


def adopt_starting_tables(*, organ: Organ) -> None:
    """Make the shipped tables the organ's own where it has none yet."""
    today = timezone.localdate()
    wanted: list[tuple[type[Table], dict[str, Any]]] = [
        (RoutingTable, {"content": starting("routing")}),
        (RhythmTable, {"days": starting("rhythm")["days"]}),
        (LadderTable, starting("ladder")),
    ]
    for kind, content in wanted:
        if not kind._default_manager.filter(organ=organ, effective_on__lte=today).exists():
            with act(
                actor=SYSTEM, verb="supervision.adopt_table", summary=f"{organ}启用随附的{kind._meta.verbose_name}"
            ) as this:
                this.about = kind._default_manager.create(
                    organ=organ, effective_on=today, note="系统随附，供修订", **content
                )


def set_rhythm(*, actor: Person, effective_on: date, days: Mapping[str, int], note: str = "") -> RhythmTable:
    """A new 反馈频次表 from a day on."""
    kept = {pair: int(days.get(pair) or 0) for pair in PAIRS}
    if any(not 1 <= every <= LONGEST_RHYTHM for every in kept.values()):
        raise Refused(f"频次要在 1 至 {LONGEST_RHYTHM} 个工作日之间，没有保存。", remedy="九种情况都要填写。")
    return _put(actor, RhythmTable, effective_on, note, days=kept)


def set_ladder(*, actor: Person, effective_on: date, note: str = "", **numbers: int) -> LadderTable:
    """New thresholds of lights and ladder from a day on."""
    if numbers["silent_after"] < 1 or numbers["letter_after"] < 1 or numbers["order_after"] <= numbers["letter_after"]:
        raise Refused(
            "没有保存：督办单要晚于催办函，亮红灯、发催办函至少在逾期 1 个工作日之后。", remedy="请核对各级界限。"
        )
    return _put(actor, LadderTable, effective_on, note, **numbers)


def set_routing(*, actor: Person, effective_on: date, content: Mapping[str, Any], note: str = "") -> RoutingTable:
    """A new 归口表 from a day on; Refused, naming the row, when a row can never apply or a case is left out."""
    parse_table(content)
    return _put(actor, RoutingTable, effective_on, note, content=dict(content))


def _put(actor: Person, kind: type[Any], effective_on: date, note: str, **content: Any) -> Any:
    name = kind._meta.verbose_name
    with act(
        actor=actor, verb="supervision.set_table", summary=f"制定{name}，{effective_on:%Y年%m月%d日}起施行"
    ) as this:
        if not keeps_tables(actor):
            raise Refused(f"{name}由督查人员或办公室主任、副主任制定，没有保存。")
        if effective_on < timezone.localdate():
            raise Refused("生效日期不能早于今天：过去的事项按当时的规则办理。", remedy="请改为今天或以后的日期。")
        table = kind.objects.create(organ=actor.organ, effective_on=effective_on, note=note, made_by=actor, **content)
        this.about, this.data = table, {"content": content}
    return table
