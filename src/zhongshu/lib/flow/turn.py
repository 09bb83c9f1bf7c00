"""A turn: the working copy of a flow while one move is made. What is not changed stays the very same object."""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from typing import Any

from zhongshu.lib.flow.scene import Scene
from zhongshu.lib.flow.state import FlowState, LogEntry, Opinion, Phone, Step, Work, live_queue, within
from zhongshu.lib.flow.vocabulary import (
    Move,
    OpinionKind,
    PhoneStatus,
    StepStatus,
    Verdict,
    WorkKind,
    WorkStatus,
)


class Turn:
    """``act`` is the number of this act; ``finish`` writes its log entry and gives the new state."""

    def __init__(self, state: FlowState, scene: Scene, actor: int | None) -> None:
        self.before = state
        self.scene = scene
        self.actor = actor
        self.on_behalf_of: int | None = None
        self.status = state.status
        self.variables = dict(state.variables)
        self.last_no = state.last_no
        self.act = self.number()
        self.steps = {step.no: step for step in state.steps}
        self.works = {work.no: work for work in state.works}
        self.phones = {phone.no: phone for phone in state.phones}
        self.opinions: list[Opinion] = []

    def number(self) -> int:
        self.last_no += 1
        return self.last_no

    def scratch(self) -> "Turn":
        """A copy to try something on; nothing done to it shows here."""
        copied = copy(self)
        copied.variables, copied.steps = dict(self.variables), dict(self.steps)
        copied.works, copied.phones, copied.opinions = dict(self.works), dict(self.phones), list(self.opinions)
        return copied

    def values(self) -> dict[str, Any]:
        return self.scene.procedure.values(self.variables)

    # steps
    def open_step(self, element: str, lane: str, status: StepStatus = StepStatus.OPEN, **more: Any) -> Step:
        earlier = [step for step in self.steps.values() if step.element == element]
        step = Step(self.number(), element, lane, len(earlier) + 1, status, self.scene.now, self.act, **more)
        self.steps[step.no] = step
        return step

    def change_step(self, no: int, **fields: Any) -> Step:
        self.steps[no] = replace(self.steps[no], **fields)
        return self.steps[no]

    def close_step(self, no: int, status: StepStatus) -> None:
        self.change_step(no, status=status, closed_at=self.scene.now, closed_in=self.act)

    # works
    def open_work(self, step: Step, kind: WorkKind, person: int, *, lane: str, **more: Any) -> Work:
        """Put a work before ``person``, or before the stand-in when the person is absent."""
        stand_in = self.scene.roster.stand_in(person) if kind not in {WorkKind.READ, WorkKind.DEFERRED} else None
        fields: dict[str, Any] = {
            "place": 1,
            "status": WorkStatus.OPEN,
            "sender": self.actor,
            "holder": stand_in or person,
            "on_behalf_of": person if stand_in else None,
        } | more
        if fields["status"] != WorkStatus.WAITING:
            fields |= {"activated_in": self.act, "received_at": self.scene.now}
        work = Work(self.number(), step.no, lane, kind=kind, opened_in=self.act, opened_at=self.scene.now, **fields)
        self.works[work.no] = work
        return work

    def change_work(self, no: int, **fields: Any) -> Work:
        self.works[no] = replace(self.works[no], **fields)
        return self.works[no]

    def close_work(self, no: int, status: WorkStatus, **fields: Any) -> None:
        self.change_work(no, status=status, closed_at=self.scene.now, closed_in=self.act, **fields)

    def activate(self, no: int) -> None:
        """A waiting work's turn has come."""
        work = self.works[no]
        task = self.scene.procedure.tasks.get(self.steps[work.step].element)
        limit = task.limit(self.before.urgency) if task and work.kind.responsible else ""
        due = self.scene.deadline(self.scene.now, limit) if limit else work.due_at
        status = WorkStatus.IN_HAND if work.signed_at else WorkStatus.OPEN
        self.change_work(no, status=status, activated_in=self.act, received_at=self.scene.now, due_at=due)

    def queue(self, step: int, lane: str) -> list[Work]:
        return live_queue(self.works.values(), step, lane)

    def close_scope(self, scope: str, works: WorkStatus, steps: StepStatus = StepStatus.CANCELLED) -> None:
        """Take back everything open in ``scope`` and its branches: nothing there stays on a desk."""
        for step in list(self.steps.values()):
            if step.status in {StepStatus.OPEN, StepStatus.WAITING} and within(step.lane, scope):
                self.close_step(step.no, steps)
        for work in list(self.works.values()):
            ours = work.kind.responsible or work.kind == WorkKind.ASKED
            if work.live and ours and within(work.lane, scope):
                self.close_work(work.no, works)

    # records
    def opine(self, work: Work, kind: OpinionKind, text: str, verdict: Verdict = Verdict.NONE, **who: Any) -> None:
        """Write an opinion down; nothing is written when there is neither text nor verdict."""
        if not text and verdict is Verdict.NONE:
            return
        element = self.steps[work.step].element
        fields: dict[str, Any] = {"person": self.actor, "on_behalf_of": self.on_behalf_of} | who
        self.opinions.append(
            Opinion(
                self.number(), self.act, work.step, work.no, element,
                kind=kind, verdict=verdict, text=text, at=self.scene.now, **fields,
            )
        )  # fmt: skip

    def keep_phone(self, phone: Phone) -> None:
        self.phones[phone.no] = phone

    def settle_phone(self, no: int, status: PhoneStatus) -> None:
        self.phones[no] = replace(self.phones[no], status=status, settled_at=self.scene.now)

    def finish(
        self, move: Move, *, work: Work | None = None, step: int | None = None, note: str = "", told: Iterable[int] = ()
    ) -> FlowState:
        """The new state, this act logged."""
        told = tuple(dict.fromkeys(person for person in told if person != self.actor))
        step_no = step or (work.step if work else None)
        entry = LogEntry(
            self.act,
            self.scene.now,
            move,
            self.actor,
            self.on_behalf_of,
            step_no,
            work.no if work else None,
            note,
            told,
        )
        return replace(
            self.before,
            status=self.status,
            variables=self.variables,
            steps=tuple(self.steps.values()),
            works=tuple(self.works.values()),
            opinions=(*self.before.opinions, *self.opinions),
            phones=tuple(self.phones.values()),
            log=(*self.before.log, entry),
            last_no=self.last_no,
        )
