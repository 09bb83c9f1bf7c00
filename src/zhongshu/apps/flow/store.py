"""Between rows and `FlowState`: load one flow in four queries, save only what a move changed.

Columns are read as plain tuples: a flow of forty works costs no forty model instances.
"""

from dataclasses import dataclass, field
from typing import Any

from zhongshu.apps.flow.boxes import box_of, ordering_time
from zhongshu.apps.flow.models import DeferredSignature, Flow, Procedure, Step, Work
from zhongshu.apps.org.models import Organ
from zhongshu.apps.prepared import ALIAS, Insert, Prepared, Update
from zhongshu.lib.flow import FlowState, Scene
from zhongshu.lib.flow import state as plain
from zhongshu.lib.flow.moves import next_timer
from zhongshu.lib.flow.vocabulary import FlowStatus, PhoneStatus, StepStatus, Verdict, WorkKind, WorkStatus

# Attribute of the engine's dataclass → column; all others have the same name.
_STEP = (
    "no", "element", "lane", "round", "status", "opened_at", "opened_in", "closed_at", "closed_in", "undone_in",
    "back_to", "back_person", "choice", "timers_fired",
)  # fmt: skip
_WORK = (
    "no", "step", "lane", "place", "kind", "status", "holder", "sender", "opened_in", "opened_at", "on_behalf_of",
    "activated_in", "received_at", "signed_at", "due_at", "closed_at", "closed_in", "verdict", "chased",
)  # fmt: skip
_COLUMN = {"status": "state", "holder": "holder_id", "sender": "sender_id", "on_behalf_of": "on_behalf_of_id"}
_OVER = frozenset({FlowStatus.COMPLETED, FlowStatus.TERMINATED})

_FLOW_COLUMNS = [field.attname for field in Flow._meta.concrete_fields]
_PROCEDURE_COLUMNS = ["id", "organ_id", "key", "name", "version", "digest"]
_ORGAN_COLUMNS = ["id", "name", "short_name", "office_of_id"]
_STEP_COLUMNS = ["pk", "name", *(_COLUMN.get(name, name) for name in _STEP)]
_WORK_COLUMNS = ["pk", *("step_id" if name == "step" else _COLUMN.get(name, name) for name in _WORK)]

_FLOW = Prepared(lambda key: Flow.objects.filter(pk=key).order_by().values_list(*_FLOW_COLUMNS))
_FLOW_LOCKED = Prepared(
    lambda key: Flow.objects.select_for_update().filter(pk=key).order_by().values_list(*_FLOW_COLUMNS)
)
#: Of procedure and organ only what a move asks for.
_PROCEDURE = Prepared(
    lambda key: (
        Procedure.objects.filter(pk=key)
        .order_by()
        .values_list(*_PROCEDURE_COLUMNS, *(f"organ__{name}" for name in _ORGAN_COLUMNS))
    )
)
_STEPS = Prepared(lambda flow: Step.objects.filter(flow=flow).order_by("no").values_list(*_STEP_COLUMNS))
_WORKS = Prepared(lambda flow: Work.objects.filter(flow=flow).order_by("no").values_list(*_WORK_COLUMNS))

_ADD_STEPS, _ADD_WORKS = Insert(Step), Insert(Work)
_ALTER_FLOW, _ALTER_STEP, _ALTER_WORK = Update(Flow), Update(Step), Update(Work)


@dataclass
class Loaded:
    """A flow as it was found: its row, its plain state, and the keys and names of its rows by number."""

    flow: Flow
    state: FlowState
    step_keys: dict[int, int] = field(default_factory=dict)
    step_names: dict[int, str] = field(default_factory=dict)
    work_keys: dict[int, int] = field(default_factory=dict)


@dataclass
class Changes:
    """The rows a move touched, for the announcements."""

    entered: list[Step]
    opened: list[Work]
    closed: list[Work]


def load(flow_pk: int, *, lock: bool = False) -> Loaded:
    """The flow with everything a move needs; ``lock`` keeps others off the row until the transaction ends."""
    flow = _read_flow(flow_pk, lock=lock)
    loaded = Loaded(flow, FlowState(starter=flow.starter_id))
    steps = _read_steps(loaded)
    works = _read_works(loaded)
    loaded.state = FlowState(
        starter=flow.starter_id,
        urgency=flow.urgency,
        status=FlowStatus(flow.state),
        variables=flow.variables,
        steps=steps,
        works=works,
        phones=_read_phones(loaded) if any(work.kind is WorkKind.DEFERRED for work in works) else (),
        last_no=flow.last_no,
    )
    return loaded


def _read_flow(pk: int, *, lock: bool) -> Flow:
    found = (_FLOW_LOCKED if lock else _FLOW).rows(pk)
    if not found:
        raise Flow.DoesNotExist(f"flow {pk}")
    flow: Flow = Flow.from_db(ALIAS, _FLOW_COLUMNS, found[0])
    [row] = _PROCEDURE.rows(flow.procedure_id)
    width = len(_PROCEDURE_COLUMNS)
    flow.procedure = Procedure.from_db(ALIAS, _PROCEDURE_COLUMNS, row[:width])
    # A flow runs in the organ whose procedure it is.
    flow.organ = flow.procedure.organ = Organ.from_db(ALIAS, _ORGAN_COLUMNS, row[width:])
    return flow


def _read_steps(loaded: Loaded) -> tuple[plain.Step, ...]:
    steps = []
    for pk, label, *values in _STEPS.rows(loaded.flow.pk):
        fields: dict[str, Any] = dict(zip(_STEP, values, strict=True))
        fields["status"] = StepStatus(fields["status"])
        fields["choice"] = {element: tuple(people) for element, people in fields["choice"].items()}
        fields["timers_fired"] = tuple(fields["timers_fired"])
        step = plain.Step(**fields)
        loaded.step_keys[step.no], loaded.step_names[step.no] = pk, label
        steps.append(step)
    return tuple(steps)


def _read_works(loaded: Loaded) -> tuple[plain.Work, ...]:
    numbers = {pk: no for no, pk in loaded.step_keys.items()}
    works = []
    for pk, *values in _WORKS.rows(loaded.flow.pk):
        fields: dict[str, Any] = dict(zip(_WORK, values, strict=True))
        fields |= {
            "step": numbers[fields["step"]],
            "kind": WorkKind(fields["kind"]),
            "status": WorkStatus(fields["status"]),
            "verdict": Verdict(fields["verdict"]),
        }
        work = plain.Work(**fields)
        loaded.work_keys[work.no] = pk
        works.append(work)
    return tuple(works)


def _read_phones(loaded: Loaded) -> tuple[plain.Phone, ...]:
    rows = DeferredSignature.objects.filter(flow=loaded.flow).select_related("approval__step", "approval__work", "debt")
    return tuple(_phone(row) for row in rows.order_by("approval__no"))


def _phone(row: DeferredSignature) -> plain.Phone:
    approval = row.approval
    return plain.Phone(
        no=approval.no,
        step=approval.step.no,
        work=approval.work.no,
        debt=row.debt.no,
        leader=row.leader_id,
        officer=approval.officer_id,
        call=plain.PhoneCall(approval.called_at, approval.question, approval.answer, approval.witness),
        recorded_at=approval.recorded_at,
        due_at=row.due_at,
        status=PhoneStatus(row.state),
        settled_at=row.settled_at,
    )


def save(loaded: Loaded, after: FlowState, scene: Scene) -> Changes:
    """Write the flow, steps and works that differ from ``loaded.state``; what is the same object is skipped."""
    _save_flow(loaded, after, scene)
    entered = _save_steps(loaded, after, scene)
    opened, closed = _save_works(loaded, after, scene)
    return Changes(entered, opened, closed)


def _save_flow(loaded: Loaded, after: FlowState, scene: Scene) -> None:
    flow, before = loaded.flow, loaded.state
    changed: dict[str, Any] = {"last_no": after.last_no}
    if after.status is not before.status:
        changed |= {"state": after.status, "ended_at": scene.now if after.status in _OVER else None}
    if after.variables != before.variables:
        changed["variables"] = dict(after.variables)
    if after.starter != before.starter:
        changed["starter_id"] = after.starter
    for name, value in changed.items():
        setattr(flow, name, value)
    _ALTER_FLOW.row(flow.pk, **changed)


def _save_steps(loaded: Loaded, after: FlowState, scene: Scene) -> list[Step]:
    before = {step.no: step for step in loaded.state.steps}
    stopping = after.status is not loaded.state.status
    new = []
    for step in after.steps:
        old = before.get(step.no)
        if step is old and not (stopping and step.status is StepStatus.OPEN):
            continue
        due = next_timer(after, scene, step)
        values = _differing(old, step, _STEP) | {"next_timer_at": due[0] if due else None}
        if "choice" in values:
            values["choice"] = {element: list(people) for element, people in step.choice.items()}
        if old is None:
            new.append(Step(flow=loaded.flow, name=scene.procedure.label(step.element), **values))
        else:
            _ALTER_STEP.row(loaded.step_keys[step.no], **values)
    _ADD_STEPS.rows(new)
    loaded.step_keys |= {row.no: row.pk for row in new}
    loaded.step_names |= {row.no: row.name for row in new}
    return [row for row in new if row.element in scene.procedure.tasks]


def _differing(old: Any, new: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Column → value of what differs; everything when there was no old one."""
    return {
        _COLUMN.get(name, name): getattr(new, name)
        for name in names
        if old is None or getattr(old, name) != getattr(new, name)
    }


def _save_works(loaded: Loaded, after: FlowState, scene: Scene) -> tuple[list[Work], list[Work]]:
    """Works no longer responsible are written first: the database lets a lane have one responsible holder at most."""
    before = {work.no: work for work in loaded.state.works}
    changed = [work for work in after.works if work is not before.get(work.no)]
    changed.sort(key=lambda work: (work.active and work.kind.responsible, work.no))
    new, opened, closed = [], [], []
    for work in changed:
        old = before.get(work.no)
        row = _row(loaded, work, after.status)
        if old is None:
            new.append(row)
        else:
            derived = {"responsible": row.responsible, "box": row.box, "at": row.at}
            values = _differing(old, work, tuple(name for name in _WORK if name != "step"))
            _ALTER_WORK.row(row.pk, **values, **derived)
        if work.active and not (old and old.active and old.holder == work.holder):
            opened.append(row)
        elif old and old.active and not work.active:
            closed.append(row)
    _ADD_WORKS.rows(new)
    loaded.work_keys |= {row.no: row.pk for row in new}
    _tidy_boxes(loaded, after, scene, changed)
    return opened, closed


def _row(loaded: Loaded, work: plain.Work, status: FlowStatus) -> Work:
    """The whole row of a work, with what list pages show beside it."""
    flow = loaded.flow
    columns = {_COLUMN.get(name, name): getattr(work, name) for name in _WORK if name != "step"}
    return Work(
        pk=loaded.work_keys.get(work.no),
        flow=flow,
        step_id=loaded.step_keys[work.step],
        step_name=loaded.step_names[work.step],
        responsible=work.active and work.kind.responsible,
        box=box_of(work, status),
        at=ordering_time(work),
        title=flow.title,
        urgency=flow.urgency,
        organ_id=flow.organ_id,
        subject_type=flow.subject_type,
        subject_id=flow.subject_id,
        **columns,
    )


def _tidy_boxes(loaded: Loaded, after: FlowState, scene: Scene, changed: list[plain.Work]) -> None:
    """已办 and 办结 show a flow once a person: by what the person did last. When a flow ends, 已办 becomes 办结."""
    finished = {Work.Box.DONE.value, Work.Box.COMPLETED.value}
    latest = {work.holder: work.no for work in changed if box_of(work, after.status) in finished}
    stale = [
        loaded.work_keys[work.no]
        for work in after.works
        if latest.get(work.holder, work.no) != work.no and box_of(work, after.status) in finished
    ]
    for pk in stale:
        _ALTER_WORK.row(pk, box=Work.Box.NONE)
    if after.status in _OVER and after.status is not loaded.state.status:
        done = Work.objects.filter(flow=loaded.flow, box=Work.Box.DONE)
        done.update(box=Work.Box.COMPLETED, at=scene.now)
