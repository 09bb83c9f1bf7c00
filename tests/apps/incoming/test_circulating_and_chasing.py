"""传阅 past the absent, and 催办: none twice, none missed."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.apps.incoming import steps
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.flow.models import Work
from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.incoming import actions, sweeps
from zhongshu.apps.incoming.models import Chase, Paper, Stop
from zhongshu.apps.incoming.queries.papers import reading_work_of
from zhongshu.apps.org.models import Absence
from zhongshu.apps.shell.models import Notification
from zhongshu.lib.refusal import Refused
from zhongshu.lib.worktime import add_workdays


@pytest.fixture
def paper(cast):
    return steps.to_step(cast, steps.registered(cast), "handle")


def states(row):
    return {stop.person.name: stop.state for stop in row.stops.select_related("person")}


def read(paper, person, text=""):
    flow_actions.mark_read(actor=person, work=reading_work_of(paper, person), text=text)


def test_in_order_past_the_absent_who_catch_up(cast, paper):
    now = timezone.now()
    away = Absence.objects.create(
        person=cast.deputy_leader, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(days=2), reason="出差"
    )
    readers = [cast.deputy_director, cast.deputy_leader, cast.director]
    row = actions.circulate(actor=cast.section_head, paper=paper, people=readers)
    assert states(row) == {"罗文斌": "skipped", "高建国": "reading", "何敏": "waiting"}
    read(paper, cast.director)
    assert states(row)["何敏"] == "reading"
    read(paper, cast.deputy_director)
    row.refresh_from_db()
    assert row.finished_at is None
    assert sweeps.readers(now) == 0
    away.delete()
    assert sweeps.readers(now) == 1
    assert sweeps.readers(now) == 0
    read(paper, cast.deputy_leader)
    row.refresh_from_db()
    assert row.finished_at is not None
    assert set(states(row).values()) == {"read"}


def test_a_reader_who_leaves_with_it_unread_is_passed_over(cast, paper):
    row = actions.circulate(actor=cast.section_head, paper=paper, people=[cast.director, cast.deputy_director])
    now = timezone.now()
    Absence.objects.create(person=cast.director, starts_at=now, ends_at=now + timedelta(days=3), reason="培训")
    assert sweeps.readers(now) == 1
    assert states(row) == {"高建国": "skipped", "何敏": "reading"}


def test_a_leader_reading_may_instruct(cast, paper):
    actions.circulate(actor=cast.section_head, paper=paper, people=[cast.deputy_leader], in_order=False)
    read(paper, cast.deputy_leader, "请综合科牵头落实，12月底前报结果。")
    row = paper.instructions.order_by("pk").last()
    assert (row.leader, row.sentences.get().orders) == (cast.deputy_leader, True)


def test_nobody_is_sent_it_twice(cast, paper):
    actions.circulate(actor=cast.section_head, paper=paper, people=[cast.director])
    with pytest.raises(Refused, match="传阅名单"):
        actions.circulate(actor=cast.section_head, paper=paper, people=[cast.director])
    with pytest.raises(Refused, match="没有经办"):
        actions.circulate(actor=cast.drafter, paper=paper, people=[cast.director])
    assert Stop.objects.count() == 1


def at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


def test_each_occasion_is_spoken_of_once(cast, paper):
    Paper.objects.filter(pk=paper.pk).update(due_at=at("2026-11-25 17:30"))  # a Wednesday
    assert sweeps.deadlines(at("2026-11-20 10:00")) == 0
    assert sweeps.deadlines(at("2026-11-23 08:31")) == 1
    assert sweeps.deadlines(at("2026-11-24 10:00")) == 0
    assert sweeps.deadlines(at("2026-11-25 09:00")) == 1
    assert sweeps.deadlines(at("2026-11-25 09:10")) == 0
    assert sweeps.deadlines(at("2026-11-26 09:00")) == 1
    # The clock jumps back and forth, the server was down for days: nothing twice, the present state once.
    assert sweeps.deadlines(at("2026-11-25 09:20")) == 0
    assert sweeps.deadlines(at("2026-12-02 09:00")) == 1
    assert sweeps.deadlines(at("2026-12-02 17:00")) == 0
    assert list(Chase.objects.values_list("word", flat=True)) == [
        "还剩 2 个工作日", "今天到期", "已超过时限 1 个工作日", "已超过时限 5 个工作日",
    ]  # fmt: skip


def test_the_superior_hears_from_the_day_itself(cast, paper):
    Paper.objects.filter(pk=paper.pk).update(due_at=at("2026-11-25 17:30"))
    sweeps.deadlines(at("2026-11-23 09:00"))
    told = Notification.objects.filter(text__startswith="催办")
    assert set(told.values_list("person__name", flat=True)) == {"周明远"}
    sweeps.deadlines(at("2026-11-25 09:00"))
    assert set(told.values_list("person__name", flat=True)) == {"周明远", "罗文斌"}


def test_silence_is_noticed_once(cast, paper):
    later = timezone.now() + timedelta(days=15)
    assert sweeps.silence(later) == 1
    assert sweeps.silence(later + timedelta(hours=1)) == 0


def test_what_was_said_between_makes_nothing_be_said_twice(cast, paper):
    later = timezone.now() + timedelta(days=15)
    Paper.objects.filter(pk=paper.pk).update(due_at=later)
    assert (sweeps.deadlines(later), sweeps.silence(later)) == (1, 1)
    assert Chase.objects.order_by("pk").last().stage.startswith("silent:")
    assert (sweeps.deadlines(later), sweeps.silence(later)) == (0, 0)


def test_silence_falls_earlier_the_more_urgent_a_paper_is(cast, paper):
    # Three workdays on: for an urgent paper that is long (2), for a plain one it is not yet (5).
    day = add_workdays(work_calendar(), timezone.localdate(), 3)
    later = timezone.make_aware(datetime.combine(day, time.max))
    assert sweeps.silence(later) == 0
    Paper.objects.filter(pk=paper.pk).update(urgency="urgent")
    held = Work.objects.filter(responsible=True)
    received = held.get().received_at
    held.update(received_at=later - timedelta(hours=1))
    assert sweeps.silence(later) == 0  # whoever holds it has it since an hour
    held.update(received_at=received)
    assert sweeps.silence(later) == 1
