"""拟办 分办 办结, and the duty map that proposals are suggested from."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.incoming import guards
from zhongshu.apps.incoming.models import Paper, Proposal, UnitField
from zhongshu.apps.incoming.policy import proposals as rules
from zhongshu.apps.incoming.queries.papers import flow_of
from zhongshu.apps.incoming.queries.proposals import recent_proposals, suggestion_for
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person, Unit
from zhongshu.lib.refusal import Refused

WAYS = {"instruct": "呈领导批示", "assign": "直接分办", "read": "阅件，传阅后办结"}


def propose(
    *,
    actor: Person,
    paper: Paper,
    text: str,
    lead_unit: Unit | None = None,
    supporting: Sequence[Unit] = (),
    due_on: date | None = None,
    way: str = "instruct",
    signatory: str = "principal_leader",
    leader: Person | None = None,
    flags_answer: str = "",
) -> Proposal:
    """拟办, and on to the leader, to assignment or to reading.

    A proposal that says nothing, or is copied from another matter, is flagged; it goes on only with ``flags_answer``.
    """
    text = text.strip()
    with act(actor=actor, verb="incoming.propose", about=paper, summary=f"拟办《{paper.title}》：{text}") as this:
        paper = guards.locked(paper)
        work = guards.work_at(paper, actor, "propose")
        if way not in WAYS:
            raise Refused("没有选择呈送方式。")
        for unit in (lead_unit, *supporting):
            guards.unit_in_being(unit)
        suggestion = suggestion_for(paper, actor)
        flags = flags_of(paper, text, lead_unit, due_on, needs_lead=way != "read")
        if flags and not flags_answer.strip():
            raise Refused(
                f"拟办意见有问题：{''.join(flags)}没有提交。",
                remedy="请修改；确需这样写的，请在“对提示的说明”里写明理由。",
            )
        row = Proposal.objects.create(
            paper=paper, text=text, lead_unit=lead_unit, due_on=due_on, suggestion=suggestion.as_json(), flags=flags,
            fate=rules.fate_of(suggestion, text, lead_unit.pk if lead_unit else None),
            flags_answer=flags_answer.strip()[:300] if flags else "", by=actor,
        )  # fmt: skip
        row.supporting.set(supporting)
        set_handling(paper, lead_unit, supporting, due_on)
        holders = {"instruct": [leader]} if leader is not None and way == "instruct" else {}
        flow_actions.submit(
            actor=actor, work=work, text=text, holders=holders, variables={"way": way, "signatory": signatory}
        )
        this.data = {"way": way, "fate": row.fate, "flags": flags, "lead": lead_unit.pk if lead_unit else None}
    return row


def flags_of(paper: Paper, text: str, lead: Unit | None, due_on: date | None, *, needs_lead: bool = True) -> list[str]:
    """What is wrong with a proposal, before it is sent."""
    return rules.flags(
        text, title=paper.title, lead=lead is not None, due=due_on is not None, others=recent_proposals(paper),
        needs_lead=needs_lead,
    )  # fmt: skip


def set_handling(paper: Paper, lead: Unit | None, supporting: Sequence[Unit], due_on: date | None) -> None:
    """Who leads and supports, by when; what is not said stays as it was."""
    if due_on is not None:
        paper.due_at, paper.due_on = guards.due_ahead(due_on), due_on
    if lead is not None:
        paper.lead_unit = lead
    paper.save(update_fields=["due_on", "due_at", "lead_unit", "changed_at"])
    if supporting:
        paper.supporting_units.set(supporting)


def keep_deadline(actor: Person, paper: Paper) -> None:
    """Whoever handles a paper that says by when has until then, not the step's usual days: one paper, one deadline."""
    flow = flow_of(paper)
    if flow is not None and paper.due_at is not None:
        flow_actions.retime(actor=actor, flow=flow, element="handle", due_at=paper.due_at)


def assign(
    *,
    actor: Person,
    paper: Paper,
    handler: Person | None = None,
    lead_unit: Unit | None = None,
    supporters: Sequence[Person] = (),
    due_on: date | None = None,
    needs_answer: bool = False,
    reading_only: bool = False,
    text: str = "",
) -> Paper:
    """分办: to one handler who answers for it, and to those who support; or only to be read."""
    with act(actor=actor, verb="incoming.assign", about=paper) as this:
        paper = guards.locked(paper)
        work = guards.work_at(paper, actor, "assign")
        unit = lead_unit or (org.main_unit(handler) if handler else None)
        guards.unit_in_being(unit)
        if not reading_only and handler is None:
            raise Refused("没有选择承办人，没有分办。", remedy="每件来文须有一个承办人；只传阅的请勾选“只传阅”。")
        if handler is not None and handler in supporters:
            raise Refused(f"{handler}已是主办，不必再列为协办。")
        units = [found for person in supporters if (found := org.main_unit(person)) is not None]
        set_handling(paper, None if reading_only else unit, units, due_on)
        paper.needs_answer = needs_answer
        paper.save(update_fields=["needs_answer"])
        simple = "supporters" not in _variables(work.flow_id)
        variables: dict[str, object] = {"reading_only": reading_only}
        if not simple:
            variables["supporters"] = [person.pk for person in supporters] if not reading_only else []
        flow_actions.submit(
            actor=actor, work=work, text=text.strip(), holders={"handle": [handler]} if handler else {},
            variables=variables,  # type: ignore[arg-type]
        )  # fmt: skip
        keep_deadline(actor, paper)
        this.summary = f"分办《{paper.title}》：" + ("只传阅" if reading_only else f"{unit or ''}{handler}主办")
        this.data = {"handler": handler.pk if handler else None, "supporters": [person.pk for person in supporters]}
    return paper


def _variables(flow_id: int) -> set[str]:
    from zhongshu.apps.flow import queries as flows
    from zhongshu.apps.flow.models import Flow

    return set(flows.definition(Flow.objects.select_related("procedure").get(pk=flow_id)).variables)


def complete(*, actor: Person, paper: Paper, result: str) -> Paper:
    """办结: the result is written down and the answer, if one is owed, is out."""
    result = result.strip()
    with act(actor=actor, verb="incoming.complete", about=paper, summary=f"办结《{paper.title}》：{result}"):
        paper = guards.locked(paper)
        work = guards.work_at(paper, actor, "complete")
        if not result:
            raise Refused("请写明办理结果，没有办结。")
        paper.result = result[:500]
        guards.answered(paper)
        paper.completed_at = timezone.now()
        paper.save(update_fields=["result", "completed_at", "changed_at"])
        flow_actions.submit(actor=actor, work=work, text=result)
    return paper


def set_unit_field(*, actor: Person, unit: Unit, words: str) -> UnitField:
    """Write down what a unit is responsible for. By the organ's director, deputy director or clerk."""
    with act(actor=actor, verb="incoming.set_unit_field", about=unit, summary=f"{unit}职责关键词：{words}") as this:
        held = org.duties_by_organ(actor)
        bodies = {unit.organ_id, *unit.organ.offices.values_list("pk", flat=True)}
        wanted = {(body, duty.value) for body in bodies for duty in (Duty.DIRECTOR, Duty.DEPUTY_DIRECTOR, Duty.CLERK)}
        if not held & wanted:
            raise Refused("职责分工由办公室主任、副主任或文书维护，没有改动任何内容。")
        guards.unit_in_being(unit)
        kept = "、".join(rules.words_of(words))
        row, _ = UnitField.objects.update_or_create(unit=unit, defaults={"words": kept, "changed_by": actor})
        this.data = {"words": kept}
    return row
