"""``{% load flow %}``: where a paper stands, what I can do now, the opinions, the diagram."""

from dataclasses import dataclass, field
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone

from zhongshu.apps.flow import progress, queries
from zhongshu.apps.flow.forms import FORMS, Desk, MoveForm
from zhongshu.apps.flow.models import Flow, Work
from zhongshu.apps.flow.queries import Offered
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person
from zhongshu.lib.flow import sentences
from zhongshu.lib.flow.vocabulary import Move, WorkStatus

register = template.Library()

#: The moves that carry a matter on; the first one allowed is shown with its form, the rest behind a button.
FORWARD = (
    Move.SUBMIT, Move.COUNTERSIGN, Move.VOTE, Move.ANSWER, Move.COUNTERSIGN_LATER, Move.MARK_READ,
)  # fmt: skip
#: What reads as an everyday refusal is explained; that an administrator's move is not mine needs no saying.
NOT_EXPLAINED = frozenset({Move.JUMP, Move.TERMINATE, Move.REASSIGN, Move.CHASE, Move.APPROVE_BY_PHONE, Move.SIGN_FOR})


@dataclass
class Desktop:
    """One of the works I can do something about: its form, its buttons, and what is not possible now.

    ``past``: mine, and no longer before me.
    """

    work: Work
    mine: bool
    past: bool
    form: MoveForm | None = None
    forward: Move | None = None
    buttons: list[Offered] = field(default_factory=list)
    refused: list[Offered] = field(default_factory=list)

    @property
    def late(self) -> bool:
        return self.work.due_at is not None and self.work.due_at < timezone.now()


@register.inclusion_tag("flow/parts/steps.html")
def flow_steps(flow: Flow | None) -> dict[str, Any]:
    """The line of steps: done with name and time, current with holder, and what lies ahead."""
    return {"flow": flow, "steps": progress.line(flow) if flow else []}


@register.inclusion_tag("flow/parts/moves.html", takes_context=True)
def flow_moves(context: Context, flow: Flow | None, person: Person | None, exclude: str = "") -> dict[str, Any]:
    """What ``person`` can do now. ``exclude``: moves (by value, separated by spaces) that the page offers itself."""
    here: dict[str, Any] = {
        "flow": flow, "request": context.get("request"), "csrf_token": context.get("csrf_token"), "desktops": [],
        "idle": True,
    }  # fmt: skip
    if flow is None or person is None or org.administrator_role(person):
        return here
    left_out = set(exclude.split())
    offered = [offer for offer in queries.moves_for(person, flow) if offer.move.value not in left_out]
    here["desktops"] = _desktops(person, offered)
    here["idle"] = not any(desktop.mine and not desktop.past for desktop in here["desktops"])
    here["holders"] = list(queries.active_works(flow))
    return here


def _desktops(person: Person, offered: list[Offered]) -> list[Desktop]:
    found: dict[int, Desktop] = {}
    for offer in offered:
        mine = person.pk in {offer.work.holder_id, offer.work.on_behalf_of_id}
        desktop = found.setdefault(
            offer.work.pk, Desktop(offer.work, mine, mine and not WorkStatus(offer.work.state).live)
        )
        if offer.move not in FORMS:
            continue
        if not offer.allowed:
            desktop.refused += [offer] if mine and offer.move not in NOT_EXPLAINED else []
        elif offer.move in FORWARD and desktop.form is None and mine:
            desktop.forward = offer.move
            desktop.form = FORMS[offer.move](Desk(offer.work, person))
        else:
            desktop.buttons.append(offer)
    _say_once(list(found.values()))
    useful = [desktop for desktop in found.values() if desktop.form or desktop.buttons or desktop.refused]
    return sorted(useful, key=lambda desktop: (not desktop.form, not desktop.mine))


def _say_once(desktops: list[Desktop]) -> None:
    """What can be done about several works one has done is offered with the last of them only."""
    offered: set[Move] = set()
    for desktop in reversed([desktop for desktop in desktops if desktop.past]):
        desktop.buttons = [offer for offer in desktop.buttons if offer.move not in offered]
        offered |= {offer.move for offer in desktop.buttons}


@register.inclusion_tag("flow/parts/opinions.html")
def flow_opinions(flow: Flow | None) -> dict[str, Any]:
    """Every opinion ever written, and the phone approvals with what they still owe."""
    if flow is None:
        return {"opinions": [], "phones": []}
    return {"opinions": queries.opinions_of(flow), "phones": queries.phone_approvals_of(flow)}


@register.inclusion_tag("flow/parts/log.html")
def flow_log(flow: Flow | None) -> dict[str, Any]:
    """Every act on the flow, in order."""
    return {"log": queries.log_of(flow) if flow else []}


@register.inclusion_tag("flow/parts/diagram.html")
def flow_diagram(flow: Flow | None) -> dict[str, Any]:
    """The diagram with the current steps marked; the sentences below it say the same in words."""
    if flow is None:
        return {"flow": None}
    return {
        "flow": flow, "current": queries.current_elements(flow), "done": queries.done_elements(flow),
        "sentences": sentences(queries.definition(flow)),
    }  # fmt: skip
