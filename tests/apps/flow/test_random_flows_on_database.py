"""The same random moves made through the actions, on the database, with the same invariants; the audit chain verifies."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.apps.flow.papers import paper
from tests.lib.flow.choosing import Draw, arguments
from tests.lib.flow.invariants import check, offered_are_true
from tests.lib.flow.office import HERE
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.audit.queries import verify
from zhongshu.apps.flow import actions, queries, store
from zhongshu.apps.flow.boxes import box_of
from zhongshu.apps.flow.models import Opinion, Work
from zhongshu.apps.flow.scenes import scene_for
from zhongshu.apps.org.actions import set_stand_in
from zhongshu.apps.org.models import Person
from zhongshu.lib.flow.moves import next_timer
from zhongshu.lib.flow.vocabulary import Move
from zhongshu.lib.refusal import Refused

SEQUENCES = {"sqlite": 90, "postgresql": 25}  # for each procedure
PROCEDURES = ["outgoing", "internal_memo", "parallel", "voting"]
EVENTS = [*["goes_on"] * 8, *["offered"] * 9, "wild", "time_passes", "somebody_is_away"]
PEOPLE_OF = {"people", "to", "holder"}


class FlowOnDatabase(RuleBasedStateMachine):
    """One flow a sequence, undone afterwards; ``cast`` and ``procedure`` are set by the test."""

    cast = None
    procedure = ""
    made = 0

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.now = timezone.now()
        self.people = sorted(p.pk for part, p in self.cast.people.items() if "admin" not in part and part != "outsider")
        starter = self.cast.drafter
        lists = {"parallel": ["signers"], "voting": ["voters"]}.get(self.procedure, [])
        variables = {key: [self.cast.vetter.pk, self.cast.clerk.pk, self.cast.archivist.pk] for key in lists}
        self.flow = actions.start(
            actor=starter, procedure_key=self.procedure, subject=paper(), title="随机流转", variables=variables
        )
        self.written: list[tuple] = []
        self.examine()

    @rule(data=st.data(), what=st.sampled_from(EVENTS))
    def something_happens(self, data: st.DataObject, what: str) -> None:
        getattr(self, what)(data.draw)
        self.examine()

    def offered(self, draw: Draw) -> None:
        holders = [work.holder for work in self.state.works if work.live]
        person = draw(st.sampled_from(holders * 2 + self.people + [self.cast.sysadmin.pk]))
        offered = [pair for pair in offered_are_true(self.state, self.scene, person) if pair[0] is not Move.REASSIGN]
        wanted = sorted({move for move, _ in offered})
        if wanted:
            move = draw(st.sampled_from(wanted))
            work = draw(st.sampled_from([no for found, no in offered if found is move]))
            self.make(draw, move, person, work)

    def goes_on(self, draw: Draw) -> None:
        works = list(self.state.responsible())
        if works:
            work = draw(st.sampled_from(works))
            for move in (Move.SUBMIT, Move.COUNTERSIGN, Move.VOTE):
                if (move, work.no) in offered_are_true(self.state, self.scene, work.holder):
                    self.make(draw, move, work.holder, work.no)

    def wild(self, draw: Draw) -> None:
        move = draw(st.sampled_from(sorted(set(Move) - {Move.START, Move.TIMER, Move.REASSIGN})))
        work = draw(st.sampled_from([work.no for work in self.state.works]))
        self.make(draw, move, draw(st.sampled_from(self.people)), work)

    def time_passes(self, draw: Draw) -> None:
        self.now += timedelta(days=draw(st.integers(1, 4)))
        for step in queries.due_timers(self.now):
            timer = self.due(step)
            if timer:
                actions.fire_timer(step=step, timer=timer, now=self.now)
                assert not actions.fire_timer(step=step, timer=timer, now=self.now)

    def due(self, step) -> str:
        state = store.load(step.flow_id).state
        found = next_timer(state, scene_for(step.flow, now=self.now), state.step(step.no))
        return found[1].id if found else ""

    def somebody_is_away(self, draw: Draw) -> None:
        principal, stand_in = draw(st.sampled_from(self.people)), draw(st.sampled_from(self.people))
        if principal != stand_in:
            with suppress(Refused):
                set_stand_in(
                    actor=SYSTEM, principal=Person.objects.get(pk=principal), stand_in=Person.objects.get(pk=stand_in),
                    kind="delegation", starts_at=timezone.now() - timedelta(hours=1), reason="外出",
                )  # fmt: skip

    def make(self, draw: Draw, move: Move, person: int, work: int) -> None:
        more = arguments(draw, move, self.state, self.scene, work, self.people)
        if call := more.pop("call", None):
            more |= {"called_at": call.at, "question": call.question, "answer": call.answer}
        for name in PEOPLE_OF & more.keys():
            value = more[name]
            more[name] = [self.person(pk) for pk in value] if isinstance(value, list) else self.person(value)
        if "holders" in more:
            more["holders"] = {key: [self.person(pk) for pk in pks] for key, pks in more["holders"].items()}
        row = Work.objects.select_related("step").get(flow=self.flow, no=work)
        try:
            getattr(actions, move.value)(actor=self.person(person), work=row, **more)
        except Refused:
            return
        type(self).made += 1

    def person(self, pk: int) -> Person:
        return Person.objects.get(pk=pk)

    def examine(self) -> None:
        """Every invariant of the engine on what the database now says, and what only a database can get wrong."""
        loaded = store.load(self.flow.pk)
        self.state, self.flow = loaded.state, loaded.flow
        self.scene = scene_for(self.flow, now=max(self.now, timezone.now()))
        check(self.state, self.scene)
        written = list(
            Opinion.objects.filter(flow=self.flow).values_list("no", "person", "kind", "verdict", "text", "at")
        )
        assert written[: len(self.written)] == self.written
        self.written = written
        rows = {row.no: row for row in Work.objects.filter(flow=self.flow)}
        for work in self.state.works:
            row, box = rows[work.no], box_of(work, self.state.status)
            assert row.responsible == (work.active and work.kind.responsible)
            assert row.box == box or (row.box == "" and box in {"done", "completed"})
        assert not queries.unowned_flows(self.flow.organ).exists()

    def teardown(self) -> None:
        if not hasattr(self, "savepoint"):
            return
        try:
            verdict = verify()
            assert verdict.ok, verdict
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_random_flows_on_the_database(cast, procedure):
    for path in sorted(HERE.glob("*.bpmn")):
        actions.put_in_use(actor=SYSTEM, organ=cast.office, bpmn=path.read_bytes(), key=path.stem)
    sequences = SEQUENCES[connection.vendor]
    machine = type(f"FlowOnDatabase_{procedure}", (FlowOnDatabase,), {"cast": cast, "procedure": procedure})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=sequences,
            stateful_step_count=10,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    assert machine.made > sequences
