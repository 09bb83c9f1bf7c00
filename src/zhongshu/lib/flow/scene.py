"""The circumstances of a move: the procedure, the people, the calendar, the time. All passed in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from zhongshu.lib.flow.procedure import Procedure

PHONE_LIMIT = "P3D"


class Roster(Protocol):
    """What the engine must know about people; every person is an integer."""

    def candidates(self, duty: str, unit: str, starter: int) -> Sequence[int]:
        """Who may hold ``duty``, highest rank first; ``unit`` "starter" narrows to the starter's unit."""

    def where(self, unit: str, starter: int) -> str:
        """What to call the place in which a duty was looked for, for a refusal."""

    def in_service(self, person: int) -> bool:
        """Whether the person has not left."""

    def is_active(self, person: int) -> bool:
        """Whether the person may be given work: in service, and no administrator."""

    def stand_in(self, person: int) -> int | None:
        """Who acts for ``person`` now, when absent."""

    def stands_in(self, actor: int, person: int) -> bool:
        """Whether ``actor`` may act for ``person`` now."""

    def superior(self, person: int) -> int | None:
        """Whom to tell when ``person`` is chased."""

    def is_officer(self, person: int) -> bool:
        """Whether the office lets this person record phone approvals and look after others' flows."""

    def is_administrator(self, person: int) -> bool:
        """Whether this person may jump and terminate with a reason."""

    def name(self, person: int) -> str:
        """The person's name, for sentences."""


@dataclass(frozen=True, slots=True)
class Scene:
    """``deadline(start, duration)`` adds an ISO 8601 duration in workdays; see `zhongshu.lib.worktime`."""

    procedure: Procedure
    roster: Roster
    deadline: Callable[[datetime, str], datetime]
    now: datetime
    phone_limit: str = PHONE_LIMIT
