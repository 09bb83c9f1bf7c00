"""The line of steps of one flow: what is done, where it is, what lies ahead."""

from dataclasses import dataclass
from datetime import datetime

from zhongshu.apps.flow.models import Flow, Step, Work
from zhongshu.apps.flow.scenes import definition_of
from zhongshu.lib.flow import Procedure
from zhongshu.lib.flow.state import ACTED
from zhongshu.lib.flow.vocabulary import FlowStatus, StepStatus, WorkKind, WorkStatus

_ORIGINAL = "original"


@dataclass(frozen=True)
class Mark:
    """One step of the line; ``state`` is done, current, waiting or returned (as the component wants it)."""

    name: str
    state: str
    people: str = ""
    at: datetime | None = None


def line(flow: Flow) -> list[Mark]:
    """Steps still valid in the order they were done, the current ones, then the way to the end as it looks now."""
    definition = definition_of(flow.procedure)
    steps = [
        step for step in Step.objects.filter(flow=flow, undone_in__isnull=True).order_by("no")
        if step.element in definition.tasks and step.state in {StepStatus.DONE, StepStatus.OPEN, StepStatus.TIMED_OUT}
    ]  # fmt: skip
    works: dict[int, list[Work]] = {}
    for work in Work.objects.filter(flow=flow).select_related("holder", "on_behalf_of").order_by("no"):
        works.setdefault(work.step_id, []).append(work)
    done = [_done(step, works.get(step.pk, [])) for step in steps if step.state != StepStatus.OPEN]
    current = [
        mark for step in steps if step.state == StepStatus.OPEN and (mark := _current(step, works.get(step.pk, [])))
    ]
    if flow.state not in {FlowStatus.RUNNING, FlowStatus.STOPPED}:
        return done
    here = [step.element for step in steps if step.state == StepStatus.OPEN]
    return done + current + [Mark(definition.label(element), "waiting") for element in _ahead(definition, here, flow)]


def _done(step: Step, works: list[Work]) -> Mark:
    acted = {status.value for status in ACTED}
    doers = [work for work in works if WorkKind(work.kind).responsible and work.state in acted]
    debts = {
        work.holder_id: _ORIGINAL if _on_paper(work) else work.state for work in works if work.kind == WorkKind.DEFERRED
    }
    people = dict.fromkeys(_who(work) + _by_phone(work, debts) for work in doers)
    return Mark(step.name, "done", "、".join(people), step.closed_at)


def _on_paper(debt: Work) -> bool:
    """The signature was on a paper original: owed and settled in one move."""
    return debt.closed_in is not None and debt.closed_in == debt.opened_in


def _current(step: Step, works: list[Work]) -> Mark | None:
    """A step lies with its holders; one that waits for a paper returned directly is marked so."""
    holders = [work for work in works if work.responsible]
    if not holders:
        return Mark(step.name, "returned", "待改后直送", step.opened_at)
    return Mark(step.name, "current", "、".join(dict.fromkeys(map(_who, holders))), holders[0].received_at)


def _who(work: Work) -> str:
    return f"{work.holder.name}（代{work.on_behalf_of.name}）" if work.on_behalf_of else work.holder.name


def _by_phone(work: Work, debts: dict[int, str]) -> str:
    """What became of an agreement by telephone; nothing for a work done by hand."""
    if work.state != WorkStatus.BY_PHONE:
        return ""
    owed = debts.get(work.on_behalf_of_id or work.holder_id, "")
    if owed == _ORIGINAL:
        return "（纸质原件签批）"
    return {WorkStatus.DONE: "（电话同意，已补签）", WorkStatus.REFUSED: "（电话同意，后不予补签）"}.get(
        WorkStatus(owed) if owed else WorkStatus.OPEN, "（电话同意·待补签）"
    )


def _ahead(definition: Procedure, here: list[str], flow: Flow) -> list[str]:
    """The steps that would follow if nothing were changed, gateways answered with what is known now."""
    values = definition.values(flow.variables)
    found: dict[str, None] = {}
    todo = [element for start in here for element in definition.ahead(start, values)]
    while todo:
        element = todo.pop(0)
        if element not in found and element not in here:
            found[element] = None
            todo.extend(definition.ahead(element, values))
    return list(found)
