"""Who may act: a person, or the system itself when time runs out."""

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    @property
    def pk(self) -> int | None: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class System:
    """The clock acting by rule (sweeps, reminders), never a stand-in for a person."""

    name: str = "系统"
    pk: None = None


SYSTEM = System()
