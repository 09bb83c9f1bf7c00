"""One flow as immutable plain data. People are integers, times are aware datetimes, everything else is numbered.

Steps, works, opinions, phone approvals and log entries of one flow share one run of numbers (``no``); the number
of a log entry is the number of the act that made it, and ``opened_in`` / ``closed_in`` point at acts.

A *lane* names a branch: "0" the trunk, "0/7.1" the second branch of the parallel split recorded as step 7,
"0/9#0" the first countersigner of step 9. In each lane exactly one work is active: its holder is responsible.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from zhongshu.lib.flow.conditions import Value
from zhongshu.lib.flow.vocabulary import (
    FlowStatus,
    Move,
    OpinionKind,
    PhoneStatus,
    StepStatus,
    Verdict,
    WorkKind,
    WorkStatus,
)
from zhongshu.lib.refusal import Refused

TRUNK = "0"
ACTED = frozenset(
    {
        WorkStatus.DONE, WorkStatus.BY_PHONE, WorkStatus.RETURNED, WorkStatus.HANDED_ON, WorkStatus.DELEGATED,
        WorkStatus.REFUSED,
    }
)  # fmt: skip
Numbered = TypeVar("Numbered", "Step", "Work")


@dataclass(frozen=True, slots=True)
class Step:
    """One visit of a branch to an element.

    ``back_to``: after a direct return, the step that waits and gets the paper back. ``undone_in``: the act that
    sent the paper back to before this step, so that it has to be walked again.
    """

    no: int
    element: str
    lane: str
    round: int
    status: StepStatus
    opened_at: datetime
    opened_in: int
    closed_at: datetime | None = None
    closed_in: int | None = None
    undone_in: int | None = None
    back_to: int | None = None
    back_person: int | None = None
    choice: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    timers_fired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """Something on one person's desk. ``on_behalf_of``: whose stand-in the holder is (代)."""

    no: int
    step: int
    lane: str
    place: int
    kind: WorkKind
    status: WorkStatus
    holder: int
    sender: int | None
    opened_in: int
    opened_at: datetime
    on_behalf_of: int | None = None
    activated_in: int | None = None
    received_at: datetime | None = None
    signed_at: datetime | None = None
    due_at: datetime | None = None
    closed_at: datetime | None = None
    closed_in: int | None = None
    verdict: Verdict = Verdict.NONE
    chased: int = 0

    @property
    def principal(self) -> int:
        """Whose work it properly is."""
        return self.on_behalf_of or self.holder

    @property
    def live(self) -> bool:
        return self.status.live

    @property
    def active(self) -> bool:
        return self.status.active


@dataclass(frozen=True, slots=True)
class Opinion:
    """Words somebody wrote. Never changed and never removed, whatever happens to the flow."""

    no: int
    act: int
    step: int
    work: int
    element: str
    person: int
    on_behalf_of: int | None
    kind: OpinionKind
    verdict: Verdict
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """What was asked and answered by telephone."""

    at: datetime
    question: str
    answer: str
    witness: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone approval and the signature owed for it. ``debt``: the number of the leader's 补签 work."""

    no: int
    step: int
    work: int
    debt: int
    leader: int
    officer: int
    call: PhoneCall
    recorded_at: datetime
    due_at: datetime
    status: PhoneStatus = PhoneStatus.OWED
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One act. ``told``: who is to be told of it, with ``note`` in words."""

    no: int
    at: datetime
    move: Move
    actor: int | None
    on_behalf_of: int | None
    step: int | None
    work: int | None
    note: str
    told: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowState:
    """Everything about one flow. A store may leave out opinions and log entries it has already kept: no move reads them."""

    starter: int
    urgency: str = "normal"
    status: FlowStatus = FlowStatus.RUNNING
    variables: Mapping[str, Value] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    works: tuple[Work, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    phones: tuple[Phone, ...] = ()
    log: tuple[LogEntry, ...] = ()
    last_no: int = 0

    def step(self, no: int) -> Step:
        return _by_no(self.steps, no, "环节")

    def work(self, no: int) -> Work:
        return _by_no(self.works, no, "办理事项")

    def responsible(self) -> Iterator[Work]:
        """The works whose holders answer for the flow now, one in each open lane."""
        return (work for work in self.works if work.active and work.kind.responsible)

    def in_force(self) -> frozenset[int]:
        """Numbers of the steps where the paper lies now."""
        return frozenset(work.step for work in self.responsible())

    def queue(self, step: int, lane: str) -> list[Work]:
        """The live works of one lane of a step in the order they will be done."""
        return live_queue(self.works, step, lane)

    def acted(self) -> tuple[int, ...]:
        """Everybody who has done something with the paper, the starter first."""
        doers = (work.holder for work in self.works if work.status in ACTED)
        return tuple(dict.fromkeys((self.starter, *doers)))


def live_queue(works: Iterable[Work], step: int, lane: str) -> list[Work]:
    """Responsible works still to be done in one lane of one step, in order."""
    found = [w for w in works if w.step == step and w.lane == lane and w.live and w.kind.responsible]
    return sorted(found, key=lambda work: (work.place, work.no))


def within(lane: str, scope: str) -> bool:
    """Whether ``lane`` is ``scope`` itself or a branch of it."""
    return lane == scope or lane.startswith(f"{scope}/")


def parent(lane: str) -> str:
    """The lane that ``lane`` branched off from; the trunk's parent is the trunk."""
    return lane.rpartition("/")[0] or lane


def common(one: str, other: str) -> str:
    """The longest lane that both lie in."""
    shared = []
    for left, right in zip(one.split("/"), other.split("/"), strict=False):
        if left != right:
            break
        shared.append(left)
    return "/".join(shared)


def _by_no(items: "tuple[Numbered, ...]", no: int, what: str) -> "Numbered":
    for item in items:
        if item.no == no:
            return item
    raise Refused(f"这份公文的流转里没有第 {no} 号{what}。", remedy="页面可能已过时，请刷新后再办。")
