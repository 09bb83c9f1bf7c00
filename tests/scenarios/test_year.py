"""A simulated year in small: it can be cut off and goes on, and in the end nothing is without a holder."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from zhongshu.apps.audit.models import Entry
from zhongshu.apps.demo.year import day as days
from zhongshu.apps.demo.year import run
from zhongshu.apps.demo.year.plan import Plan
from zhongshu.apps.flow.models import Work
from zhongshu.apps.incoming.models import Instruction
from zhongshu.apps.incoming.models import Paper as IncomingPaper
from zhongshu.apps.org.models import Absence, Person
from zhongshu.apps.outgoing.models import Number
from zhongshu.apps.supervision.models import SupervisedMatter, Verification
from zhongshu.lib.refusal import Refused

#: It runs over the turn of the year and a holiday.
PLAN = Plan(date(2025, 12, 22), days=24, incoming=22, outgoing=5, matters=7, people=70, seed=7)


class PowerCutError(Exception):
    pass


@pytest.fixture
def lived(db, monkeypatch):
    """Cut off in the middle of a day and run again."""
    real = days.live

    def cut(office):
        if office.day == PLAN.start + timedelta(days=9):
            with transaction.atomic():
                office.clock.set(office.day, days.time(9, 0))
                days.staffing.come_and_go(office)
                raise PowerCutError
        real(office)

    monkeypatch.setattr(run.days, "live", cut)
    with pytest.raises(PowerCutError):
        run.simulate(PLAN, say=lambda _line: None, small=True)
    monkeypatch.setattr(run.days, "live", real)
    lines: list[str] = []
    return run.simulate(PLAN, say=lines.append, small=True), lines


def test_it_ends_with_nothing_ownerless_and_the_chain_whole(lived):
    found, lines = lived
    assert found.good, (found.ownerless, found.gaps, found.chain.reason)
    assert set(found.ownerless.values()) == {0}
    assert found.counts["收文"] == PLAN.incoming
    assert found.counts["督办事项"] == PLAN.matters
    assert found.counts["发文"] >= PLAN.outgoing
    assert Person.objects.count() >= PLAN.people
    assert "每步" in "".join(lines)
    lived_days = [row.data["day"] for row in Entry.objects.filter(verb=days.DAY_DONE).order_by("seq")]
    assert lived_days == [(PLAN.start + timedelta(days=no)).isoformat() for no in range(PLAN.days)]
    assert list(Entry.objects.order_by("seq").values_list("at", flat=True)) == sorted(
        Entry.objects.values_list("at", flat=True)
    )
    assert IncomingPaper.objects.filter(state="done").exists()
    assert Instruction.objects.exists()
    assert Verification.objects.exists()
    assert Number.objects.filter(state="assigned").exists()
    assert not SupervisedMatter.objects.filter(person__left_on__isnull=False, state="open").exists()
    assert not Work.objects.filter(responsible=True, holder__left_on__isnull=False).exists()
    assert Absence.objects.exists()


def test_a_home_with_anything_else_in_it_is_left_alone(cast):
    with pytest.raises(Refused, match="空文件夹"):
        run.simulate(PLAN, say=lambda _line: None, small=True)


def test_totals_follow_the_scale():
    plan = Plan.at_scale(0.1, start=date(2025, 1, 1))
    assert (plan.incoming, plan.outgoing, plan.matters, plan.people) == (2000, 600, 500, 800)
    half = Plan.at_scale(1, start=date(2025, 1, 1), days=182)
    assert 9_900 < half.incoming < 10_000
    assert Plan.from_json(plan.as_json()) == plan
