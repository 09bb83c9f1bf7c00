"""检查/说明."""

from datetime import date

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.files.actions import store
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision import guards
from zhongshu.apps.supervision.actions.opening import locked
from zhongshu.apps.supervision.actions.reporting import File
from zhongshu.apps.supervision.actions.telling import tell
from zhongshu.apps.supervision.models import SupervisedMatter, UnitExplanation
from zhongshu.lib.refusal import Refused


def demand_explanation(
    *, actor: Person, matter: SupervisedMatter, kind: str, reason: str, due_on: date
) -> UnitExplanation:
    """Ask the responsible unit for a written explanation or self-criticism."""
    with act(actor=actor, verb="supervision.demand_explanation", about=matter) as this:
        matter = locked(matter)
        guards.is_open(matter)
        guards.supervising_side(actor, matter)
        if not reason.strip():
            raise Refused("请写明为什么要求说明。")
        guards.in_time(due_on)
        if matter.explanations.filter(unit=matter.unit).exclude(state=UnitExplanation.State.ACCEPTED).exists():
            raise Refused(f"{matter.unit}还有一份检查说明没有了结，没有重复要求。")
        row = UnitExplanation.objects.create(
            matter=matter, unit=matter.unit, kind=kind, reason=reason.strip(), due_on=due_on, demanded_by=actor,
            demanded_at=timezone.now(),
        )  # fmt: skip
        this.summary, this.data = f"{matter.number}要求{matter.unit}作{row.get_kind_display()}", {"explanation": row.pk}
        text = f"请就{matter.number}提交{row.get_kind_display()}，{due_on:%-m月%-d日}前：{row.reason}"
        tell(actor, matter, [matter.person], text, key=f"supervision:explain:{row.pk}")
    return row


def give_explanation(
    *, actor: Person, explanation: UnitExplanation, text: str, file: File | None = None
) -> UnitExplanation:
    """The unit writes it."""
    with act(actor=actor, verb="supervision.give_explanation", about=explanation.matter) as this:
        matter = locked(explanation.matter)
        guards.responsible_side(actor, matter)
        if explanation.state not in guards.OWED:
            raise Refused(f"这份{explanation.get_kind_display()}{explanation.get_state_display()}，不必再交。")
        if not text.strip():
            raise Refused("没有写内容，没有提交。", remedy="请写明事实、原因、责任和整改措施。")
        explanation.text, explanation.given_by, explanation.given_at = text.strip(), actor, timezone.now()
        explanation.state = UnitExplanation.State.GIVEN
        if file is not None:
            explanation.file = store(actor=actor, name=file[0], content=file[1])
        explanation.save()
        this.summary, this.data = (
            f"{matter.number}{explanation.unit}提交{explanation.get_kind_display()}",
            {"id": explanation.pk},
        )
        said = f"{explanation.unit}已就{matter.number}提交{explanation.get_kind_display()}"
        key = f"supervision:explained:{explanation.pk}:{explanation.given_at:%Y%m%d%H%M%S}"
        tell(actor, matter, [matter.supervisor], said, key=key)
    return explanation


def review_explanation(
    *, actor: Person, explanation: UnitExplanation, accepted: bool, words: str = ""
) -> UnitExplanation:
    """The supervising side accepts it or sends it back with words."""
    with act(actor=actor, verb="supervision.review_explanation", about=explanation.matter) as this:
        matter = locked(explanation.matter)
        guards.supervising_side(actor, matter)
        if explanation.state != UnitExplanation.State.GIVEN:
            raise Refused(f"这份{explanation.get_kind_display()}{explanation.get_state_display()}，现在不能审阅。")
        if not accepted and not words.strip():
            raise Refused("退回重写的，请写明要求。")
        states = UnitExplanation.State
        explanation.state, explanation.words = (states.ACCEPTED if accepted else states.SENT_BACK), words.strip()
        explanation.save()
        this.summary, this.data = f"{matter.number}{explanation}", {"id": explanation.pk, "accepted": accepted}
        said = f"{matter.number}的{explanation.get_kind_display()}{explanation.get_state_display()}" + (
            f"：{words.strip()}" if words.strip() else ""
        )
        tell(
            actor,
            matter,
            [matter.person],
            said,
            key=f"supervision:reviewed:{explanation.pk}:{timezone.now():%Y%m%d%H%M%S}",
        )
    return explanation
