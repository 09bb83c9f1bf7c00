"""A small office for the tests of the engine: people as numbers, duties, one absence, a calendar of plain days."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from zhongshu.lib.flow import Procedure, Scene, parse_procedure
from zhongshu.lib.worktime import parse_duration

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DRAFTER, VETTER, SECTION_HEAD, DIRECTOR, PRINCIPAL, DEPUTY, CLERK, SEAL_KEEPER, ARCHIVIST = range(1, 10)
STAND_IN, SECOND_VETTER, HELPER, ADMINISTRATOR, LEAVER, OUTSIDER = range(10, 16)
NAMES = dict(
    zip(
        range(1, 16),
        [
            "林晓雯",
            "沈静",
            "周明远",
            "高建国",
            "陈志远",
            "罗文斌",
            "孙小芳",
            "马卫东",
            "韩梅",
            "何敏",
            "方圆",
            "吴刚",
            "系统管理员",
            "老李",
            "钱多多",
        ],
        strict=True,
    )
)
DUTIES = {
    "drafter": (DRAFTER,),
    "vetter": (VETTER, SECOND_VETTER),
    "section_head": (SECTION_HEAD,),
    "director": (DIRECTOR,),
    "principal_leader": (PRINCIPAL,),
    "deputy_leader": (DEPUTY,),
    "clerk": (CLERK,),
    "seal_keeper": (SEAL_KEEPER,),
    "archivist": (ARCHIVIST,),
}
SHIPPED = Path(__file__).parents[3] / "src/zhongshu/apps/flow/procedures"
HERE = Path(__file__).parent / "procedures"


@dataclass
class Office:
    """A roster that tests may change: who holds what, who is away, who has left."""

    duties: dict[str, tuple[int, ...]] = field(default_factory=lambda: dict(DUTIES))
    away: dict[int, int] = field(default_factory=dict)
    left: set[int] = field(default_factory=lambda: {LEAVER})

    def candidates(self, duty: str, unit: str, starter: int) -> Sequence[int]:
        return [person for person in self.duties.get(duty, ()) if person not in self.left]

    def where(self, unit: str, starter: int) -> str:
        return "综合科" if unit else "办公室"

    def in_service(self, person: int) -> bool:
        return person in NAMES and person not in self.left

    def is_active(self, person: int) -> bool:
        return person in NAMES and person not in self.left and person != ADMINISTRATOR

    def stand_in(self, person: int) -> int | None:
        return self.away.get(person)

    def stands_in(self, actor: int, person: int) -> bool:
        return self.away.get(person) == actor

    def superior(self, person: int) -> int | None:
        return DIRECTOR if person != DIRECTOR else PRINCIPAL

    def is_officer(self, person: int) -> bool:
        return person in {DIRECTOR, CLERK}

    def is_administrator(self, person: int) -> bool:
        return person == ADMINISTRATOR

    def name(self, person: int) -> str:
        return NAMES.get(person, str(person))


def plain_deadline(start: datetime, duration: str) -> datetime:
    days, clock = parse_duration(duration)
    return start + timedelta(days=days) + clock


def scene_of(procedure: str, *, office: Office | None = None, now: datetime = NOW) -> Scene:
    """The circumstances for a procedure by file name, the shipped ones first."""
    return Scene(definition(procedure), office or Office(), plain_deadline, now)


@cache
def definition(procedure: str) -> Procedure:
    path = SHIPPED / f"{procedure}.bpmn"
    return parse_procedure((path if path.exists() else HERE / f"{procedure}.bpmn").read_bytes())
