"""Rounds of reading and register numbers under random doings: whatever happens, everybody reads once and no number is missing."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.apps.incoming import steps
from tests.cast import make_cast
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.incoming import actions, sweeps
from zhongshu.apps.incoming.models import Paper, RegisterSeries, Stop
from zhongshu.apps.incoming.queries.papers import reading_work_of
from zhongshu.apps.org.models import Absence
from zhongshu.lib.refusal import Refused

READERS = ("deputy_leader", "director", "deputy_director", "vetter", "archivist")
State = Stop.State


class Rounds(TestCase):
    """One paper in an ordered round; people go away, come back and read, in any order."""

    @settings(max_examples=25, deadline=None)
    @given(
        doings=st.lists(
            st.tuples(st.sampled_from(["away", "back", "read", "sweep"]), st.sampled_from(READERS)), max_size=24
        )
    )
    def test_the_order_holds_and_everybody_is_caught_up(self, doings):
        with transaction.atomic():
            cast = make_cast()
            paper = steps.to_step(cast, steps.registered(cast), "handle")
            people = [cast.people[part] for part in READERS]
            row = actions.circulate(actor=cast.section_head, paper=paper, people=people)
            for what, part in doings:
                self._do(what, cast.people[part], paper)
                self._check(row)
            Absence.objects.all().delete()
            for _ in range(2 * len(people)):
                sweeps.readers(timezone.now())
                for person in people:
                    self._do("read", person, paper)
            row.refresh_from_db()
            assert set(row.stops.values_list("state", flat=True)) == {State.READ}
            assert row.finished_at is not None
            transaction.set_rollback(True)

    def _do(self, what, person, paper):
        now = timezone.now()
        if what == "away":
            Absence.objects.create(
                person=person, starts_at=now - timedelta(minutes=1), ends_at=now + timedelta(days=2), reason="外出"
            )
        elif what == "back":
            Absence.objects.filter(person=person).delete()
        elif what == "sweep":
            sweeps.readers(now)
        elif (work := reading_work_of(paper, person)) is not None:
            flow_actions.mark_read(actor=person, work=work)

    def _check(self, row):
        stops = list(row.stops.order_by("place"))
        reading = [stop for stop in stops if stop.state == State.READING]
        waiting = [stop for stop in stops if stop.state == State.WAITING]
        # Nobody waits before the one who reads in turn; with somebody waiting, somebody reads or everybody left is away.
        turn = [stop for stop in reading if stop.skipped_at is None]
        assert len(turn) <= 1
        assert all(stop.place > one.place for stop in waiting for one in turn)
        if waiting:
            assert reading or all(stop.state in {State.SKIPPED, State.READ} for stop in stops if stop not in waiting)


class Numbers(TestCase):
    """Registrations that succeed, fail and are undone, in any order."""

    @settings(max_examples=25, deadline=None)
    @given(doings=st.lists(st.sampled_from(["register", "refuse", "undo", "keep"]), min_size=1, max_size=14))
    def test_no_gap_and_no_double(self, doings):
        with transaction.atomic():
            cast = make_cast()
            for at, what in enumerate(doings):
                if what == "keep":
                    actions.keep_entry(actor=cast.clerk, sender="安和市某局", secrecy=2, copies=[("000001", "保密柜")])
                    continue
                paper = actions.receive(actor=cast.clerk, sender=f"来文单位{at}", title=f"第{at}件来文")
                fields = {"title": "" if what == "refuse" else paper.title, "sender": paper.sender, "secrecy": 0}
                if what == "undo":
                    try:
                        with transaction.atomic():
                            actions.register(actor=cast.clerk, paper=paper, fields=fields)
                            raise RuntimeError
                    except RuntimeError:
                        continue
                try:
                    actions.register(actor=cast.clerk, paper=paper, fields=fields)
                except Refused:
                    assert what == "refuse"
            serials = sorted(
                Paper.objects.filter(register_serial__isnull=False).values_list("register_serial", flat=True)
            )
            wanted = sum(what in {"register", "keep"} for what in doings)
            assert serials == list(range(1, wanted + 1))
            assert sum(RegisterSeries.objects.values_list("last", flat=True)) == wanted
            transaction.set_rollback(True)
