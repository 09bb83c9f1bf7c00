"""One move on one flow: load, let the engine move it, let higher apps object, save what changed, make known, announce."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model

from zhongshu.apps.access.actions import make_known
from zhongshu.apps.access.subjects import person_key
from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.flow import events, store
from zhongshu.apps.flow.guards import ask_permission
from zhongshu.apps.flow.keeping import keep
from zhongshu.apps.flow.models import Flow, Log, Work
from zhongshu.apps.flow.roster import OrgRoster
from zhongshu.apps.flow.scenes import scene_for
from zhongshu.apps.org.models import Person
from zhongshu.lib.flow import FlowState, Scene
from zhongshu.lib.flow.vocabulary import FlowStatus, Move

Pure = Callable[[FlowState, Scene], FlowState]


def make_move(
    *,
    actor: Actor,
    flow: int,
    move: Move,
    pure: Pure,
    work: Work | None = None,
    data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Flow:
    """Make ``pure`` on the flow with this pk; Refused, and nothing changed, when a guard or a receiver objects.

    A move that turns out to change nothing (a timer already fired) is not recorded.
    """
    with act(actor=actor, verb=f"flow.{move.value}") as this:
        loaded = store.load(flow, lock=True)
        this.about = loaded.flow
        known = [actor] if isinstance(actor, Person) else []
        scene = scene_for(loaded.flow, *known, now=now)
        after = pure(loaded.state, scene)
        if after is loaded.state:
            raise NothingToDo
        element = loaded.state.step(after.log[-1].step or 0).element if work is not None else ""
        ask_permission(loaded.flow, move, actor, work, element=element, data=data)
        changes, log = store.save(loaded, after, scene), keep(loaded, after)
        this.summary, this.data = _summary(loaded.flow, log), _record(after, data or {})
        this.on_behalf_of = scene.roster.name(log.on_behalf_of_id) if log.on_behalf_of_id else ""
        _make_known(actor, loaded.flow, changes.opened, scene)
        _announce(_Told(loaded, after, changes, log, actor, work, element, scene))
    return loaded.flow


class NothingToDo(Exception):
    """Nothing was due; raised to leave the act without a record."""


def record_start(*, actor: Person, flow: Flow, after: FlowState, scene: Scene) -> None:
    """Save a flow's first state and announce it (the flow's row is there already)."""
    loaded = store.Loaded(flow, FlowState(starter=actor.pk))
    changes, log = store.save(loaded, after, scene), keep(loaded, after)
    _make_known(actor, flow, changes.opened, scene)
    _announce(_Told(loaded, after, changes, log, actor, None, "", scene))


def _summary(flow: Flow, log: Log) -> str:
    step = f"“{log.step_name}”" if log.step_name else ""
    return f"《{flow.title}》{step}{log.get_move_display()}{f'：{log.note}' if log.note else ''}"


def _record(after: FlowState, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the audit chain keeps of a move: its number, what was chosen, and every word written."""
    entry = after.log[-1]
    words = [
        {"no": o.no, "person": o.person, "kind": o.kind.value, "verdict": o.verdict.value, "text": o.text}
        for o in after.opinions
        if o.act == entry.no
    ]
    kept = {key: value for key, value in data.items() if key not in {"text", "verdict"} and _is_plain(value)}
    return {"no": entry.no, "work": entry.work, "state": after.status.value, "opinions": words, **kept}


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float | bool | list | tuple | dict) and bool(value)


def subject_of(flow: Flow) -> Model:
    """The subject's model with its key, enough to grant on; not read from the database."""
    return apps.get_model(flow.subject_type)(pk=flow.subject_id)


def _make_known(actor: Actor, flow: Flow, opened: list[Work], scene: Scene) -> None:
    """Whoever gets a work may read the paper it is about."""
    roster = scene.roster
    assert isinstance(roster, OrgRoster)
    wanted = dict.fromkeys(pk for work in opened for pk in (work.holder_id, work.on_behalf_of_id) if pk)
    if not wanted:
        return
    roster.know(wanted)
    found = [person for pk in wanted if (person := roster.person(pk))]
    make_known(actor=actor, obj=subject_of(flow), subjects=map(person_key, found), reason="流转经手")
    for work in opened:
        if holder := roster.person(work.holder_id):
            work.holder = holder


@dataclass(frozen=True)
class _Told:
    """A saved move, with all that is said about it."""

    loaded: store.Loaded
    after: FlowState
    changes: store.Changes
    log: Log
    actor: Actor
    work: Work | None
    element: str
    scene: Scene


def _announce(told: _Told) -> None:
    flow, entry, before = told.loaded.flow, told.after.log[-1], told.loaded.state
    about: dict[str, Any] = {
        "sender": Flow,
        "flow": flow,
        "subject_type": flow.subject_type,
        "subject_id": flow.subject_id,
        "actor": told.actor,
    }
    for row in told.changes.closed:
        events.work_closed.send(work=row, **about)
    for step in told.changes.entered:
        events.step_entered.send(step=step, **about)
    for row in told.changes.opened:
        events.work_opened.send(work=row, **about)
    events.moved.send(move=entry.move, work=told.work, step=told.element, log=told.log, **about)
    if told.after.status is FlowStatus.COMPLETED and before.status is not FlowStatus.COMPLETED:
        events.flow_completed.send(**about)
    if told.after.status is FlowStatus.TERMINATED and before.status is not FlowStatus.TERMINATED:
        events.flow_terminated.send(reason=entry.note, **about)
    if entry.told:
        text = f"《{flow.title}》{entry.move.label}：{entry.note}"
        tell(told.scene, about, entry.told, text, f"flow:{flow.pk}:{entry.no}")


def tell(scene: Scene, about: dict[str, Any], people: tuple[int, ...], text: str, key: str) -> None:
    """Announce that ``people`` are to be told; whoever sends notifications receives it."""
    roster = scene.roster
    assert isinstance(roster, OrgRoster)
    roster.know(people)
    found = [person for pk in people if (person := roster.person(pk))]
    events.people_told.send(people=found, text=text.rstrip("："), key=key, **about)
