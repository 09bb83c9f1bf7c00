"""What time brings about, once each however often the sweep comes."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.apps.flow.papers import start, submit, walk_to, work_at
from tests.lib.flow.office import HERE
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.flow import actions, events, queries, sweeps
from zhongshu.apps.flow.models import CalendarDay, Step, Work
from zhongshu.apps.flow.scenes import deadline
from zhongshu.lib.refusal import Refused


@contextmanager
def told():
    heard: list[tuple[str, str]] = []

    def listen(people, text, **_):
        heard.extend((person.name, text) for person in people)

    events.people_told.connect(listen)
    try:
        yield heard
    finally:
        events.people_told.disconnect(listen)


def test_a_chasing_timer_tells_holder_and_superior_once(cast):
    flow = start(cast)
    walk_to(flow, "sign_off")
    later = timezone.now() + timedelta(days=20)
    with told() as heard:
        assert sweeps.boundary_timers(timezone.now()) == 0
        assert sweeps.boundary_timers(later) == 1
        assert sweeps.boundary_timers(later) == 0
    assert cast.principal_leader.name in {name for name, _ in heard}
    assert work_at(flow).chased == 1
    assert not Step.objects.filter(flow=flow, next_timer_at__isnull=False).exists()


def test_a_timer_that_leaves_the_step_records_silence(cast):
    actions.put_in_use(actor=SYSTEM, organ=cast.office, bpmn=(HERE / "voting.bpmn").read_bytes())
    flow = start(cast, "voting", variables={"voters": [cast.vetter.pk, cast.clerk.pk]})
    submit(flow)
    assert sweeps.boundary_timers(timezone.now() + timedelta(days=20)) == 1
    flow.refresh_from_db()
    assert work_at(flow).step.element == "redraft"
    assert flow.variables["ballot_silent"] == 2
    assert set(Work.objects.filter(flow=flow, kind="ballot").values_list("state", flat=True)) == {"silent"}
    assert not flow.opinions.exclude(kind="opinion").exists()


def test_reminders_come_once_before_and_once_after_the_deadline(cast):
    flow = submit(start(cast))
    work = work_at(flow)
    soon, late = work.due_at - timedelta(hours=2), work.due_at + timedelta(minutes=1)
    with told() as heard:
        for now in (soon, soon, late, late):
            sweeps.reminders(now)
    assert [name for name, _ in heard if name == cast.director.name] == [cast.director.name] * 2
    assert "将到办理时限" in heard[0][1]
    assert "已超过办理时限" in heard[-1][1]


def test_a_long_list_of_flows_costs_a_sweep_one_query_when_nothing_is_due(cast, django_assert_num_queries):
    for _ in range(3):
        start(cast)
    with django_assert_num_queries(1):
        assert sweeps.boundary_timers(timezone.now()) == 0
    with django_assert_num_queries(1):
        assert list(queries.to_remind(timezone.now(), timedelta(hours=1))) == []


def test_the_offices_own_holidays_move_deadlines(cast):
    monday = timezone.localtime().replace(2026, 3, 2, 9, 0, 0, 0)
    assert deadline(monday, "P1D").day == 3
    actions.set_calendar_day(
        actor=cast.sysadmin, day=(monday + timedelta(days=1)).date(), is_workday=False, note="县庆"
    )
    assert deadline(monday, "P1D").day == 4
    assert str(CalendarDay.objects.get()) == "2026年03月03日 放假"
    with pytest.raises(Refused, match="系统管理员"):
        actions.set_calendar_day(actor=cast.director, day=monday.date(), is_workday=False)
