"""A step of the engine."""

import gc
from collections import defaultdict
from collections.abc import Callable
from random import Random
from time import thread_time
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tools.bench.county import SEED, drafters, prepared, title
from tools.bench.figures import Figure, spread, timed
from zhongshu.apps.flow import actions, queries
from zhongshu.apps.flow.models import Work
from zhongshu.apps.org.models import Person
from zhongshu.lib.flow.vocabulary import ReturnMode

TITLE = "A step of the engine"
HOW = (
    "Flows of the outgoing procedure are walked from draft to end on SQLite in a file, one in five with a return and one "
    "in five with an added signer; each move is one action with all its writes: works, opinions, log, grants, "
    "notifications, the audit chain, the commit. Statements include BEGIN and COMMIT and are counted on further flows."
)
FLOWS, COUNTED = 120, 10
#: How a move of this kind is made: timed, or its statements counted.
Take = Callable[[str, Callable[[], Any]], Any]


def measure() -> list[Figure]:
    """Milliseconds of each kind of move, and statements of a step."""
    prepared()
    gc.freeze()  # as the server does once it has started
    random = Random(SEED)
    people = [person for person in drafters() if person.organ.office_of_id]
    times: dict[str, list[float]] = defaultdict(list)
    busy: dict[str, list[float]] = defaultdict(list)
    for number in range(FLOWS):
        _walk(random.choice(people), random, lambda kind, do: _timed(times[kind], busy[kind], do), detour=number % 5)
    counts: dict[str, list[int]] = defaultdict(list)
    for number in range(COUNTED):
        _walk(random.choice(people), random, lambda kind, do: _counted(counts[kind], do), detour=number % 5)
    return [
        *spread("every step (submit, return, add a signer)", _steps(times), target=8),
        *spread("the same, processor time alone", _steps(busy)),
        *spread("submit 提交", times["submit"]),
        *spread("sign for 签收", times["sign_for"]),
        *spread("start of a flow", times["start"]),
        *(
            Figure(f"statements of a {kind}, mean", sum(found) / len(found), "")
            for kind, found in counts.items()
            if kind in {"start", "sign_for", "submit"}
        ),
    ]


def _steps(times: dict[str, list[float]]) -> list[float]:
    return [taken for kind in ("submit", "return_to", "add_signer") for taken in times[kind]]


def _timed(times: list[float], busy: list[float], do: Callable[[], Any]) -> Any:
    """The processor's own time beside the clock's: on a machine with other work the two differ much."""
    begun = thread_time()
    done = timed(times, do)
    busy.append((thread_time() - begun) * 1000)
    return done


def _counted(counts: list[int], do: Callable[[], Any]) -> Any:
    with CaptureQueriesContext(connection) as asked:
        done = do()
    counts.append(len(asked))
    return done


def _walk(drafter: Person, random: Random, take: Take, *, detour: int) -> None:
    """One flow from its start to its end."""
    subject = Group.objects.create(name=f"公文 {Group.objects.count() + 1}")
    flow = take(
        "start", lambda: actions.start(actor=drafter, procedure_key="outgoing", subject=subject, title=title(random))
    )
    detours = {"gates"} if detour in (1, 3) else set()
    while (work := queries.active_works(flow).first()) is not None:
        if work.signed_at is None:
            take("sign_for", lambda work=work: actions.sign_for(actor=work.holder, work=work))
        if work.step.element in detours:
            detours.clear()
            _detour(work, drafter, take, back=detour == 1)
        else:
            _submit(work, take)


def _submit(work: Work, take: Take) -> None:
    take("submit", lambda: actions.submit(actor=work.holder, work=work, text="同意，请按程序办理。"))


def _detour(work: Work, drafter: Person, take: Take, *, back: bool) -> None:
    """Send the paper back to its drafter, or ask another to sign first."""
    if back:
        take(
            "return_to",
            lambda: actions.return_to(
                actor=work.holder, work=work, target="draft", text="请核实第二段数据。", mode=ReturnMode.DIRECT
            ),
        )
        return
    take(
        "add_signer",
        lambda: actions.add_signer(actor=work.holder, work=work, people=[drafter], text="请补充说明。"),
    )
